using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics.Stars;

public class ModelHouseTests
{
    const string Subject = """
        subject: trial
        title: { zh: "试", en: "Trial" }
        facts:
          cases: { table: cases, dates: { filed_on: filed_on }, dimensions: { kind: kind } }
        measures:
          - name: loss_rate
            title: { zh: "败诉率", en: "Loss rate" }
            kind: rate
            unit: "%"
            direction: lower_better
            definition: { zh: "败诉率", en: "Loss rate" }
            variants: [ { code: A-1, title: { zh: "甲", en: "a" } } ]
          - { name: filed, fact: cases, count: rows }
          - { name: printed, figure: loss_rate/A-1 }
          - { name: rank_of_rate, rank: loss_rate }
        breaks:
          - { on: 2015-05-01, measures: [loss_rate/A-1, filed], title: Registration }
        """;

    static SemanticModel Parse(string subject, string? more = null) => SemanticModel.Parse(
        [("model.yaml", Clone.Read("etl/model.yaml")), ("trial/model.yaml", subject),
            .. more is null ? [] : new[] { ("more/model.yaml", more) }]);

    static string ErrorOf(string piece, string replacement, string? more = null) =>
        Assert.Throws<AnalyticsException>(() =>
            Parse(Subject.Replace(piece, replacement, StringComparison.Ordinal), more)).Message;

    [Fact]
    public void Facts_stand_beside_published_measures()
    {
        var model = Parse(Subject);
        Assert.Equal("loss_rate", Assert.Single(model.Measures).Name);
        Assert.Equal(["filed", "printed", "rank_of_rate"], model.Star.Measures.Keys);
        Assert.Equal((new Figure("loss_rate", "A-1"), "%"),
            (model.Star.Measures["printed"].Body, model.Star.Measures["printed"].Unit));
        Assert.Equal(["loss_rate/A-1", "filed"], Assert.Single(model.Star.Breaks).Measures);
    }

    [Fact]
    public void Files_share_dimensions_and_facts()
    {
        var model = Parse(Subject, """
            subject: more
            title: { zh: "又", en: "More" }
            measures: [ { name: kinds, fact: cases, distinct: kind } ]
            dimensions: { room: { table: rooms, key: id, attributes: { name: name } } }
            """);
        Assert.Contains("kinds", model.Star.Measures.Keys);
        Assert.Contains("room", model.Star.Dimensions.Keys);
    }

    [Theory]
    [InlineData("loss_rate/A-1 }", "loss_rate/A-2 }",
        "Measure 'loss_rate' has no variant 'A-2' (trial/model.yaml:14). Nearest: A-1. Known: A-1.")]
    [InlineData("figure: loss_rate/A-1", "figure: los_rate",
        "Measure 'los_rate' is not in the model (trial/model.yaml:14). Nearest: loss_rate. Known: loss_rate.")]
    [InlineData("name: filed,", "name: loss_rate,",
        "trial/model.yaml:13: 'loss_rate' stands at trial already. Rename or remove one.")]
    [InlineData("measures: [loss_rate/A-1", "measures: [loss_rate/A-2", "Measure 'loss_rate/A-2' is not in the model "
        + "(trial/model.yaml:17). Nearest: loss_rate/A-1. Known: filed, printed, rank_of_rate, loss_rate, loss_rate/A-1.")]
    [InlineData("    variants: [ { code: A-1, title: { zh: \"甲\", en: \"a\" } } ]\n", "",
        "trial/model.yaml:6: 'variants' is missing. Add it.")]
    public void What_does_not_fit_is_refused(string piece, string replacement, string text) =>
        Assert.Equal(text, ErrorOf(piece, replacement));

    [Fact]
    public void A_fact_declared_in_two_files_is_refused() => Assert.Equal(
        "trial/model.yaml:4: 'cases' stands at more/model.yaml:3 already. Rename or remove one.",
        Assert.Throws<AnalyticsException>(() => SemanticModel.Parse(("model.yaml", Clone.Read("etl/model.yaml")),
            ("more/model.yaml", "subject: more\ntitle: { zh: a, en: a }\nfacts: { cases: { table: cases } }"),
            ("trial/model.yaml", Subject))).Message);

    [Fact]
    public void A_house_without_facts_has_an_empty_star()
    {
        var lines = Subject.Split('\n');
        var star = Parse(string.Join('\n', lines[..2].Concat(lines[4..12]))).Star;
        Assert.Equal((0, 0, 0), (star.Facts.Count, star.Measures.Count, star.Breaks.Count));
        Assert.Contains("statistical", star.Calendars.Keys);
    }
}
