using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Tests.Delivery;

public class HistoryTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The rule of preference is said twice, in SQL for questions and in C# for histories: both agree.</summary>
    [Fact, Trait("Speed", "Slow")]
    public async Task What_holds_is_what_questions_show()
    {
        var workspace = built.Workspace;
        var answer = (await workspace.QueryAsync(new Query
        {
            Measures = [.. workspace.Model.Measures.Select(measure => measure.Name)], Variants = VariantPolicy.Mixed,
            Groups = GroupPolicy.Include,
        }, Token)).Table;
        Assert.True(answer.RowCount > 100);
        for (var row = 0; row < answer.RowCount; row++)
        {
            var figures = answer.Text(row, "figure_ids")!.Split('|');
            var history = await workspace.HistoryAsync(figures[^1], Token);
            var holds = Enumerable.Range(0, history.RowCount).Single(i => history.Text(i, "standing") == "holds");
            Assert.Contains(history.Text(holds, "figure_id"), figures);
        }
    }

    [Fact]
    public async Task Two_sources_of_one_number_agree()
    {
        var history = await built.Workspace.HistoryAsync("bj2014_xingshen/litigation_lost_rate/110000/2014", Token);
        Assert.Equal(["holds", "agrees"], Enumerable.Range(0, history.RowCount).Select(row => history.Text(row, "standing")));
    }

    [Fact]
    public async Task The_beginning_of_several_ids_is_refused_with_some() => Assert.Equal("figure-ambiguous",
        (await Assert.ThrowsAsync<AnalyticsException>(() => built.Workspace.HistoryAsync("sh2020_xingshen", Token))).Code);
}
