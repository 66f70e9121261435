using System.Text.Json;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Tests.Semantics;

public class QueryJsonTests
{
    static readonly string[] Texts = ["cases_lost", "loss_rate/LIT-010-U;tier=city", "静安区", "", "a\"b\\c",
        "'; DROP TABLE x; --", " ", "\u2028<&>", "𝄞"];

    // A query of every property, drawn by a seed: properties are left out, empty, or hold one to three values.
    static Query Draw(int seed)
    {
        var random = new Random(seed);
        T Pick<T>(params T[] from) => from[random.Next(from.Length)];
        T[] Some<T>(Func<T> make, int atLeast = 0) =>
            [.. Enumerable.Range(0, random.Next(atLeast, 4)).Select(_ => make())];
        string? Maybe(string text) => random.Next(2) == 0 ? null : text;
        AreaReference Area() => new(Maybe(Pick(Texts)), Maybe(Pick(Texts)), Maybe(Pick(Texts)));
        return new Query
        {
            Measures = Some(() => Pick(Texts)),
            Variants = Pick(Enum.GetValues<VariantPolicy>()),
            Areas = Some(Area),
            Levels = Some(() => Pick(Texts)),
            Parents = Some(Area),
            Groups = Pick(Enum.GetValues<GroupPolicy>()),
            From = Maybe("2017"),
            To = Maybe("2022-H1"),
            PeriodKinds = Some(() => Pick(Texts)),
            Scopes = Some(() => Pick(Texts)),
            Datasets = Some(() => Pick(Texts)),
            MixedDatasets = random.Next(2) == 0,
            AreaView = Pick(Texts),
            Vintage = Pick(Enum.GetValues<Vintage>()),
            AsOf = Pick<DateOnly?>(null, DateOnly.MinValue, new DateOnly(2024, 2, 29)),
            Order = Some(() => new Ordering(Pick(Texts), random.Next(2) == 0)),
            Limit = Pick<int?>(null, 1, int.MaxValue, -1),
            GroupBy = Some(() => Pick(Texts)),
            Totals = Some(() => Pick(Enum.GetValues<TotalRows>())),
            Grain = Maybe("month"),
            Calendar = Maybe("stat_month"),
            Date = Maybe("closed_on"),
            Where = Some(Filtered),
            Has = Some(() => new SemiJoin(Pick(Texts), Maybe("person"), Pick(null, Some(Filtered)), Maybe("2024-03"), Maybe("2024"),
                Maybe("held_on"), random.Next(2) == 0)),
            Having = Some(() => new MeasureFilter(Pick(Texts), Pick(FilterOperator.Less, FilterOperator.Greater), [Pick(0m, -1.50m, 79e27m)])),
            Top = Pick(null, new Top(random.Next(1, 9), Maybe("loss_rate"), Maybe("area"), random.Next(2) == 0, random.Next(2) == 0)),
            Compare = Some(() => new Comparison(Pick("previous_year", "-3 months"), Pick(Enum.GetValues<ComparisonShow>()))),
            Rows = Pick(Enum.GetValues<RowPolicy>()),
            Incomplete = Pick(Enum.GetValues<IncompletePolicy>()),
            MonthEnd = Pick(Enum.GetValues<MonthEnd>()),
            Attributes = Pick(Enum.GetValues<AttributePolicy>()),
            Unlike = Pick(Enum.GetValues<UnlikePolicy>()),
            DataUntil = Pick<DateOnly?>(null, new DateOnly(2024, 6, 15)),
            Why = Maybe("previous_year"),
        };

        Filter Filtered() => Pick(FilterOperator.In, FilterOperator.Between, FilterOperator.Contains) switch
        {
            FilterOperator.In => new(Pick(Texts), Some<object?>(() => Pick<object?>(null, "a", 1.50m, -3m, true, false)),
                Pick(FilterOperator.In, FilterOperator.NotIn)),
            FilterOperator.Between => new(Pick(Texts), [Pick<object?>("2024-01-01", 0.1m), 3m], FilterOperator.Between),
            _ => new(Pick(Texts), [Pick(Texts)], Pick(FilterOperator.Contains, FilterOperator.BeginsWith, FilterOperator.AtLeast)),
        };
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_query() => Assert.All(Enumerable.Range(0, 300), seed =>
    {
        var query = Draw(seed);
        Assert.Equivalent(query, QueryJson.Parse(QueryJson.Write(query)), strict: true);
    });

    [Fact]
    public void What_is_read_and_written_again_stays_as_it_was() => Assert.All(Enumerable.Range(0, 300), seed =>
    {
        var json = QueryJson.Write(Draw(seed));
        Assert.Equal(json, QueryJson.Write(QueryJson.Parse(json)));
    });

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var query = QueryJson.Parse("""{"measures": ["cases_lost"]}""");
        Assert.Equivalent(new Query { Measures = ["cases_lost"] }, query, strict: true);
        Assert.Equal(("published", false, "as_reported"),
            (Assert.Single(query.Datasets), query.MixedDatasets, query.AreaView));
        Assert.Equal((VariantPolicy.Same, Vintage.Current, GroupPolicy.Exclude),
            (query.Variants, query.Vintage, query.Groups));
    }

