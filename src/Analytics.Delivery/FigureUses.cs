using Analytics.Delivery.Reports;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// What a figure is used by: measures by its indicator, the others because they hold the figure itself.
sealed class FigureUses(Workspace workspace, WarehouseReader reader, IReadOnlyList<ReportSpec> reports)
{
    static readonly Column[] Columns =
    [
        new("kind", ColumnKind.Text), new("id", ColumnKind.Text), new("role", ColumnKind.Text),
        new("title_zh", ColumnKind.Text), new("title_en", ColumnKind.Text),
    ];

    readonly List<object?[]> _rows = [];

    /// The uses of a figure: its id, dataset, indicator and area.
    public async Task<Table> OfAsync(string figure, string dataset, string code, string areaId, CancellationToken ct)
    {
        foreach (var measure in workspace.Model.Measures.Where(measure => measure.Kind != MeasureKind.Duty))
            foreach (var variant in measure.Variants)
                foreach (var role in RolesOf(code, variant))
                    Add("measure", $"{measure.Name}/{variant.Name}", role, measure.Title);
        foreach (var report in reports.Where(report => report.Dataset == dataset))
            foreach (var chart in report.Charts.Where(chart => Reads(chart.Query, code)))
                if (RowsWith(figure, await workspace.QueryAsync(reader, chart.Query, ct)).Any())
                    Add("chart", $"{report.Id}/{chart.Id}", "shown", chart.Chart.Title);
        await AddDutiesAsync(figure, dataset, code, areaId, ct);
        // The check reads what is published, and nothing else.
        if (dataset == SitePage.Published) await AddFindingsAsync(figure, ct);
        return new Table(Columns, _rows);
    }

    async Task AddDutiesAsync(string figure, string dataset, string code, string areaId, CancellationToken ct)
    {
        foreach (var duty in workspace.Model.Measures.Where(measure => measure.Kind == MeasureKind.Duty
            && measure.Variants.Any(variant => variant.Codes.Contains(code))))
        {
            var answer = await workspace.QueryAsync(reader, new Query
            {
                Measures = [duty.Name], Datasets = [dataset], Areas = [new AreaReference(AreaId: areaId)],
            }, ct);
            foreach (var row in RowsWith(figure, answer))
                Add("duty", duty.Duty ?? duty.Name, answer.Table.Text(row, "outcome") ?? "unknown", duty.Title);
        }
    }

    async Task AddFindingsAsync(string figure, CancellationToken ct)
    {
        foreach (var finding in (await workspace.CheckAsync(reader, ct)).Findings)
        {
            var role = finding.Printed.Any(one => one.Id == figure) ? "checked"
                : finding.Used.Any(one => one.Id == figure) ? "second-number" : null;
            if (role is null) continue;
            var (rule, outcome) = (CheckText.Rule(finding), CheckText.Outcome(finding));
            Add("finding", finding.Key, role, new($"{rule.Zh}：{outcome.Zh}", $"{rule.En}: {outcome.En}"));
        }
    }

    void Add(string kind, string id, string role, LocalText title) => _rows.Add([kind, id, role, title.Zh, title.En]);

    // A question reads the indicators of its measures' variants: of another indicator it holds no figure.
    bool Reads(Query query, string code) => query.Measures.Any(name => workspace.Model
        .Named(name.Split('/')[0], "report").Variants.Any(variant => variant.Codes.Contains(code)));

    static IEnumerable<int> RowsWith(string figure, QueryResult answer) => Enumerable.Range(0, answer.Table.RowCount)
        .Where(row => Citations.FiguresOf(answer.Table, row).Contains(figure));

    static IEnumerable<string> RolesOf(string code, Variant variant)
    {
        if (variant.Code == code) yield return "value";
        if (variant.Numerator == code) yield return "numerator";
        if (variant.Denominator == code) yield return "denominator";
    }
}
