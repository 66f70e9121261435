using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Semantics;

public class ModelTests
{
    const string Subject = """
        subject: trial
        title: { zh: "试", en: "Trial" }
        measures:
          - name: loss_rate
            title: { zh: "败诉率", en: "Loss rate" }
            kind: rate
            unit: "%"
            direction: lower_better
            definition: { zh: "败诉率", en: "Loss rate" }
            minimum_base: 30
            variants:
              - code: A-1
                title: { zh: "甲", en: "a" }
                numerator: N-1
                denominator: D-1
              - code: A-2
                title: { zh: "乙", en: "b" }
                scope: { tier: city }
        """;

    static SemanticModel Parse(string subject, string? shared = null) => SemanticModel.Parse(
        ("model.yaml", shared ?? Clone.Read("etl/model.yaml")), ("trial/model.yaml", subject));

    /// <summary>Reads the subject with a piece replaced; the error's code and English text.</summary>
    static (string Code, string Text) ErrorOf(string piece, string replacement)
    {
        Assert.Contains(piece, Subject, StringComparison.Ordinal);
        var error = Assert.Throws<AnalyticsException>(
            () => Parse(Subject.Replace(piece, replacement, StringComparison.Ordinal)));
        return (error.Code, error.Message);
    }

    [Fact]
    public void A_measure_is_read_with_its_variants()
    {
        var measure = Assert.Single(Parse(Subject).Measures);
        Assert.Equal(("loss_rate", "trial", MeasureKind.Rate, "%", "lower_better", 30), (measure.Name, measure.Subject,
            measure.Kind, measure.Unit, measure.Direction, measure.MinimumBase));
        Assert.Equal(["A-1", "A-2;tier=city"], measure.Variants.Select(variant => variant.Name));
        Assert.Equal(["A-1", "N-1", "D-1"], measure.Variants[0].Codes);
    }

    [Theory]
    [InlineData("direction: lower_better", "directon: lower_better", "yaml-key-unknown",
        "trial/model.yaml:8: 'directon' is not known here. Nearest: direction. Known: name, title, kind, duty, unit, " +
        "direction, definition, minimum_base, variants, comparable.")]
    [InlineData("scope: { tier: city }", "scope: { teir: city }", "yaml-key-unknown",
        "trial/model.yaml:18: 'teir' is not known here. Nearest: tier. Known: body, role, instance, tier, population.")]
    [InlineData("{ zh: \"甲\", en: \"a\" }", "{ zh: \"甲\", english: \"a\" }", "yaml-key-unknown",
        "trial/model.yaml:13: 'english' is not known here. Nearest: none. Known: zh, en.")]
    [InlineData("    direction: lower_better\n", "", "yaml-key-missing",
        "trial/model.yaml:4: 'direction' is missing. Add it.")]
    [InlineData("        denominator: D-1\n", "", "yaml-key-missing",
        "trial/model.yaml:12: 'denominator' is missing. Add it.")]
    [InlineData("        numerator: N-1\n", "", "yaml-key-missing",
        "trial/model.yaml:12: 'numerator' is missing. Add it.")]
    [InlineData("{ zh: \"乙\", en: \"b\" }", "{ zh: \"乙\" }", "yaml-key-missing",
        "trial/model.yaml:17: 'en' is missing. Add it.")]
    [InlineData("kind: rate", "kind: ratio", "yaml-value",
        "trial/model.yaml:6: 'kind' is 'ratio', expected count | rate | stock | change | duty.")]
    [InlineData("kind: rate", "kind: rate\n    duty: x", "yaml-value",
        "trial/model.yaml:7: 'duty' is 'x', expected nothing: only a measure of kind duty names one.")]
    [InlineData("kind: rate", "kind: duty", "yaml-key-missing", "trial/model.yaml:4: 'duty' is missing. Add it.")]
    [InlineData("kind: rate", "kind: duty\n    duty: x", "yaml-value",
        "trial/model.yaml:7: 'duty' is 'x', expected one variant: a duty is shown by one indicator.")]
    [InlineData("direction: lower_better", "direction: lower", "yaml-value",
        "trial/model.yaml:8: 'direction' is 'lower', expected higher_better | lower_better | neutral.")]
    [InlineData("unit: \"%\"", "unit: 件", "yaml-value", "trial/model.yaml:7: 'unit' is '件', expected %.")]
    [InlineData("name: loss_rate", "name: Loss-Rate", "yaml-value",
        "trial/model.yaml:4: 'name' is 'Loss-Rate', expected snake_case.")]
    [InlineData("minimum_base: 30", "minimum_base: few", "yaml-value",
        "trial/model.yaml:10: 'minimum_base' is 'few', expected 0, 1, 2, ….")]
    [InlineData("minimum_base: 30", "minimum_base: -1", "yaml-value",
        "trial/model.yaml:10: 'minimum_base' is '-1', expected 0, 1, 2, ….")]
    [InlineData("tier: city", "tier: citi", "yaml-value",
        "trial/model.yaml:18: 'tier' is 'citi', expected city | district | town | village | unstated.")]
    [InlineData("code: A-1", "code: [A-1]", "yaml-value",
        "trial/model.yaml:12: 'code' is '[ A-1 ]', expected a text.")]
    [InlineData("title: { zh: \"试\", en: \"Trial\" }", "title: Trial", "yaml-value",
        "trial/model.yaml:2: 'title' is 'Trial', expected a mapping.")]
    [InlineData("kind: rate", "kind: count", "yaml-value",
        "trial/model.yaml:7: 'unit' is '%', expected a unit that is counted; what is in % or 百分点 is a rate or a " +
        "change.")]
    [InlineData("kind: rate", "kind: change", "yaml-value",
        "trial/model.yaml:14: 'numerator' is 'N-1', expected nothing: only a rate has a numerator.")]
    [InlineData("kind: rate\n    unit: \"%\"", "kind: change\n    unit: 件", "yaml-value",
        "trial/model.yaml:7: 'unit' is '件', expected % | 百分点.")]
    [InlineData("code: A-2", "code: A-2\n        unit: 件", "yaml-value",
        "trial/model.yaml:17: 'unit' is '件', expected nothing: a rate is in %.")]
    [InlineData("code: A-2", "code: A-1", "model-variant-overlap",
        "trial/model.yaml:16: variants 'A-1;tier=city' and 'A-1' would take the same figure. Tell them apart by " +
        "scope.")]
    [InlineData("minimum_base: 30", "comparable: [[A-1, A-3]]", "yaml-key-unknown",
        "trial/model.yaml:10: 'A-3' is not known here. Nearest: A-1. Known: A-1, A-2;tier=city.")]
    [InlineData("minimum_base: 30", "comparable: [A-1]", "yaml-value",
        "trial/model.yaml:10: 'comparable' is '[ A-1 ]', expected lists of names.")]
    public void A_wrong_model_is_refused_with_file_and_line(
        string piece, string replacement, string code, string text) =>
        Assert.Equal((code, text), ErrorOf(piece, replacement));