    [Fact]
    public void The_schema_holds_for_whatever_is_written()
    {
        using var schema = JsonDocument.Parse(QueryJson.Schema);
        Assert.All(Enumerable.Range(0, 300), seed =>
        {
            using var written = JsonDocument.Parse(QueryJson.Write(Draw(seed) with { AreaView = "today" }));
            Assert.Null(SchemaFault.In(written.RootElement, schema.RootElement));
        });
    }

    [Fact]
    public void The_schema_has_the_properties_and_words_of_the_query()
    {
        using var schema = JsonDocument.Parse(QueryJson.Schema);
        Check(typeof(Query), schema.RootElement);
        var parts = schema.RootElement.GetProperty("$defs");
        Check(typeof(AreaReference), parts.GetProperty("area"));
        Check(typeof(Top), parts.GetProperty("top"));
        Check(typeof(Ordering), parts.GetProperty("order").GetProperty("anyOf")[1]);
        Check(typeof(SemiJoin), parts.GetProperty("has").GetProperty("anyOf")[1]);
        Check(typeof(Comparison), parts.GetProperty("comparison").GetProperty("anyOf")[1]);
        Check(typeof(Filter), parts.GetProperty("filter"), Enum.GetNames<FilterOperator>());
        Check(typeof(MeasureFilter), parts.GetProperty("having"), [.. Enum.GetNames<FilterOperator>()[2..7]]);

        static void Check(Type type, JsonElement part, params string[] more)
        {
            var properties = type.GetProperties().Where(p => p.CanWrite).ToArray();
            Assert.Equal(properties.Select(p => p.Name).Concat(more).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Order(),
                part.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
            foreach (var property in properties.Where(p => p.PropertyType.IsEnum && p.PropertyType != typeof(FilterOperator)))
                Assert.Equal(Enum.GetNames(property.PropertyType).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName), part.GetProperty("properties")
                    .GetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        }
    }

    [Fact]
    public void Short_forms_are_the_long_ones() => Assert.Equal(
        QueryJson.Write(new Query
        {
            Measures = ["cases"], GroupBy = ["area"], Totals = [TotalRows.Grand], Order = [new("area"), new("cases", true)], Top = new Top(5),
            Where = [new("kind", ["a"]), new("amount", [3m], FilterOperator.AtLeast), new("judge", [null], FilterOperator.NotIn)],
            Has = [new SemiJoin("hearings")], Having = [new("cases", FilterOperator.Between, [1m, 9m])], Compare = [new Comparison("previous_year")],
        }),
        QueryJson.Write(QueryJson.Parse("""
            {"measures": "cases", "group_by": "area", "totals": "grand", "order": ["area", "-cases"], "top": 5,
             "where": [{"field": "kind", "in": "a"}, {"field": "amount", "at_least": 3}, {"field": "judge", "not_in": [null]}],
             "has": "hearings", "having": {"measure": "cases", "between": [1, 9]}, "compare": "previous_year"}
            """)));

    [Theory]
    [InlineData("""{"where": [{"field": "a", "in": ["b"], "less": 3}]}""", "query-operators", "q.json: where[0]: one condition takes one operator, found in, less.")]
    [InlineData("""{"where": [{"field": "a", "operator": "equals", "values": ["b"]}]}""", "query-value",
        "q.json: where[0].operator: found 'equals'. Nearest: none. Expected: in, not_in, less, at_most, at_least, greater, between, contains, begins_with.")]
    [InlineData("""{"where": [{"field": "a"}]}""", "query-lacks", "q.json: where[0]: 'values' is missing (a list […]).")]
    [InlineData("""{"where": [{"in": ["a"]}]}""", "query-lacks", "q.json: where[0]: 'field' is missing (a text).")]
    [InlineData("""{"where": [{"field": "a", "between": [1]}]}""", "query-count", "q.json: where[0].between: the operator between takes 2 value(s), found 1.")]
    [InlineData("""{"where": [{"field": "a", "in": [{"b": 1}]}]}""", "query-kind", "q.json: where[0].in[0]: found '{\"b\": 1}', expected a text, a number, true, false or null.")]
    [InlineData("""{"where": [{"field": "a", "less": true}]}""", "query-kind", "q.json: where[0].less: found 'true', expected a number or a day, which have a size.")]
    [InlineData("""{"where": [{"field": "a", "contains": 3}]}""", "query-kind", "q.json: where[0].contains: found '3', expected a text.")]
    [InlineData("""{"where": [{"fild": "a", "in": [3]}]}""", "query-property", "A query has no property 'fild' (q.json: where[0]). Nearest: field.")]
    [InlineData("""{"having": [{"measure": "a", "in": [3]}]}""", "query-property", "A query has no property 'in' (q.json: having[0]).")]
    [InlineData("""{"having": [{"measure": "a", "less": "3"}]}""", "query-kind", "q.json: having[0].less: found '3', expected a number without quotes.")]
    [InlineData("""{"having": [{"measure": "a", "values": [3]}]}""", "query-lacks", "q.json: having[0]: 'operator' is missing (a text).")]
    [InlineData("""{"compare": [{"to": "previous_year", "show": "values"}]}""", "query-value", "q.json: compare[0].show: found 'values'. Nearest: value.")]
    [InlineData("""{"totals": ["grand", "subtotal"]}""", "query-value", "q.json: totals[1]: found 'subtotal'. Nearest: subtotals.")]
    [InlineData("""{"top": {"count": 0}}""", "query-value", "q.json: top.count: found '0'.")]
    [InlineData("""{"has": [{"fact": "hearings", "where": [{"field": "a", "like": 1}]}]}""", "query-property", "A query has no property 'like' (q.json: has[0].where[0]).")]
    [InlineData("""{"rows": "dence"}""", "query-value", "q.json: rows: found 'dence'. Nearest: dense. Expected: sparse, dense.")]
    [InlineData("""{"group_by": [3]}""", "query-kind", "q.json: group_by[0]: found '3', expected a text.")]
    [InlineData("""{"where": [{"field": "a", "in": [1e99]}]}""", "query-kind", "q.json: where[0].in[0]: found '1e99', expected a number without quotes.")]
    public void A_wrong_value_is_told_with_its_place(string json, string code, string text)
    {
        var error = Assert.Throws<AnalyticsException>(() => QueryJson.Parse("{\"measures\": [\"m\"]," + json[1..], "q.json"));
        Assert.Equal(code, error.Code);
        Assert.StartsWith(text, error.Message, StringComparison.Ordinal);
        Assert.NotEqual(error.Message, error.Describe(Language.Chinese));
    }

    [Fact]
    public void Names_are_snake_case_and_Chinese_stays_readable()
    {
        var json = QueryJson.Write(new Query
        {
            Measures = ["cases_lost"], Areas = [new AreaReference(Name: "静安区")], AsOf = new DateOnly(2024, 2, 29),
            Variants = VariantPolicy.Mixed,
        });
        Assert.Contains("\"as_of\": \"2024-02-29\"", json, StringComparison.Ordinal);
        Assert.Contains("\"variants\": \"mixed\"", json, StringComparison.Ordinal);
        Assert.Contains("静安区", json, StringComparison.Ordinal);
    }
}
