using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Anomalies;

sealed class CountPanel : TwoWayPanel
{
    const int MostSteps = 100;
    const int MostTurns = 20;

    readonly PanelCounts[] _cells;

    readonly bool _isAdditive;

    public CountPanel(PanelCounts[] cells, bool isAdditive)
        : base([.. cells.Select(c => c.Unit)], [.. cells.Select(c => c.Time)]) =>
        (_cells, _isAdditive) = (cells, isAdditive);

    protected override double Rounding => 1e-12;

    protected override bool IsUsable(int cell) => _cells[cell].Trials > 0 && !IsImpossible(cell);

    protected override bool IsImpossible(int cell) => _cells[cell].Events > _cells[cell].Trials;

    protected override string Unusable(int cell) => "no_trials";

    protected override double Expected(double linear) => Logistic(linear);

    protected override double Observed(int cell) => _cells[cell].Trials > 0
        ? _cells[cell].Events / (double)_cells[cell].Trials : 0;

    protected override Deviate Deviation(int cell, PanelEstimate estimate) => Deviation(_cells[cell].Events,
        _cells[cell].Trials, estimate.Linear[cell], estimate.BetweenVariance);

    protected override string? Possible(bool[] usable)
    {
        var (events, trials) = All(usable);
        return base.Possible(usable) ?? (events == 0 || events == trials ? "constant" : null);
    }

    protected override double[] FirstDistances(bool[] usable)
    {
        double[] odds = [.. _cells.Select(c => Math.Log((c.Events + 0.5) / (c.Trials - c.Events + 0.5)))];
        for (var i = 0; i < odds.Length; i++) if (!usable[i]) odds[i] = 0;
        var rests = Polished(odds, usable);
        double[] z = [.. rests.Select((rest, cell) =>
            usable[cell] ? Deviation(_cells[cell].Events, _cells[cell].Trials, odds[cell] - rest, 0).Residual : 0)];
        return InDeviations(z, usable, 1);
    }

    // The variance between cells and the levels weigh on each other: in turn, until the variance stays.
    protected override PanelEstimate? Fit(bool[] isIn)
    {
        var (between, start) = (0.0, (double[]?)null);
        for (var turn = 0; ; turn++)
        {
            if (Levels(isIn, between, start) is not var (linear, system)) return null;
            var next = _isAdditive ? Between(linear, isIn, system.Used) : 0;
            if (turn == MostTurns || Math.Abs(next - between) <= 1e-8 * (1e-3 + between))
                return Estimate(linear, system, isIn, between);
            (between, start) = (next, linear);
        }
    }

