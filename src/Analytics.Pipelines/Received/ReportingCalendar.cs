using System.Globalization;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>Tables that every area of some levels owes for periods of a kind.</summary>
/// <param name="Contract">The contract the tables are read by.</param>
/// <param name="PeriodKind">One of <see cref="ReportingPeriod.Kinds"/>.</param>
/// <param name="YearsAfter">How many years after the period's end they are due: 0 or more.</param>
/// <param name="DueMonth">Month of the last day.</param>
/// <param name="DueDay">Day of that month; the month's last where the month is shorter.</param>
/// <param name="Levels">Levels of the areas that owe them.</param>
/// <param name="ParentAreaId">The area they lie in directly.</param>
public sealed record ReportingRule(string Contract, string PeriodKind, int YearsAfter, int DueMonth, int DueDay,
    IReadOnlyList<string> Levels, string ParentAreaId)
{
    /// <summary>The due day in a year.</summary>
    public DateOnly DueIn(int year) =>
        new(year, DueMonth, Math.Min(DueDay, DateTime.DaysInMonth(year, DueMonth)));

    /// <summary>What is due in a year: the last period that ends <see cref="YearsAfter"/> years before it and before
    /// the due day; null where none does.</summary>
    public ReportingDue? InYear(int year) => year - YearsAfter < 1 || year > 9999 ? null
        : ReportingPeriod.Of(PeriodKind, year - YearsAfter).LastOrDefault(period => period.End < DueIn(year))
            is { } last ? new(this, last, DueIn(year)) : null;

    /// <summary>The latest period whose due day lies before a day; null where there is none. On the due day itself
    /// nobody is late.</summary>
    public ReportingDue? LatestBefore(DateOnly day) => InYear(DueIn(day.Year) < day ? day.Year : day.Year - 1);

    /// <summary>The latest period that had ended before a day, due or not: what a file of that day is about, should
    /// it not say so itself.</summary>
    public ReportingDue? LastEndedBefore(DateOnly day)
    {
        for (var year = day.Year + YearsAfter; year >= day.Year - 1; year--)
            if (InYear(year) is { } due && due.Period.End < day) return due;
        return null;
    }
}

/// <summary>Tables for one period.</summary>
/// <param name="Rule">Whose they are.</param>
/// <param name="Period">The period.</param>
/// <param name="DueOn">The last day on which they are in time.</param>
public sealed record ReportingDue(ReportingRule Rule, ReportingPeriod Period, DateOnly DueOn);

/// <summary>When which tables are due.</summary>
/// <param name="Rules">In order of contract, then of the file.</param>
public sealed record ReportingCalendar(IReadOnlyList<ReportingRule> Rules)
{
    /// <summary>The file it stands in, below the content root.</summary>
    public const string File = "seeds/domain/reporting-calendar.csv";

    const string Reader = "reporting-calendar";

    static readonly string[] Columns = ["contract", "period_kind", "years_after", "due_month", "due_day", "level",
        "parent_area_id"];

    /// <summary>The contracts it knows, in order.</summary>
    public IReadOnlyList<string> Contracts => [.. Rules.Select(rule => rule.Contract).Distinct()];

    /// <summary>The latest tables of each rule whose due day lies before a day.</summary>
    /// <param name="day">The day to judge by.</param>
    /// <param name="contract">This contract alone; all where null.</param>
    /// <exception cref="AnalyticsException"><c>reporting-contract-unknown</c>.</exception>
    public IReadOnlyList<ReportingDue> DueBefore(DateOnly day, string? contract)
    {
        if (contract is not null && !Contracts.Contains(contract))
            throw ReportingErrors.ContractUnknown(contract, Contracts);
        return [.. Rules.Where(rule => contract is null || rule.Contract == contract)
            .Select(rule => rule.LatestBefore(day)).OfType<ReportingDue>()
            .OrderBy(due => due.Rule.Contract, StringComparer.Ordinal).ThenBy(due => due.Period.End)];
    }

    /// <summary>Reads the calendar below a content root.</summary>
    /// <exception cref="AnalyticsException"><c>reporting-calendar-invalid</c>, or the file is missing or malformed.
    /// </exception>
    public static ReportingCalendar Read(string contentRoot) => Read((path, expected) => Source
        .Read(contentRoot, path, Reader).ReadCsv(Reader, reject => throw PipelineErrors.CheckRowRefused(reject),
            expected));

    /// <summary>Reads the calendar.</summary>
    /// <exception cref="AnalyticsException">As the other.</exception>
    public static ReportingCalendar Read(CsvReading read)
    {
        var rules = read(File, Columns).Select(Of).OrderBy(rule => rule.Contract, StringComparer.Ordinal).ToArray();
        return new ReportingCalendar(rules);
    }

    static ReportingRule Of(CsvRow row)
    {
        var rule = new ReportingRule(Filled("contract"),
            ReportingPeriod.Kinds.Contains(row["period_kind"]) ? row["period_kind"]
                : throw ReportingErrors.CalendarInvalid(row, "period_kind", string.Join(" | ", ReportingPeriod.Kinds)),
            Whole("years_after", 0, 10), Whole("due_month", 1, 12), Whole("due_day", 1, 31),
            Filled("level").Split('|'), Filled("parent_area_id"));
        return rule.InYear(Sample) is not null ? rule : throw ReportingErrors.CalendarInvalid(row, "years_after",
            "a due day after the end of a period");

        string Filled(string column) => row[column].Length > 0 ? row[column]
            : throw ReportingErrors.CalendarInvalid(row, column, "a value");

        int Whole(string column, int low, int high) => int.TryParse(row[column], NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) && number >= low && number <= high ? number
            : throw ReportingErrors.CalendarInvalid(row, column, $"{low}–{high}");
    }

    // Every year answers alike; none but this is asked.
    const int Sample = 2023;
}
