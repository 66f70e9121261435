using Analytics.Delivery.Reports;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Delivery;

[Collection("office")]
public class UsesTests(OfficeWorkspace office)
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    async Task<string[]> UsesAsync(string figure)
    {
        var uses = await office.Workspace.UsesAsync(figure, Token);
        return [.. Enumerable.Range(0, uses.RowCount).Select(row => $"{uses.Text(row, "kind")} {uses.Text(row, "role")} {uses.Text(row, "id")}")];
    }

    [Fact]
    public async Task A_count_is_used_by_measures_charts_and_checks()
    {
        var uses = await UsesAsync("qp2017_fazhi/mediation_succeeded/310118/2017");
        Assert.Contains("measure numerator mediation_success_rate/MED-003", uses);
        Assert.Contains("measure value mediation_succeeded/MED-002", uses);
        Assert.Contains("chart shown mediation/mediation-success-rate", uses);
        Assert.Contains("finding checked whole-count:qp2017_fazhi/mediation_succeeded/310118/2017", uses);
        Assert.Contains("finding second-number rate:qp2017_fazhi/mediation_success_rate/310118/2017", uses);
        Assert.DoesNotContain(uses, use => use.StartsWith("duty", StringComparison.Ordinal));
    }

    // Published 44 days after the year: within the first quarter.
    [Fact]
    public async Task A_figure_tells_the_duty_it_proves() =>
        Assert.Contains("duty met annual-report-first-quarter", await UsesAsync("qp2017_fazhi/annual_report_published/310118/2017"));

    // The uses leave charts out by their indicators before they ask: none may be lost by that.
    [Fact]
    public async Task Charts_that_use_a_figure_are_those_whose_answers_hold_it()
    {
        var holding = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var file in Clone.Files.Where(file => file.EndsWith("/report.json", StringComparison.Ordinal)))
        {
            var report = ReportSpec.Parse(file.Split('/')[^2].ToLowerInvariant(), Clone.Read(file), file);
            foreach (var chart in report.Charts.Where(_ => report.Dataset == "published"))
            {
                var answer = (await office.Workspace.QueryAsync(chart.Query, Token)).Table;
                foreach (var id in Enumerable.Range(0, answer.RowCount).SelectMany(row => answer.Text(row, "figure_ids")!.Split('|')).Distinct())
                    (holding.TryGetValue(id, out var charts) ? charts : holding[id] = []).Add(chart.Id);
            }
        }
        foreach (var (id, charts) in holding.OrderBy(held => held.Key, StringComparer.Ordinal).Where((_, index) => index % 16 == 0))
            Assert.Equal(charts.Order(), (await UsesAsync(id)).Where(use => use.StartsWith("chart", StringComparison.Ordinal)).Select(use => use.Split('/')[1]).Order());
    }

    [Fact]
    public async Task A_figure_of_the_office_is_traced_to_sheet_cell_and_byte_and_hidden_from_outside()
    {
        var id = "received/2023-01-20/青浦区人民调解.xlsx/MED-001/310118/2022";
        var found = await office.Workspace.TraceAsync(id, Token);
        Assert.Equal(("人民调解", "C5", 2048L), (found.Text(0, "sheet"), found.Text(0, "cell"), found.Whole(0, "byte_offset")));
        Assert.Contains("measure denominator mediation_success_rate/MED-003", await UsesAsync(id));
        Assert.Equal("figure-not-found", (await Assert.ThrowsAsync<AnalyticsException>(() => office.Asked(Principal.Outside).UsesAsync(id, Token))).Code);
    }

    [Fact]
    public async Task The_beginning_of_several_ids_is_ambiguous() => Assert.Equal("figure-ambiguous",
        (await Assert.ThrowsAsync<AnalyticsException>(() => office.Workspace.UsesAsync("qp2017_fazhi", Token))).Code);
}
