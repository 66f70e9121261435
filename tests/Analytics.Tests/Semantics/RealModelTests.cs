using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Semantics.Models;
using Analytics.Tests.Etl;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics;

/// <summary>The model under <c>etl/</c> against the indicators and figures it speaks of.</summary>
public class RealModelTests
{
    static readonly SemanticModel Model = SemanticModel.Load(Clone.Full("etl"));

    static readonly Dictionary<string, CsvRow> Indicators =
        new[] { "domain/indicators", "domain/indicators-added", "published/indicators-added", "simulated/indicators" }
            .SelectMany(file => Seeds.Own($"seeds/{file}.csv"))
            .ToDictionary(row => row["code"], StringComparer.Ordinal);

    static IEnumerable<(Measure Measure, Variant Variant)> Variants =>
        Model.Measures.SelectMany(measure => measure.Variants.Select(variant => (measure, variant)));

    [Fact]
    public void Every_code_is_an_indicator() => Findings.None(
        from item in Variants
        from code in item.Variant.Codes
        where !Indicators.ContainsKey(code)
        select $"{item.Measure.Name}: {code}");

    [Fact]
    public void Units_are_those_of_the_indicators() => Findings.None(
        from item in Variants
        let unit = Indicators[item.Variant.Code]["unit"]
        where unit != item.Variant.Unit
        select $"{item.Measure.Name}: {item.Variant.Code} in {item.Variant.Unit}, indicator in {unit}");

    [Fact]
    public void Numerator_and_denominator_are_counts_of_one_unit() => Findings.None(
        from item in Variants
        where item.Variant.Numerator is not null
        let units = (Indicators[item.Variant.Numerator!]["unit"], Indicators[item.Variant.Denominator!]["unit"])
        where units.Item1 != units.Item2 || units.Item1 is "%" or "百分点"
        select $"{item.Measure.Name}: {item.Variant.Name} of {units}");

    /// <summary>A neutral indicator must not be coloured good or bad.</summary>
    [Fact]
    public void Directions_are_those_of_the_indicators() => Findings.None(
        from item in Variants
        let listed = Indicators[item.Variant.Code]["direction"]
        where listed != item.Measure.Direction
        select $"{item.Measure.Name} {item.Variant.Code} {item.Measure.Direction}, listed {listed}");

    [Fact]
    public void Every_rate_warns_of_small_bases() =>
        Assert.All(Model.Measures.Where(measure => measure.Kind == MeasureKind.Rate),
            measure => Assert.True(measure.MinimumBase >= 30, measure.Name));

    /// <summary>A duty judges an indicator that a measure of its own may show.</summary>
    [Fact]
    public void A_code_belongs_to_one_measure_beside_duties() => Assert.Distinct(
        Variants.Where(item => item.Measure.Kind != MeasureKind.Duty).Select(item => item.Variant.Name));

    [Fact]
    public void Every_duty_has_one_measure_that_judges_it_by_its_indicator() => Assert.Equal(
        Seeds.Own("seeds/domain/duties.csv").Select(row => (row["duty_id"], row["indicator_code"], row["unit"])).Order(),
        Variants.Where(item => item.Measure.Kind == MeasureKind.Duty)
            .Select(item => (item.Measure.Duty!, item.Variant.Code, item.Variant.Unit)).Order());

    [Fact]
    public void A_listed_share_divides_what_its_duty_divides() => Findings.None(
        from duty in Variants
        where duty.Measure.Kind == MeasureKind.Duty
        from rate in Variants
        where rate.Measure.Kind == MeasureKind.Rate && rate.Variant.Code == duty.Variant.Code
        where (rate.Variant.Numerator, rate.Variant.Denominator) != (duty.Variant.Numerator, duty.Variant.Denominator)
        select $"{duty.Measure.Name}, {rate.Measure.Name}");

    [Fact]
    public void Shared_words_cover_the_areas_and_figures()
    {
        var shared = Model.Shared;
        static void Covered(IEnumerable<string> found, IReadOnlyList<Member> known) =>
            Assert.Empty(found.Distinct().Except(known.Select(member => member.Name)));
        var figures = PublishedFigures.Read(Seeds.Own).Figures;
        Covered(Areas.Read(Seeds.Own).All.Select(area => area.Level), shared.Levels);
        Covered(figures.Select(figure => figure.Period.Kind), shared.PeriodKinds);
        foreach (var part in figures.SelectMany(f => f.ScopeId.Split(';', StringSplitOptions.RemoveEmptyEntries)))
            Covered([part.Split('=')[1]], shared.Scopes[part.Split('=')[0]]);
        Assert.Equal(["published", "office", "simulated"], shared.Datasets.Select(dataset => dataset.Name));
    }

    [Fact]
    public void Every_published_figure_of_a_code_is_taken_by_one_variant() => Findings.None(
        from figure in PublishedFigures.Read(Seeds.Own).Figures
        let stated = figure.ScopeId.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1])
        let variants = Variants.Where(item => item.Measure.Kind != MeasureKind.Duty
            && item.Variant.Code == figure.IndicatorCode).ToArray()
        let takers = variants.Count(item => item.Variant.Scope.All(
            rule => stated.GetValueOrDefault(rule.Key, "unstated") == rule.Value))
        where variants.Length > 0 && takers != 1
        select $"{figure.FigureId} ({figure.IndicatorCode} {figure.ScopeId}): {takers} variants");
}
