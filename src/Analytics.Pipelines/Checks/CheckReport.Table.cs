using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

public sealed partial record CheckReport
{
    static readonly Column[] Columns =
    [
        new("finding", ColumnKind.Text), new("rule", ColumnKind.Text), new("outcome", ColumnKind.Text),
        new("indicator", ColumnKind.Text), new("indicator_zh", ColumnKind.Text), new("area_zh", ColumnKind.Text),
        new("period", ColumnKind.Text), new("printed", ColumnKind.Text), new("printed_unit", ColumnKind.Text),
        new("value", ColumnKind.Exact), new("recomputed", ColumnKind.Exact), new("difference", ColumnKind.Exact),
        new("tolerance", ColumnKind.Exact), new("arithmetic_zh", ColumnKind.Text),
        new("arithmetic_en", ColumnKind.Text), new("reason_zh", ColumnKind.Text), new("reason_en", ColumnKind.Text),
        new("judgement", ColumnKind.Text), new("cause", ColumnKind.Text), new("why_zh", ColumnKind.Text),
        new("why_en", ColumnKind.Text), new("source_id", ColumnKind.Text), new("title", ColumnKind.Text),
        new("url", ColumnKind.Text), new("file", ColumnKind.Text), new("row", ColumnKind.Whole),
        new("used_figures", ColumnKind.Text), new("used_sources", ColumnKind.Text), new("used_rows", ColumnKind.Text),
    ];

    /// <summary>Findings as a table, one a row; lists are divided by <c>|</c>.</summary>
    /// <param name="findings">Those of this report to list.</param>
    public Table ToTable(IEnumerable<Finding> findings) => new(Columns, [.. findings.Select(Row)]);

    object?[] Row(Finding finding)
    {
        var (figure, verdict) = (finding.Figure, VerdictOf(finding));
        var others = finding.Printed.Skip(1).Concat(finding.Used).ToArray();
        return
        [
            finding.Key, finding.Rule, finding.Outcome.ToString(), figure.Code, figure.Name.Zh, figure.Place.Name.Zh,
            figure.Period.Id, figure.Printed, figure.PrintedUnit, Bare(figure.Value), Rounded(finding.Recomputed),
            Rounded(finding.Difference), Rounded(finding.Tolerance), finding.Arithmetic.Zh, finding.Arithmetic.En,
            finding.Reason?.Zh, finding.Reason?.En, verdict?.Judgement, verdict?.Cause, verdict?.Why.Zh,
            verdict?.Why.En, figure.Source.Id, figure.Source.Title, figure.Source.Url, figure.File, figure.Row,
            Joined(others.Select(one => one.Id)), Joined(others.Select(one => one.Source.Id).Distinct()),
            Joined(others.Select(one => $"{one.Row}")),
        ];
    }

    static decimal? Rounded(decimal? value) => value is { } number ? Bare(Math.Round(number, 6)) : null;

    // Without the zeros of its scale: 2143, not 2143.000000.
    static decimal Bare(decimal value) => value / 1.0000000000000000000000000000m;

    static string Joined(IEnumerable<string> parts) => string.Join('|', parts);
}
