using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Duties;

/// Grain: one duty: what must be reached, how often or by when, by whom, and the indicator that shows it. A duty whose
/// indicator is not known, or counts in another unit, is a reject.
sealed class DutiesJob : Job
{
    const string File = "seeds/domain/duties.csv";

    static readonly string[] Columns = ["duty_key", "duty_id", "title_zh", "title_en", "indicator_code", "comparison",
        "threshold", "unit", "is_flow", "recurrence", "due_month", "due_day", "due_on", "due_earliest_on", "levels",
        "within_area_id", "body_zh", "body_en", "valid_from_on", "valid_to_on", "source", "evidence", "note"];

    public override string Name => "duties";

    public override LocalText Title { get; } = new("法定职责和要求", "Duties");

    public override IReadOnlyList<string> Inputs => [File, .. IndicatorsJob.Files];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var indicators = Cells.By(
            IndicatorsJob.Files.SelectMany(file => context.ReadCsv(file, "code", "unit")), "code");
        var duties = new List<object?[]>();
        foreach (var row in Cells.By(context.ReadCsv(File, "duty_id", "indicator_code"), "duty_id").Values)
        {
            var duty = Duty(row);
            if (!indicators.TryGetValue(row["indicator_code"], out var indicator))
                Reject(context, row, "indicator_code", "a code of the indicators", "indicator-unknown");
            else if (indicator["unit"] != row["unit"])
                Reject(context, row, "unit", $"{indicator["unit"]}, the unit of {indicator["code"]}", "unit-differs");
            else duties.Add(duty);
        }
        await context.LoadDimensionAsync("dim_duty", ["duty_key"], Columns, duties, ct);
    }

    static object?[] Duty(CsvRow row)
    {
        var comparison = Cells.OneOf(row, "comparison", "at_least", "at_most", "by_date");
        var recurrence = Cells.OneOf(row, "recurrence", "yearly", "once", "event");
        var threshold = Cells.NumberOrNull(row, "threshold");
        var (month, day) = (Cells.WholeOrNull(row, "due_month"), Cells.WholeOrNull(row, "due_day"));
        var dueOn = Cells.Day(row, "due_on");
        if (comparison != "by_date" && threshold is null) throw EtlErrors.Cell(row, "threshold", "a plain number");
        if (comparison == "by_date" && !IsDayOfYear(month, day))
            throw EtlErrors.Cell(row, "due_month", "with due_day, a day of every year");
        if (recurrence == "once" && dueOn is null)
            throw EtlErrors.Cell(row, "due_on", "a day, for a duty that is due once");
        return
        [
            StableKey.Of("duty", row["duty_id"]), row["duty_id"], row["title_zh"], row["title_en"],
            row["indicator_code"], comparison, threshold, row["unit"], Cells.Flag(row, "is_flow"), recurrence,
            (long?)month, (long?)day, dueOn, Cells.Day(row, "due_earliest_on"), row["levels"],
            row.Optional("within_area_id"), row["body_zh"], row["body_en"], Cells.Day(row, "valid_from"),
            Cells.Day(row, "valid_to"), row["source"], row["evidence"], row.Optional("note"),
        ];
    }

    static bool IsDayOfYear(int? month, int? day) => month is >= 1 and <= 12 && day >= 1
        && day <= DateTime.DaysInMonth(2001, month.Value);

    static void Reject(JobContext context, CsvRow row, string column, string expected, string code) =>
        context.Reject(row.File, row.Row, column, row[column], expected, code);
}