    (double[] Linear, TwoWayLeastSquares System)? Levels(bool[] isIn, double between, double[]? start)
    {
        var (x, n) = Steadied(isIn);
        double[] linear = start ?? [.. x.Select((events, i) =>
            isIn[i] ? Math.Log((events + 0.5) / (n[i] - events + 0.5)) : 0)];
        var (harm, system) = (double.PositiveInfinity, (TwoWayLeastSquares?)null);
        for (var step = 0; step < MostSteps; step++)
        {
            var (weights, response) = (new double[x.Length], new double[x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                if (!isIn[i]) continue;
                // Breslow and Clayton (1993), JASA 88:9-25: the working value at the cell's likeliest departure.
                var at = linear[i] + (between > 0 ? Shift(x[i], n[i], linear[i], between) : 0);
                var p = Logistic(at);
                var own = Math.Max(1e-12, n[i] * p * (1 - p));
                weights[i] = own / (1 + own * between);
                response[i] = at + (x[i] - n[i] * p) / own;
            }
            system = new(Units, Times, weights);
            var next = system.Fit(response);
            // The start lies on no levels: the first step is taken whole, later ones are halved while they do harm.
            var worse = Harm(next, x, n, isIn, between);
            for (var half = 0; (step > 0 || start is not null) && worse > harm * (1 + 1e-12) && half < 30; half++)
            {
                for (var i = 0; i < next.Length; i++) next[i] = (next[i] + linear[i]) / 2;
                worse = Harm(next, x, n, isIn, between);
            }
            var moved = 0.0;
            for (var i = 0; i < next.Length; i++) if (isIn[i]) moved = Math.Max(moved, Math.Abs(next[i] - linear[i]));
            (linear, harm) = (next, worse);
            if (moved <= 1e-9) return (linear, system);
        }
        return null;
    }

    // The τ² on the log-odds scale at which Pearson's statistic is what it should be; 0 where it is below already.
    double Between(double[] linear, bool[] isIn, int used)
    {
        var cells = Enumerable.Range(0, linear.Length).Where(i => isIn[i]).Select(i =>
        {
            var (p, c) = (Logistic(linear[i]), _cells[i]);
            var weight = Math.Max(1e-12, c.Trials * p * (1 - p));
            return (Weight: weight, Squared: Math.Pow(c.Events - c.Trials * p, 2) / weight);
        }).ToArray();
        var freedom = cells.Length - used;
        double Pearson(double between) => cells.Sum(c => c.Squared / (1 + c.Weight * between));
        if (freedom < 1 || Pearson(0) <= freedom) return 0;
        var (low, high) = (0.0, 1.0);
        while (Pearson(high) > freedom && high < 1e6) (low, high) = (high, 2 * high);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Pearson(middle) > freedom) low = middle; else high = middle;
        }
        return (low + high) / 2;
    }

    PanelEstimate Estimate(double[] linear, TwoWayLeastSquares system, bool[] isIn, double between)
    {
        var (pearson, cells) = (0.0, 0);
        for (var i = 0; i < linear.Length; i++)
        {
            if (!isIn[i]) continue;
            var (p, c) = (Logistic(linear[i]), _cells[i]);
            var weight = Math.Max(1e-12, c.Trials * p * (1 - p));
            pearson += Math.Pow(c.Events - c.Trials * p, 2) / weight / (1 + weight * between);
            cells++;
        }
        var freedom = cells - system.Used;
        return new(linear, system.Variances(), freedom > 0 ? pearson / freedom : 1, freedom, between);
    }

    protected override PanelExplanation Explain(int cell, PanelEstimate estimate) =>
        new CountErrors(_cells, cell, (x, n) =>
            FitP(cell, Deviation(x, n, estimate.Linear[cell], estimate.BetweenVariance), estimate)).Explain();

    // Half an event a unit at the rate of all, spread over its cells.
    (double[] Events, double[] Trials) Steadied(bool[] isIn)
    {
        var (events, trials) = All(isIn);
        var rate = Math.Clamp(events / (double)trials, 0.5 / (trials + 1.0), 1 - 0.5 / (trials + 1.0));
        var ofUnit = new double[Units.Max() + 1];
        for (var i = 0; i < _cells.Length; i++) if (isIn[i]) ofUnit[Units[i]] += _cells[i].Trials;
        double Added(int i) => isIn[i] ? Math.Min(0.1, 0.5 / Math.Min(rate, 1 - rate) / ofUnit[Units[i]]) : 0;
        return ([.. _cells.Select((c, i) => c.Events + Added(i) * c.Trials * rate)],
            [.. _cells.Select((c, i) => c.Trials * (1 + Added(i)))]);
    }

    (long Events, long Trials) All(bool[] isIn)
    {
        var (events, trials) = (0L, 0L);
        for (var i = 0; i < _cells.Length; i++)
            if (isIn[i]) (events, trials) = (events + _cells[i].Events, trials + _cells[i].Trials);
        return (events, trials);
    }

    static Deviate Deviation(long x, long n, double linear, double between)
    {
        var p = Math.Clamp(Logistic(linear), 1e-300, 1 - 1e-16);
        var weight = n * p * (1 - p);
        var share = 1 / (1 + weight * between);
        if (between == 0) return new(QuantileResidual(x, n, p), weight, 1);
        var shift = Shift(x, n, linear, between);
        var left = QuantileResidual(x, n, Math.Clamp(Logistic(linear + shift), 1e-300, 1 - 1e-16));
        var residual = Math.Sign(x - n * p) * Math.Sqrt(left * left + shift * shift / between);
        return new(residual, weight * share, share);
    }

    // The cell's own departure from its levels, likeliest between its counts and what cells depart by: the root of
    // x - n p = u/τ².
    static double Shift(double x, double n, double linear, double between)
    {
        var (low, high) = (-40.0, 40.0);
        var shift = 0.0;
        for (var i = 0; i < 100; i++)
        {
            var p = Logistic(linear + shift);
            var miss = x - n * p - shift / between;
            if (miss > 0) low = shift; else high = shift;
            var next = shift + miss / (n * p * (1 - p) + 1 / between);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - shift) <= 1e-13 * (1 + Math.Abs(shift))) return next;
            shift = next;
        }
        return shift;
    }

    // z of the mid-p. Far out, and of large counts, the root of the deviance, which is the same to all digits wanted.
    static double QuantileResidual(long x, long n, double p)
    {
        if (n * p * (1 - p) < 1e5)
        {
            var half = SpecialFunctions.BinomialMass(x, n, p) / 2;
            var low = (x == 0 ? 0 : SpecialFunctions.BetaRegularized(1 - p, n - x + 1, x)) + half;
            var high = (x == n ? 0 : SpecialFunctions.BetaRegularized(p, x + 1, n - x)) + half;
            if (Math.Min(low, high) > 1e-290)
                return low < high ? SpecialFunctions.NormalQuantile(low) : -SpecialFunctions.NormalQuantile(high);
        }
        var deviance = 2 * (Likelihood.Term(x, n * p) + Likelihood.Term(n - x, n * (1 - p)));
        return Math.Sign(x - n * p) * Math.Sqrt(Math.Max(0, deviance));
    }

    // Deviance with the departures' own squares: what the levels make least.
    static double Harm(double[] linear, double[] x, double[] n, bool[] isIn, double between)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (!isIn[i]) continue;
            var shift = between > 0 ? Shift(x[i], n[i], linear[i], between) : 0;
            var p = Logistic(linear[i] + shift);
            sum += 2 * (Likelihood.Term(x[i], n[i] * p) + Likelihood.Term(n[i] - x[i], n[i] * (1 - p)));
            if (between > 0) sum += shift * shift / between;
        }
        return Math.Max(0, sum);
    }

    static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));
}
