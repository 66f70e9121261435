namespace Analytics.Statistics.Composites;

// A sum that does not depend on the order of its terms but for its last digit: Neumaier (1974), ZAMM 54:39-51.
// Units with the same scores in another order of indicators are then ties, not neighbours.
struct CompensatedSum
{
    double _sum, _rest;

    public void Add(double term)
    {
        var next = _sum + term;
        _rest += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }

    public readonly double Value => _sum + _rest;

    public static double Of(ReadOnlySpan<double> terms)
    {
        var sum = new CompensatedSum();
        foreach (var term in terms) sum.Add(term);
        return sum.Value;
    }
}
