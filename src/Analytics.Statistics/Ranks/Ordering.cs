namespace Analytics.Statistics.Ranks;

/// Ranks of numbers above 0, the highest first, for one thread: two passes by the upper bits, then neighbours that are
/// still out of order change places.
sealed class Ordering(int count)
{
    const int Bits = 11, Mask = (1 << Bits) - 1;
    readonly int[] _order = new int[count], _passed = new int[count], _low = new int[1 << Bits];
    readonly int[] _high = new int[1 << Bits], _bits = new int[count];
    ushort[] _ranks = [];

    public double[] Keys { get; } = new double[count];

    /// Orders the keys; the ranks are kept as those of draw `at` of the chunk.
    public void Rank(int at)
    {
        Rough();
        // Insertion: rough order leaves only short ways.
        for (var i = 1; i < count; i++)
        {
            var (unit, j) = (_order[i], i);
            var key = Keys[unit];
            while (j > 0 && Keys[_order[j - 1]] < key)
            {
                _order[j] = _order[j - 1];
                j--;
            }
            _order[j] = unit;
        }
        if (_ranks.Length < (at + 1) * count) Array.Resize(ref _ranks, (at + 16) * count);
        for (var i = 0; i < count; i++) _ranks[at * count + _order[i]] = (ushort)(i + 1);
    }

    /// Hands the ranks of the chunk's draws over, unit by unit.
    public void Store(ushort[][] ranks, int from, int draws)
    {
        for (var unit = 0; unit < count; unit++)
            for (var draw = 0; draw < draws; draw++) ranks[unit][from + draw] = _ranks[draw * count + unit];
    }

    // On the scale of rates within their range, in 22 bits, the highest first.
    void Rough()
    {
        Array.Clear(_low);
        Array.Clear(_high);
        var (least, most) = (double.MaxValue, 0.0);
        foreach (var key in Keys) (least, most) = (Math.Min(least, key), Math.Max(most, key));
        var (top, scale) = (Rate(most), ((1 << (2 * Bits)) - 1) / Math.Max(Rate(most) - Rate(least), 1e-300));
        for (var i = 0; i < count; i++)
        {
            var bits = (int)((top - Rate(Keys[i])) * scale);
            _bits[i] = bits;
            _low[bits & Mask]++;
            _high[bits >> Bits]++;
        }
        for (int i = 0, low = 0, high = 0; i <= Mask; i++)
        {
            (_low[i], low) = (low, low + _low[i]);
            (_high[i], high) = (high, high + _high[i]);
        }
        for (var i = 0; i < count; i++) _passed[_low[_bits[i] & Mask]++] = i;
        foreach (var unit in _passed) _order[_high[_bits[unit] >> Bits]++] = unit;
    }

    static double Rate(double odds) => double.IsInfinity(odds) ? 1 : odds / (1 + odds);
}
