using Analytics.Semantics;

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
