using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

public class RefusalTests
{
    static readonly StarModel Cases = Model(Measure("n", Count()), Measure("lots", Count("lots")),
        Measure("rate", new Ratio("n", "n", 100), "%"), Measure("share", new Share("rate", ShareWhole.Total, null)),
        Measure("place", new Rank("n", true, "area")), Measure("roll", new Rolling("n", 3, null)),
        Measure("since", new Cumulative("n", "decade")), Measure("index", new IndexTo("n", "long ago")),
        Measure("limit", new IntervalLimit("n", true, 0.95)));

    public static TheoryData<string, string> Questions => new()
    {
        { """{"measures": ["m"]}""", "measure-not-found" },
        { """{"measures": ["n"], "group_by": ["aera"]}""", "field-not-found" },
        { """{"measures": ["n"], "group_by": ["area", "area"]}""", "group-twice" },
        { """{"measures": ["n"], "grain": "monht"}""", "grain-unknown" },
        { """{"measures": ["n"], "grain": "month", "calendar": "moon"}""", "calendar-unknown" },
        { """{"measures": ["n"], "from": "2023-13"}""", "bound-unknown" },
        { """{"measures": ["n"], "from": "2024", "to": "2023"}""", "query-bounds" },
        { """{"measures": ["n"], "date": "filed"}""", "date-unknown" },
        { """{"measures": ["n"], "compare": [{"to": "last_year"}]}""", "comparison-unknown" },
        { """{"measures": ["n"], "group_by": ["area"], "order": [{"by": "m"}]}""", "order-unknown" },
        { """{"measures": ["n"], "having": [{"measure": "m", "operator": "less", "values": [1]}]}""", "having-unknown" },
        { """{"measures": ["n"], "group_by": ["area"], "top": {"count": 2, "field": "kind"}}""", "top-field-unknown" },
        { """{"measures": ["n"], "top": {"count": 2}}""", "top-without-field" },
        { """{"measures": ["n"], "levels": ["city"]}""", "property-not-for-model" },
        { """{"measures": ["share"]}""", "share-not-additive" },
        { """{"measures": ["place"], "group_by": ["kind"]}""", "over-not-grouped" },
        { """{"measures": ["place"]}""", "over-nothing" },
        { """{"measures": ["roll"]}""", "grain-missing" },
        { """{"measures": ["since"]}""", "level-unknown" },
        { """{"measures": ["index"]}""", "base-unknown" },
        { """{"measures": ["limit"]}""", "interval-of-no-ratio" },
        { """{"measures": ["lots"], "grain": "month"}""", "time-missing" },
    };

    [Theory, MemberData(nameof(Questions))]
    public async Task A_question_that_means_nothing_is_refused_with_its_reason(string json, string code) => Assert.Equal(
        code, (await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(Cases, new TableCells("""
            cases 2024-01-01 area=A
            lots - area=A
            """), QueryJson.Parse(json)))).Code);

    // Their JSON is refused before; a program can ask so.
    public static TheoryData<Query, string> Records => new()
    {
        { new Query { Measures = ["n"], Having = [new("n", FilterOperator.In, [1])] }, "having-values" },
        { new Query { Measures = ["n"], GroupBy = ["area"], Top = new(0) }, "count-below-one" },
        { new Query { Measures = ["n"], Limit = 0 }, "count-below-one" },
    };

    [Theory, MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public async Task A_record_that_means_nothing_is_refused_too(Query query, string code) => Assert.Equal(code,
        (await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(Cases, new TableCells("cases 2024-01-01"), query)))
        .Code);

    [Fact]
    public async Task A_wrong_level_names_the_nearest() => Assert.Equal(
        "grain: calendar 'calendar' has no level 'monht'. Nearest: month. Known: year, half, quarter, month, day.",
        (await Assert.ThrowsAsync<AnalyticsException>(() => AskAsync(Cases, new TableCells("cases 2024-01-01"),
            new Query { Measures = ["n"], Grain = "monht" }))).Message);
}
