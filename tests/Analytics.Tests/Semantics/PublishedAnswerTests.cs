using System.Globalization;
using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Tests.Etl;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics;

/// <summary>What must hold of every answer, asked of all published figures.</summary>
public sealed class PublishedAnswerTests : IAsyncLifetime
{
    static readonly SemanticModel Model = SemanticModel.Load(Clone.Full("etl"));
    static readonly PublishedFigures Published = PublishedFigures.Read(Seeds.Own);

    readonly Folder _folder = new();
    WarehouseReader _reader = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static IEnumerable<string> Codes =>
        Model.Measures.SelectMany(measure => measure.Variants).Select(variant => variant.Code);

    public async ValueTask InitializeAsync()
    {
        Section[] sections =
        [
            Of("areas", "area name level parent", Areas.Read(Seeds.Own).All
                .Select(area => new[] { area.Id, area.Name, area.Level, area.ParentId })),
            Of("sources", "source series published repost",
                Seeds.Own("seeds/published/source-series.csv").Select(row => new[]
                {
                    row["source_id"], row["series_id"],
                    row["published_precision"] == "day" ? row["published_on"] : "",
                    row["is_repost"] == "1" ? "yes" : "no",
                })),
            Of("facts", "source code area group period scope value bound unit figure",
                Published.Figures.Select(figure => new[]
                {
                    figure.SourceId, figure.IndicatorCode, figure.AreaId, figure.GroupId, figure.Period.Id,
                    figure.ScopeId, figure.Value.ToString(CultureInfo.InvariantCulture), figure.Bound, figure.Unit,
                    figure.FigureId.Replace(' ', '_'),
                })),
        ];
        var warehouse = Warehouse.Open(_folder.Path, Engines.Default);
        await new QueryFacts(warehouse, sections).LoadAsync(sections[^1], Token);
        _reader = await warehouse.OpenReaderAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _folder.Dispose();
    }

    static Section Of(string word, string header, IEnumerable<string[]> rows) => new("published", 0, word, [],
        [new Line(1, header), .. rows.Select((row, index) => new Line(index + 2,
            string.Join(' ', row.Select(cell => cell.Length == 0 ? "-" : cell))))]);

    async Task<QueryResult> AskAsync(Vintage vintage = Vintage.Current) => await QueryEngine.RunAsync(_reader, Model,
        new Query
        {
            Measures = [.. Model.Measures.Select(measure => measure.Name)], Variants = VariantPolicy.Mixed,
            Groups = GroupPolicy.Include, Vintage = vintage,
        }, Principal.Outside, Token);

    [Fact]
    public async Task Every_figure_of_the_model_is_in_the_answer_of_all_vintages()
    {
        var answer = (await AskAsync(Vintage.All)).Table;
        var shown = Enumerable.Range(0, answer.RowCount).SelectMany(row => answer.Text(row, "figure_ids")!.Split('|'));
        var codes = Codes.ToHashSet(StringComparer.Ordinal);
        Findings.None(Published.Figures.Where(figure => codes.Contains(figure.IndicatorCode))
            .Select(figure => figure.FigureId.Replace(' ', '_')).Except(shown));
    }

    [Fact]
    public async Task A_quantity_has_one_row_and_every_quantity_has_one()
    {
        static string[] Quantities(Table table) => [.. Enumerable.Range(0, table.RowCount).Select(row => string.Join(' ',
            new[] { "measure", "variant_en", "area_id", "group_id", "period_id", "scope_id" }
                .Select(column => table.Text(row, column))))];
        var current = Quantities((await AskAsync()).Table);
        Assert.Distinct(current);
        Assert.Equal(Quantities((await AskAsync(Vintage.All)).Table).ToHashSet(), current.ToHashSet());
    }

    [Fact]
    public async Task Shares_are_their_counts_divided_and_lie_in_their_interval()
    {
        var answer = (await AskAsync(Vintage.All)).Table;
        Assert.All(Enumerable.Range(0, answer.RowCount), row =>
        {
            var (value, low) = (answer.Number(row, "value"), answer.Number(row, "low"));
            Assert.Equal(low is null, answer.Text(row, "no_interval_reason") is not null);
            if (low is not null) Assert.InRange(value!.Value, low.Value, answer.Number(row, "high")!.Value);
            if (answer.Text(row, "basis") != "counts") return;
            var (events, trials) = (answer.Number(row, "events")!.Value, answer.Number(row, "trials")!.Value);
            Assert.Equal(100 * events / trials, value!.Value, 1e-9);
        });
    }

    // Read in the report: 10876 accepted, 10388 settled, "95.5%"; 10388/10876 = 95.513 %.
    [Fact]
    public async Task Qingpu_settled_10388_of_10876_disputes_in_2017()
    {
        var query = QueryJson.Parse("""
            {"measures": ["mediation_success_rate/MED-003"], "areas": [{"name": "青浦区"}], "from": "2017", "to": "2017"}
            """);
        var (table, warnings, _) = await QueryEngine.RunAsync(_reader, Model, query, Principal.Outside, Token);
        Assert.Equal((1, 10388L, 10876L, 95.5), (table.RowCount, table.Whole(0, "events"), table.Whole(0, "trials"),
            table.Number(0, "printed_value")));
        Assert.Equal(95.513, table.Number(0, "value")!.Value, 3);
        Assert.Empty(warnings);
    }

    // The question of the room's README.
    [Fact]
    public async Task Shanghai_has_loss_rates_from_2014_on()
    {
        var query = QueryJson.Parse(
            """{"measures": ["loss_rate/LIT-010"], "areas": [{"name": "上海市"}], "from": "2014"}""");
        var table = (await QueryEngine.RunAsync(_reader, Model, query, Principal.Outside, Token)).Table;
        Assert.NotEqual(0, table.RowCount);
        Assert.All(Enumerable.Range(0, table.RowCount), row => Assert.Equal("310000", table.Text(row, "area_id")));
    }

    [Fact]
    public async Task A_question_that_was_given_up_ends_at_once() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QueryEngine.RunAsync(_reader, Model,
            new Query { Measures = ["cases_lost"] }, Principal.Outside, new CancellationToken(canceled: true)));
}
