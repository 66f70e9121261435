using System.Text.Json;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics.Stars;

public class StarModelTests
{
    static readonly StarModel Model = CourtModel.Parse();

    static Aggregate AggregateOf(string measure) => Assert.IsType<Aggregate>(Model.Measures[measure].Body);

    [Fact]
    public void A_model_is_read_with_its_zone_its_last_day_and_its_calendars()
    {
        Assert.Equal(("courts", new LocalText("法院", "Courts"), "Asia/Shanghai", new DateOnly(2024, 6, 15)),
            (Model.Name, Model.Title, Model.TimeZone, Model.DataUntil));
        Assert.Equal(["calendar", "fiscal", "iso", "stat_month", "stat_year", "statistical", "terms", "weeks"],
            Model.Calendars.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new DateOnly(2023, 12, 21), Model.Calendars["stat_year"].Parse("2024")!.Days.Start);
        Assert.Equal(new DateOnly(2023, 4, 1), Model.Calendars["fiscal"].Parse("2024")!.Days.Start);
        Assert.Equal("第二学期", Model.Calendars["terms"].Containing("term", new DateOnly(2024, 3, 1))!.Label.Zh);
    }

    [Fact]
    public void A_dimension_is_read_with_order_labels_and_spellings()
    {
        var area = Model.Dimensions["area"];
        Assert.Equal((new Relation("dim_area", null), new Expression("area_key")), (area.Source, area.Key));
        Assert.Equal(["district", "region", "code", "band"], area.Attributes.Keys);
        var district = area.Attributes["district"];
        Assert.Equal(new DimensionAttribute("district", new("name_zh"), new("区", "District"), MemberOrder.Column,
            new("sort_no"), district.Members, SameRules.Width | SameRules.Blanks | SameRules.Unicode | SameRules.Script,
            new("name_zh"), new("name_en")), district);
        Assert.Equal((MemberOrder.Pinyin, false), (area.Attributes["code"].Order, area.Attributes["code"].Value.IsColumn));
        Assert.Equal(["low", "high"], area.Attributes["band"].Members);
        Assert.Equal((MemberOrder.Listed, new Expression("band_name"), null),
            (area.Attributes["band"].Order, area.Attributes["band"].LabelZh, area.Attributes["band"].LabelEn));
        Assert.Equal(["region", "district"], area.Hierarchies["geography"]);
    }

    [Fact]
    public void A_dimension_is_read_with_its_history_and_succession()
    {
        var area = Model.Dimensions["area"];
        Assert.Equal(new DimensionHistory(new("area_id"), new("from_on"), new("to_on"), false, false), area.History);
        Assert.Equal(new Succession(new("area_successor", null), new("area_key"), new("next_key"), new("kind"),
            new("changed_on")), area.Succession);
        Assert.Equal(new Relation(null, "SELECT * FROM people"), Model.Dimensions["person"].Source);
    }

    [Fact]
    public void A_fact_is_read_with_its_dates_and_roles()
    {
        var cases = Model.Facts["cases"];
        Assert.Equal((new Relation("court.cases", null), "one case", new Expression("is_deleted = false"), "filed_on"),
            (cases.Source, cases.Grain, cases.Where!.Value, cases.DefaultDate));
        Assert.Equal(new DateRole("filed_on", new("filed_at"), DateKind.Utc, "day", new("Filed", "Filed")),
            cases.Dates["filed_on"]);
        Assert.Equal(new DateRole("closed_on", new("closed_on"), DateKind.Date, "day", new("closed_on", "closed_on")),
            cases.Dates["closed_on"]);
        Assert.Equal(new DimensionUse("area", "area", new("defendant_area"), null, null), cases.Dimensions["area"]);
        Assert.Equal(new DimensionUse("court_area", "area", new("court_area"), null, "closed_on"),
            cases.Dimensions["court_area"]);
        Assert.Equal(("case_type", SameRules.Blanks), (cases.Dimensions["case_type"].Own!.Name,
            cases.Dimensions["case_type"].Own!.Same));
        Assert.Equal((true, false), (cases.AbsentIsZero, Model.Facts["hearings"].AbsentIsZero));
    }

