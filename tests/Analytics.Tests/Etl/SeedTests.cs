using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl;

public class SeedTests
{
    static readonly PublishedFigures Read = PublishedFigures.Read(Seeds.Own);
    static readonly Areas AllAreas = Areas.Read(Seeds.Own);

    static IReadOnlyList<CsvRow> Rows(string file) => [.. Seeds.Own($"seeds/{file}.csv")];

    static int CountOn(string parent, int year) =>
        AllAreas.All.Count(area => area.ParentId == parent && area.IsValidOn(new DateOnly(year, 12, 31)));

    static IEnumerable<string> Repeated(IEnumerable<string> keys) =>
        keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    static Dictionary<string, CsvRow> Indicators => Rows("domain/indicators").Concat(Rows("domain/indicators-added")).Concat(Rows("published/indicators-added"))
        .ToDictionary(row => row["code"], StringComparer.Ordinal);

    [Fact]
    public void All_447_figures_resolve()
    {
        Assert.Empty(Read.Refusals);
        Assert.Equal(447, Read.Figures.Count);
    }

    [Fact]
    public void Figure_ids_are_unique() => Findings.None(Repeated(Read.Figures.Select(figure => figure.FigureId)));

    [Fact]
    public void No_source_prints_one_observation_twice() => Findings.None(Repeated(Read.Figures.Select(figure =>
        $"{figure.SourceId} {figure.IndicatorCode} {figure.AreaId} {figure.GroupId} {figure.Period.Id} {figure.ScopeId}")));

    [Fact]
    public void Every_indicator_of_a_figure_exists() => Findings.None(
        Read.Figures.Select(figure => figure.IndicatorCode).Distinct().Where(code => !Indicators.ContainsKey(code)));

    [Fact]
    public void Added_indicators_have_known_bases_and_are_used() => Findings.None(
        from row in Rows("published/indicators-added")
        where (row["variant_of"] is not "" && !Indicators.ContainsKey(row["variant_of"]))
            || Read.Figures.All(figure => figure.IndicatorCode != row["code"])
        select row["code"]);

    /// <summary>What duties, stocks and coverage ask for and the list lacks: each a part or a variant of something.</summary>
    [Fact]
    public void Our_indicators_are_made_of_known_ones_and_say_why() => Findings.None(
        from row in Rows("domain/indicators-added")
        where new[] { row["numerator"], row["denominator"], row["variant_of"] }
                .Any(code => code.Length > 0 && !Indicators.ContainsKey(code))
            || row["evidence"] is "" || row["unit"] is "" || row["name_en"] is ""
        select row["code"]);

    [Fact]
    public void Every_framework_has_one_edition_and_every_edition_a_framework() => Assert.Equal(
        Rows("domain/assessment-frameworks").Select(row => row["framework"]).Distinct().Order(StringComparer.Ordinal),
        Rows("domain/framework-editions").Select(row => row["framework"]).Order(StringComparer.Ordinal));

    [Fact]
    public void A_year_of_an_edition_stands_in_its_title_or_its_evidence_says_whence() => Findings.None(
        from row in Rows("domain/framework-editions")
        where row["year"] is not "" && !row["framework"].Contains(row["year"], StringComparison.Ordinal)
            && !row["evidence"].Contains("year", StringComparison.Ordinal)
        select row["framework_id"]);

    [Fact]
    public void Every_duty_has_evidence_levels_and_a_known_area()
    {
        var ids = AllAreas.All.Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        var levels = AllAreas.All.Select(area => area.Level).ToHashSet(StringComparer.Ordinal);
        Findings.None(
            from row in Rows("domain/duties")
            where row["evidence"] is "" || row["source"] is "" || row["body_zh"] is ""
                || row["within_area_id"] is not "" && !ids.Contains(row["within_area_id"])
                || row["levels"].Split('|').Any(level => !levels.Contains(level))
            select row["duty_id"]);
    }

    /// <summary>The printed 11 towns of 2017 with advisers, all of them: 3 sub-districts and 8 towns.</summary>
    [Fact]
    public void Qingpu_has_11_towns_and_sub_districts() => Assert.Equal([("subdistrict", 3), ("town", 8)],
        AllAreas.All.Where(area => area.ParentId == "310118").GroupBy(area => area.Level).OrderBy(level => level.Key)
            .Select(level => (level.Key, level.Count())));

    [Fact]
    public void Villages_and_neighbourhoods_lie_in_towns_and_sub_districts() => Findings.None(
        from unit in AllAreas.All
        where unit.Level is "village" or "neighbourhood"
        where AllAreas.All.Single(area => area.Id == unit.ParentId).Level is not ("town" or "subdistrict")
        select unit.Id);

