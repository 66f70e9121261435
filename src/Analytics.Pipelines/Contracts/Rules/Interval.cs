namespace Analytics.Pipelines.Contracts.Rules;

/// All values a written number may stand for, both ends included; null is without end.
readonly record struct Interval(Exact? Low, Exact? High)
{
    public static Interval Of(Exact value) => new(value, value);

    public bool IsZero => Low is { IsZero: true } && High is { IsZero: true };

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        // Nothing times anything is nothing, without end or not.
        if (a.IsZero || b.IsZero) return Of(Exact.Zero);
        if (a.Low is { } w && a.High is { } x && b.Low is { } y && b.High is { } z)
            return Span([w * y, w * z, x * y, x * z]);
        if (a.Low is not { Sign: >= 0 } left || b.Low is not { Sign: >= 0 } right) return default;
        return new(left * right, a.High * b.High);
    }

    /// Null where the divisor is zero: the quotient says nothing then.
    public static Interval? Divide(Interval a, Interval b)
    {
        if (b.IsZero) return null;
        if (b.Low is { Sign: > 0 } low) return a * new Interval(b.High is { } high ? (Exact)1 / high : Exact.Zero, (Exact)1 / low);
        return b.High is { Sign: < 0 } ? Divide(-a, -b) : new Interval(null, null);
    }

    static Interval Span(ReadOnlySpan<Exact> ends)
    {
        var (low, high) = (ends[0], ends[0]);
        foreach (var end in ends)
        {
            if (end.CompareTo(low) < 0) low = end;
            if (end.CompareTo(high) > 0) high = end;
        }
        return new(low, high);
    }
}
