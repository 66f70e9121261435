namespace Analytics.Pipelines.Contracts;

/// <summary>The period of a record, both days included.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
public sealed record ContractPeriod(DateOnly Start, DateOnly End)
{
    /// <summary>year, half-year, quarter, month or span, by its days.</summary>
    public string Kind => !IsWhole ? "span" : (Months, (Start.Month - 1) % Months) switch
    {
        (12, 0) => "year",
        (6, 0) => "half-year",
        (3, 0) => "quarter",
        (1, _) => "month",
        _ => "span",
    };

    /// <summary>The period of the same kind that ends the day before; for a span the one a year earlier, for it has
    /// no predecessor of its kind.</summary>
    public ContractPeriod Before => Kind == "span" ? InYear(-1)
        : new(Start.AddMonths(-Months), Start.AddDays(-1));

    bool IsWhole => Start.Day == 1 && End.AddDays(1).Day == 1;

    int Months => (End.Year - Start.Year) * 12 + End.Month - Start.Month + 1;

    /// <summary>The same period some years later; the last of February stays the last.</summary>
    public ContractPeriod InYear(int later)
    {
        var end = End.AddYears(later);
        return new(Start.AddYears(later), IsWhole ? new DateOnly(end.Year, end.Month, 1).AddMonths(1).AddDays(-1) : end);
    }

    /// <summary>ISO days with two dots between.</summary>
    public override string ToString() => $"{Start:yyyy-MM-dd}..{End:yyyy-MM-dd}";
}