    [Fact]
    public void Units_agree_with_the_indicator() => Findings.None(
        from figure in Read.Figures
        let unit = Indicators[figure.IndicatorCode]["unit"]
        where figure.Unit != unit && !(figure.IndicatorCode == "DEC-001" && (figure.Unit, unit) is ("个", "项"))
        select $"{figure.FigureId}: {figure.Unit}, indicator {unit}");

    [Fact]
    public void Every_row_of_the_map_is_used_by_a_figure_and_says_why()
    {
        var map = IndicatorMap.Read(Seeds.Own);
        var used = Read.Figures.SelectMany(figure => map.Find(figure.Row)).Select(rule => rule.Row).ToHashSet();
        Findings.None(map.Rules.Where(rule => !used.Contains(rule.Row) || rule["reason"] is "").Select(rule => rule["reported_code"]));
    }

    [Fact]
    public void Every_phrase_occurs_in_a_note_and_every_bound_in_a_note_is_taken()
    {
        var scopes = Scopes.Read(Seeds.Own);
        var used = Read.Figures.SelectMany(figure => scopes.In(figure.Row["note"])).Select(phrase => phrase["phrase"]);
        Assert.Equal(scopes.Phrases.Select(phrase => phrase["phrase"]).Order(), used.Distinct().Order());
        Assert.All(Read.Figures, figure =>
        {
            var note = figure.Row["note"];
            Assert.Equal(note.Contains("下限", StringComparison.Ordinal) ? "at_least"
                : note.Contains("上限", StringComparison.Ordinal) ? "at_most" : "exact", figure.Bound);
        });
    }

    [Fact]
    public void Every_source_has_a_series_and_every_date_its_precision() => Assert.Equal(
        Rows("published/sources").Select(row => (row["source_id"], row["published_date"], row["published_date"].Length switch
        {
            0 => "unknown",
            10 => "day",
            7 => "month",
            _ => "year",
        })),
        Rows("published/source-series").Select(row => (row["source_id"], row["published_on"], row["published_precision"])));

    [Fact]
    public void Area_ids_are_unique_and_parents_exist()
    {
        var ids = AllAreas.All.Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(ids.Count, AllAreas.All.Count);
        Findings.None(AllAreas.All.Where(area => area.ParentId is not "" && !ids.Contains(area.ParentId)).Select(area => area.Id));
        Findings.None(AllAreas.Successors.Where(step => !ids.Contains(step.AreaId) || !ids.Contains(step.SuccessorId))
            .Select(step => step.AreaId));
    }

    [Theory]
    [InlineData("310000", 2000, 2008, 19)]
    [InlineData("310000", 2009, 2010, 18)]
    [InlineData("310000", 2011, 2014, 17)]
    [InlineData("310000", 2015, 2024, 16)]
    [InlineData("330100", 2000, 2024, 13)]
    public void Shanghai_and_Hangzhou_have_their_units_at_year_end(string parent, int from, int to, int expected) =>
        Assert.All(Enumerable.Range(from, to - from + 1), year => Assert.Equal(expected, CountOn(parent, year)));

    [Fact]
    public void Only_a_change_of_status_keeps_the_territory()
    {
        var territory = AllAreas.All.ToDictionary(area => area.Id, area => area.TerritoryId, StringComparer.Ordinal);
        Assert.All(AllAreas.Successors, step => Assert.Equal(
            step.Relation == "same-territory", territory[step.AreaId] == territory[step.SuccessorId]));
        Assert.All(AllAreas.Successors.Where(step => step.Relation is "split" or "boundary"), step => Assert.False(step.IsSummable));
    }

    [Fact]
    public void Successors_are_those_of_the_area_files() => Assert.Equal(
        (from area in AllAreas.All
         from successor in area.Row["successor_area_id"].Split('|', StringSplitOptions.RemoveEmptyEntries)
         select (area.Id, successor)).Order(),
        AllAreas.Successors.Select(step => (step.AreaId, step.SuccessorId)).Order());

    [Theory]
    [InlineData("2017-01-01", "2017-12-31", "2017", "year")]
    [InlineData("2022-01-01", "2022-06-30", "2022-H1", "half-year")]
    [InlineData("2025-01-01", "2025-03-31", "2025-Q1", "quarter")]
    [InlineData("2024-02-01", "2024-02-29", "2024-02", "month")]
    [InlineData("2021-08-01", "2022-07-31", "2021-08..2022-07", "span")]
    [InlineData("2025-01-01", "2025-11-18", "2025-01-01..2025-11-18", "span")]
    [InlineData("2020-02-01", "2020-04-30", "2020-02..2020-04", "span")]
    public void A_period_is_named_by_its_ends(string start, string end, string id, string kind)
    {
        var period = Period.Of(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((id, kind), (period.Id, period.Kind));
    }
}