    [Fact]
    public void A_fact_is_read_with_bridges_parents_versions_and_lineage()
    {
        var cases = Model.Facts["cases"];
        Assert.Equal(new BridgeUse("party", new("case_party", null), new("case_id"), new("case_id"), "person",
            new("person_id"), null, new("share")), cases.Bridges["party"]);
        Assert.Equal((null, new Expression("case_id"), MemberOrder.Pinyin), (cases.Bridges["topic"].Dimension,
            cases.Bridges["topic"].Reference, cases.Bridges["topic"].Own!.Order));
        Assert.Equal(new ParentUse("cases", "cases", new("case_id")), Model.Facts["hearings"].Parents["cases"]);
        Assert.Equal([new Expression("case_id")], cases.Versions!.Record);
        Assert.Equal((new Expression("loaded_on"), new Expression("row_no"), new Expression("is_withdrawn")),
            (cases.Versions.KnownFrom, cases.Versions.Tie, cases.Versions.Withdrawn));
        Assert.Equal(["source", "file", "row"], cases.Lineage.Keys);
    }

    [Fact]
    public void A_measure_is_read_with_what_is_told_of_it()
    {
        var measure = Model.Measures["cases_filed"];
        var line = CourtModel.Yaml.Split('\n').Index().Single(at => at.Item == "  - name: cases_filed").Index + 1;
        Assert.Equal(new StarMeasure("cases_filed", new("收案", "Cases filed"), "件", "#,##0", "neutral",
            new("Cases that were filed.", "Cases that were filed."), "The handbook", "X-1", "court", 30,
            new Disclosure(5, "clerk"), measure.Body, $"model.yaml:{line}"), measure);
        var plain = Model.Measures["offices"];
        Assert.Equal((new LocalText("offices", "offices"), new LocalText("offices", "offices"), "", "neutral", 0,
            Disclosure.Open), (plain.Title, plain.Definition, plain.Unit, plain.Direction, plain.MinimumBase,
            plain.Disclosure));
    }

    [Fact]
    public void Aggregates_are_read_with_their_filters()
    {
        var lost = AggregateOf("cases_lost");
        Assert.Equal([new Filter("case_type", ["penalty", null, "01", "02"]),
            new Filter("amount_band", [3L], FilterOperator.AtLeast)], lost.Where);
        Assert.Equal((AggregateKind.Count, null, new Expression("closed_on IS NOT NULL"), "closed_on", OverTime.Add),
            (lost.Kind, lost.Of, lost.Sql, lost.Date, lost.OverTime));
        Assert.Equal((AggregateKind.Quantile, new Expression("amount_yuan"), 0.9),
            (AggregateOf("middle").Kind, AggregateOf("middle").Of, AggregateOf("middle").Quantile));
        Assert.Equal([new Filter("area.district", ["X"], FilterOperator.NotIn)], AggregateOf("heard").Where);
        Assert.Equal(OverTime.LastNonEmpty, AggregateOf("people").OverTime);
        Assert.Equal([new Expression("area_key")], AggregateOf("people").Entity);
    }

    [Fact]
    public void Measures_over_measures_are_read()
    {
        var filtered = Assert.IsType<Filtered>(Model.Measures["lost_penalties"].Body);
        Assert.Equal([new Filter("area.region", ["中"], FilterOperator.BeginsWith)], filtered.Where);
        Assert.Equal(new Dictionary<string, MeasureBody>
        {
            ["loss_rate"] = new Ratio("cases_lost", "cases_filed", 100), ["per_head"] = new Ratio("cases_filed", "people", 1000),
            ["won"] = new Formula("cases_filed - 1 * cases_lost", false), ["mix"] = new Formula("won + middle / 2", true),
            ["part"] = new Share("cases_filed", ShareWhole.Parent, "area.district"), ["place"] = new Rank("loss_rate", false, "area"),
            ["so_far"] = new Cumulative("cases_filed", "year"), ["quarter"] = new Rolling("cases_filed", 3, "month"),
            ["before"] = new Shifted("cases_filed", "-1 year"), ["growth"] = new Changed("loss_rate", "-1 year", ChangeForm.Points),
            ["since"] = new IndexTo("cases_filed", "2015"), ["least"] = new IntervalLimit("loss_rate", false, 0.9),
            ["apart"] = new Mark("loss_rate", "area.district"),
        }.OrderBy(body => body.Key), Model.Measures.Values.Where(m => m.Body is not (Aggregate or Filtered or Within or Composite))
            .ToDictionary(m => m.Name, m => m.Body).OrderBy(body => body.Key));
        var score = Assert.IsType<Composite>(Model.Measures["score"].Body);
        Assert.Equal([new CompositePart("loss_rate", 2, 50, 0), new CompositePart("fast", 1, null, null)], score.Parts);
        Assert.Equal(MissingPart.Reweigh, score.Missing);
        var fast = Assert.IsType<Within>(Model.Measures["fast"].Body);
        Assert.Equal(("cases", "filed_on", "closed_on", 90, new Filter("case_type", ["a"], FilterOperator.Contains)),
            (fast.Fact, fast.From, fast.To, fast.Days, Assert.Single(fast.Where)));
    }

