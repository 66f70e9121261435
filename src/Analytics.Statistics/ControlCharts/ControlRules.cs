namespace Analytics.Statistics.ControlCharts;

/// <summary>Why a point of a control chart is not common cause. The first that holds, in this order.</summary>
public enum SpecialCause
{
    /// <summary>Common cause: nothing to explain.</summary>
    None,

    /// <summary>Above the upper limit.</summary>
    AboveLimit,

    /// <summary>Below the lower limit.</summary>
    BelowLimit,

    /// <summary>One of seven or more points, each above the one before.</summary>
    TrendUp,

    /// <summary>One of seven or more points, each below the one before.</summary>
    TrendDown,

    /// <summary>Within the upper limit but beyond two thirds of it, as is another of three points in a row.</summary>
    TwoInThreeAbove,

    /// <summary>The same below.</summary>
    TwoInThreeBelow,

    /// <summary>One of seven or more points in a row above the mean.</summary>
    SevenAbove,

    /// <summary>The same below.</summary>
    SevenBelow,
}

/// <summary>Where a point lies.</summary>
/// <param name="Side">1 above the mean, -1 below, 0 on it.</param>
/// <param name="IsOutside">Beyond a limit.</param>
/// <param name="IsClose">Within the limits but beyond two thirds of their distance from the mean.</param>
public readonly record struct ChartPlace(int Side, bool IsOutside, bool IsClose);

/// <summary>The rules of "making data count", the English health service's control charts.</summary>
public static class ControlRules
{
    /// <summary>Points that make a trend or a run.</summary>
    public const int Run = 7;

    /// <summary>The special cause of each point, of points that have one mean.</summary>
    /// <param name="values">In order of time.</param>
    /// <param name="places">As many as values.</param>
    /// <exception cref="ArgumentException">Not as many places as values.</exception>
    /// <remarks>Riley and others (2021), NHS England: Making Data Count, Strengthening your decisions; Provost and
    /// Murray (2011), The Health Care Data Guide. Checked in tests/reference/14-spc-xmr.csv.</remarks>
    public static IReadOnlyList<SpecialCause> Of(ReadOnlySpan<double> values, ReadOnlySpan<ChartPlace> places)
    {
        if (values.Length != places.Length)
            throw new ArgumentException($"Found {places.Length} places of {values.Length} values.", nameof(places));
        var n = values.Length;
        var (steps, sides, two) = (new int[Math.Max(0, n - 1)], new int[n], new bool[n]);
        for (var i = 0; i + 1 < n; i++) steps[i] = values[i + 1].CompareTo(values[i]);
        for (var i = 0; i < n; i++) sides[i] = places[i].Side;
        for (var i = 0; i + 2 < n; i++) MarkTwoOf(places.Slice(i, 3), two.AsSpan(i, 3));
        var (trends, runs) = (InRuns(steps, Run - 1), InRuns(sides, Run));
        var causes = new SpecialCause[n];
        for (var i = 0; i < n; i++)
        {
            // Of seven points six steps: a point is in a trend by the step to it or from it.
            var trend = i < steps.Length && trends[i] ? steps[i] : i > 0 && trends[i - 1] ? steps[i - 1] : 0;
            var up = places[i].Side > 0;
            causes[i] = places[i].IsOutside ? up ? SpecialCause.AboveLimit : SpecialCause.BelowLimit
                : trend != 0 ? trend > 0 ? SpecialCause.TrendUp : SpecialCause.TrendDown
                : two[i] ? up ? SpecialCause.TwoInThreeAbove : SpecialCause.TwoInThreeBelow
                : runs[i] ? up ? SpecialCause.SevenAbove : SpecialCause.SevenBelow : SpecialCause.None;
        }
        return causes;
    }

    // Points of three in a row that are close to the same limit as another of them.
    static void MarkTwoOf(ReadOnlySpan<ChartPlace> three, Span<bool> marks)
    {
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                marks[i] |= i != j && three[i].IsClose && three[j].IsClose && three[i].Side == three[j].Side;
    }

    // Which of the signs are in a row of so many alike, zeros ending rows.
    static bool[] InRuns(int[] signs, int least)
    {
        var found = new bool[signs.Length];
        for (var i = 0; i < signs.Length;)
        {
            var end = i + 1;
            while (end < signs.Length && signs[end] == signs[i]) end++;
            if (signs[i] != 0 && end - i >= least) Array.Fill(found, true, i, end - i);
            i = end;
        }
        return found;
    }
}
