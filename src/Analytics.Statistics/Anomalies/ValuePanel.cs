namespace Analytics.Statistics.Anomalies;

sealed class ValuePanel : TwoWayPanel
{
    readonly PanelValue[] _cells;
    readonly bool _inLogarithms;
    readonly double[] _y;

    public ValuePanel(PanelValue[] cells, bool inLogarithms)
        : base([.. cells.Select(c => c.Unit)], [.. cells.Select(c => c.Time)])
    {
        (_cells, _inLogarithms) = (cells, inLogarithms);
        _y = [.. cells.Select(c => !inLogarithms ? c.Value : c.Value > 0 ? Math.Log(c.Value) : 0)];
        Rounding = 1e-12 * (_y.Max(Math.Abs) + (inLogarithms ? 1 : 0));
    }

    protected override double Rounding { get; }

    protected override bool IsUsable(int cell) => !_inLogarithms || _cells[cell].Value > 0;

    protected override bool IsImpossible(int cell) => false;

    protected override string Unusable(int cell) => "not_applicable";

    protected override double Expected(double linear) => _inLogarithms ? Math.Exp(linear) : linear;

    protected override double Observed(int cell) => _cells[cell].Value;

    protected override Deviate Deviation(int cell, PanelEstimate estimate) =>
        new(_y[cell] - estimate.Linear[cell], 1, 0);

    protected override string? Possible(bool[] usable) => base.Possible(usable)
        ?? (Moments.AllEqual([.. _y.Where((_, cell) => usable[cell])]) ? "constant" : null);

    protected override double[] FirstDistances(bool[] usable)
    {
        double[] rests = [.. Polished(_y, usable).Select(rest => Math.Abs(rest) <= 10 * Rounding ? 0 : rest)];
        return InDeviations(rests, usable, Rounding);
    }

    protected override PanelEstimate Fit(bool[] isIn)
    {
        var system = new TwoWayLeastSquares(Units, Times, [.. isIn.Select(cell => cell ? 1.0 : 0)]);
        var linear = system.Fit(_y);
        var (squares, cells) = (0.0, 0);
        for (var i = 0; i < linear.Length; i++)
            if (isIn[i]) (squares, cells) = (squares + (_y[i] - linear[i]) * (_y[i] - linear[i]), cells + 1);
        var freedom = cells - system.Used;
        return new(linear, system.Variances(), freedom > 0 ? squares / freedom : 0, freedom);
    }

    protected override PanelExplanation Explain(int cell, PanelEstimate estimate) =>
        new ValueErrors(_cells, cell, value => _inLogarithms && value <= 0 ? null : FitP(cell,
            new((_inLogarithms ? Math.Log(value) : value) - estimate.Linear[cell], 1, 0), estimate)).Explain();
}