    [Theory]
    [InlineData("loss_rate", "%")]
    [InlineData("lost_penalties", "件")]
    [InlineData("won", "件")]
    [InlineData("mix", "")]
    [InlineData("part", "%")]
    [InlineData("quarter", "件")]
    [InlineData("growth", "百分点")]
    [InlineData("since", "%")]
    [InlineData("fast", "%")]
    [InlineData("least", "%")]
    [InlineData("place", "")]
    public void A_measure_without_a_unit_takes_that_of_its_parts(string measure, string unit) =>
        Assert.Equal(unit, Model.Measures[measure].Unit);

    [Fact]
    public void Breaks_are_read_in_order_of_their_days()
    {
        var only = Assert.Single(Model.Breaks);
        Assert.Equal((new DateOnly(2015, 5, 1), new LocalText("登记立案", "Registration"), "Decree"),
            (only.On, only.Title, only.Source));
        Assert.Equal(["loss_rate", "A1"], only.Measures.Concat(only.Areas));
    }

    [Theory]
    [InlineData("area", "area.district")]
    [InlineData("area.region", "area.region")]
    [InlineData("case_type", "case_type")]
    [InlineData("case_type.case_type", "case_type")]
    [InlineData("topic", "topic")]
    [InlineData("party", "party.name")]
    public void A_field_is_a_role_and_one_of_its_attributes(string text, string field)
    {
        Assert.Equal(field, Model.Resolve(text, null, "").ToString());
        Assert.Equal(field, Model.Resolve(text, Model.Facts["hearings"], "").ToString());
    }

    [Fact]
    public void A_field_that_is_nowhere_or_elsewhere_is_refused_with_those_that_are_known()
    {
        string ErrorOf(string field, string? fact) => Assert.Throws<AnalyticsException>(() => Model.Resolve(field,
            fact is null ? null : Model.Facts[fact], "query.json: group_by[0]")).Message;
        Assert.Equal("query.json: group_by[0]: there is no field 'area.regoin'. Nearest: area.region. Known: "
            + "area.district, area.region, area.code, area.band.", ErrorOf("area.regoin", "residents"));
        Assert.Equal("query.json: group_by[0]: fact 'residents' has no way to field 'case_type'; only these have: cases, "
            + "hearings. Take one of its own (area.district, area.region, area.code, area.band), declare the relation in "
            + "the model, or filter by the other fact with 'has'.", ErrorOf("case_type", "residents"));
        Assert.StartsWith("query.json: group_by[0]: there is no field 'x'. Nearest: none.", ErrorOf("x", null),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_lists_what_the_reader_accepts()
    {
        using var schema = JsonDocument.Parse(StarModel.Schema());
        var blocks = schema.RootElement.GetProperty("$defs");
        Assert.All(ModelKeys.Blocks, block => Assert.Equal(block.Value.Order(StringComparer.Ordinal),
            blocks.GetProperty(block.Key).GetProperty("properties").EnumerateObject().Select(p => p.Name)
                .Order(StringComparer.Ordinal)));
        Assert.Equal(["expression", "name", "text", "value"], blocks.EnumerateObject().Select(p => p.Name)
            .Except(ModelKeys.Blocks.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(Clone.Read("src/Analytics.Semantics/Stars/model.schema.json"), StarModel.Schema());
    }

    [Fact]
    public void A_foreign_model_stands_alone()
    {
        var foreign = SemanticModel.OfStar(Model);
        Assert.Empty(foreign.Measures);
        Assert.Same(Model, foreign.Star);
        Assert.Empty(StarModel.Empty("nothing").Measures);
    }
}