    [Theory]
    [InlineData("minimum_base: 30", "kind: count")]
    [InlineData("minimum_base: 30", "minimum_base: [30")]
    public void What_is_no_yaml_or_gives_a_key_twice_is_refused_with_its_line(string piece, string replacement)
    {
        var (code, text) = ErrorOf(piece, replacement);
        Assert.Equal("yaml-malformed", code);
        Assert.Matches("^trial/model.yaml:1[01]: ", text);
    }

    [Theory, InlineData(""), InlineData("- a"), InlineData("a: 1\n---\nb: 2")]
    public void A_file_holds_one_mapping(string text) =>
        Assert.Equal("yaml-value", Assert.Throws<AnalyticsException>(() => Parse(text)).Code);

    [Fact]
    public void A_measure_declared_twice_is_refused_with_both_places()
    {
        var error = Assert.Throws<AnalyticsException>(() => SemanticModel.Parse(
            ("model.yaml", Clone.Read("etl/model.yaml")), ("a/model.yaml", Subject), ("b/model.yaml", Subject)));
        Assert.Equal("b/model.yaml:4: measure 'loss_rate' stands at a/model.yaml:4 already. Rename or remove one.",
            error.Message);
    }

    [Fact]
    public void Variants_of_one_code_stand_together_where_their_scopes_exclude_each_other()
    {
        var measure = Assert.Single(Parse(Subject.Replace(
            "code: A-1\n", "code: A-2\n        scope: { tier: unstated }\n", StringComparison.Ordinal)).Measures);
        Assert.Equal(["A-2", "A-2;tier=city"], measure.Variants.Select(variant => variant.Name));
    }

    [Fact]
    public void A_measure_asked_for_by_a_wrong_name_has_the_nearest() => Assert.Equal(
        "Measure 'los_rate' is not in the model (query: measures[1]). Nearest: loss_rate. Known: loss_rate.",
        Assert.Throws<AnalyticsException>(() => Parse(Subject).Named("los_rate", "query: measures[1]")).Message);

    [Theory]
    [InlineData("levels:", "level:", "model.yaml:6: 'level' is not known here. Nearest: levels. " +
        "Known: datasets, levels, period_kinds, scopes, time_zone, data_until, calendars, dimensions, facts, measures, " +
        "breaks.")]
    [InlineData("  instance:\n", "  instances:\n", "'instances' is not known here. Nearest: instance.")]
    [InlineData("en: \"nation\"", "fr: \"nation\"", "model.yaml:7: 'fr' is not known here.")]
    public void Shared_dimensions_are_read_as_strictly(string piece, string replacement, string text)
    {
        var shared = Clone.Read("etl/model.yaml");
        Assert.Contains(piece, shared, StringComparison.Ordinal);
        var error = Assert.Throws<AnalyticsException>(
            () => Parse(Subject, shared.Replace(piece, replacement, StringComparison.Ordinal)));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_names_the_file_that_is_missing()
    {
        using var folder = new Folder();
        var shared = Assert.Throws<AnalyticsException>(() => SemanticModel.Load(folder.Path));
        Assert.Equal(("model-missing", folder["model.yaml"]), (shared.Code, shared.Facts["path"]));
        folder.Write("model.yaml", Clone.Read("etl/model.yaml"));
        Assert.Equal("model-missing", Assert.Throws<AnalyticsException>(() => SemanticModel.Load(folder.Path)).Code);
    }
}
