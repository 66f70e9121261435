namespace Analytics.Tests.Semantics.Stars;

public class ModelRefusalTests
{
    const string Kinds = "count, distinct, sum, min, max, average, median, quantile, ";
    const string NotPlaces = Kinds + "filtered, ratio, per, formula, share, cumulative, rolling, shifted, change, index, "
        + "within, composite, interval, figure.";
    const string NotWindows = Kinds + "filtered, ratio, per, formula, share, shifted, change, index, within, composite, "
        + "interval, figure.";
    const string Names = "Known: filed, closed, amount, mediated, seen, rate, other_rate, place, x.";
    const string Fields = "area.name, area.region, kind";

    [Theory]
    [InlineData("model: small", "modle: small", "model.yaml:1: 'modle' is not known here. Nearest: model. Known: model, "
        + "title, time_zone, data_until, calendars, dimensions, facts, measures, breaks.")]
    [InlineData("model: small", "model: Small", "model.yaml:1: 'model' is 'Small', expected a name in snake_case.")]
    [InlineData("model: small", "model: small\ntime_zone: Shanghai",
        "model.yaml:2: 'time_zone' is 'Shanghai', expected an IANA name such as Asia/Shanghai.")]
    [InlineData("model: small", "model: small\ndata_until: 2024-06",
        "model.yaml:2: 'data_until' is '2024-06', expected a day such as 2024-03-31.")]
    [InlineData("model: small", "model: small\ncalendars: { c: { kind: months, month_starts: 29 } }",
        "model.yaml:2: 'month_starts' is '29', expected 1 … 28.")]
    [InlineData("model: small", "model: small\ncalendars: { c: { kind: weeks, csv: a.csv } }",
        "model.yaml:2: 'csv' is not known here. Nearest: none. Known: kind.")]
    [InlineData("model: small", "model: small\ncalendars: { c: { kind: file, csv: a.csv } }",
        "model.yaml:2: the file 'a.csv' is missing. Its path is relative to the model file.")]
    [InlineData("table: areas,", "table: areas, sql: x,",
        "model.yaml:3: exactly one must stand here of table, sql; found: table, sql.")]
    [InlineData("table: areas,", "", "model.yaml:3: exactly one must stand here of table, sql; found: none.")]
    [InlineData("region: region } }", "region: region }, hierarchies: { h: [regoin, name] } }",
        "model.yaml:3: 'regoin' is not known here. Nearest: region. Known: name, region.")]
    [InlineData("region: region } }", "region: region }, hierarchies: { h: [region] } }",
        "model.yaml:3: 'h' is 'region', expected two different attributes or more, the widest first.")]
    [InlineData("name: name,", "name: { column: name, order: sort_no },",
        "model.yaml:3: 'order' is 'sort_no', expected value | pinyin | by COLUMN | [a list of members].")]
    [InlineData("name: name,", "name: { column: name, same: [case] },",
        "model.yaml:3: 'case' is not known here. Nearest: none. Known: width, blanks, unicode, script.")]
    [InlineData("name: name, region: region", "Name: name, region: region",
        "model.yaml:3: 'Name' is 'Name', expected a name in snake_case.")]
    [InlineData("area: { key: area_id }", "erea: { key: area_id }",
        "model.yaml:9: 'erea' is not known here. Nearest: area. Known: area.")]
    [InlineData("area: { key: area_id }", "court: { dimension: aera, key: area_id }",
        "model.yaml:9: 'aera' is not known here. Nearest: area. Known: area.")]
    [InlineData("area: { key: area_id }", "area: { key: area_id, date: filed }",
        "model.yaml:9: 'filed' is not known here. Nearest: none. Known: filed_on, closed_on.")]
    [InlineData("key: id\n    dates", "key: id\n    time: filed\n    dates",
        "model.yaml:8: 'filed' is not known here. Nearest: none. Known: filed_on, closed_on.")]
    [InlineData("filed_on: filed_on,", "filed_on: { column: filed_on, kind: utc },",
        "model.yaml:8: 'time_zone' is missing. Add it.")]
    [InlineData("filed_on: filed_on,", "filed_on: { column: filed_on, level: hour },",
        "model.yaml:8: 'level' is 'hour', expected year | half | quarter | month | day | week.")]
    [InlineData("room: room }", "area: room }", "model.yaml:10: role 'area' is column: area here and dimension: area in "
        + "fact 'cases'. A role is the same dimension in every fact; rename one.")]
    [InlineData("room: room }", "room: room }, parents: { case: { fact: casses, key: c } }",
        "model.yaml:10: 'casses' is not known here. Nearest: cases. Known: cases, visits.")]
    [InlineData("room: room }", "room: room }, parents: { visits: c }",
        "model.yaml:10: the key of fact 'visits' is: none. Rows can belong to a fact only by a key of one column. Give "
        + "it one under 'key'.")]
    [InlineData("room: room }", "room: room }, key: id, parents: { visits: c }",
        "model.yaml:10: the definition goes in a circle: visits → visits. Take one step out.")]
    [InlineData("room: room }", "room: room }, bridges: { who: { table: t, fact_key: v, column: w } }",
        "model.yaml:10: 'reference' is missing. Add it.")]
    [InlineData("kind: kind }", "kind: kind }\n    bridges: { kind: { table: t, fact_key: v, column: w } }",
        "model.yaml:10: 'kind' stands at model.yaml:9 already. Rename or remove one.")]
    [InlineData("    key: id", "    key: id\n    absent: nothing",
        "model.yaml:8: 'absent' is 'nothing', expected zero | unknown.")]
    [InlineData("name: seen,", "name: filed,",
        "model.yaml:16: 'filed' stands at model.yaml:12 already. Rename or remove one.")]
    [InlineData("numerator: closed, denominator: filed", "numerator: closd, denominator: filed",
        "Measure 'closd' is not in the model (model.yaml:17). Nearest: closed. Known: filed, closed, amount, mediated, "
        + "seen, rate, other_rate, place.")]
    public void A_wrong_model_is_refused_with_its_line(string piece, string replacement, string text) =>
        Assert.Equal(text, CourtModel.ErrorOf(piece, replacement));

    [Theory]
    [InlineData("{ name: x, fact: cases }", "model.yaml:20: exactly one must stand here of " + Kinds + "filtered, ratio, "
        + "per, formula, share, rank, cumulative, rolling, shifted, change, index, within, composite, interval, mark, "
        + "figure; found: none.")]
    [InlineData("{ name: x, fact: cases, count: rows, sum: amount }", "model.yaml:20: exactly one must stand here of "
        + Kinds + "filtered, ratio, per, formula, share, rank, cumulative, rolling, shifted, change, index, within, "
        + "composite, interval, mark, figure; found: count, sum.")]
    [InlineData("{ name: x, rank: rate, fact: cases }", "model.yaml:20: 'fact' is not known here. Nearest: none. Known: "
        + "name, title, unit, format, direction, definition, source, code, population, minimum_base, disclosure, rank.")]
    [InlineData("{ name: x, fact: cases, sum: amount, disclosure: { below: 5 } }", "model.yaml:20: 'disclosure' is "
        + "'{ { below, 5 } }', expected nothing: only what counts, or is made of counts, is kept when small.")]
    [InlineData("{ name: x, fact: casse, count: rows }",
        "model.yaml:20: 'casse' is not known here. Nearest: cases. Known: cases, visits.")]
    [InlineData("{ name: x, fact: cases, count: id }", "model.yaml:20: 'count' is 'id', expected rows; for different "
        + "values write distinct, for rows that have one add sql.")]
    [InlineData("{ name: x, fact: cases, distinct: }", "model.yaml:20: 'distinct' is '', expected a text.")]
    [InlineData("{ name: x, fact: cases, quantile: { of: amount, at: 90 } }",
        "model.yaml:20: 'at' is '90', expected 0 … 1.")]
    [InlineData("{ name: x, fact: cases, max: amount, over_time: last }", "model.yaml:20: 'over_time' is 'last', expected "
        + "nothing: only count and sum are levels that go over time.")]
    [InlineData("{ name: x, fact: visits, count: rows, over_time: last }",
        "model.yaml:20: fact 'visits' has no date role 'last'. Nearest: none. Known: none.")]
    [InlineData("{ name: x, fact: visits, count: rows, date: filed_on }",
        "model.yaml:20: fact 'visits' has no date role 'filed_on'. Nearest: none. Known: none.")]
    [InlineData("{ name: x, fact: cases, count: rows, date: filed }",
        "model.yaml:20: fact 'cases' has no date role 'filed'. Nearest: none. Known: filed_on, closed_on.")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: kinds, in: a } ] }",
        "model.yaml:20: there is no field 'kinds'. Nearest: kind. Known: " + Fields + ".")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: room, in: a } ] }", "model.yaml:20: fact 'cases' "
        + "has no way to field 'room'; only these have: visits. Take one of its own (" + Fields + "), declare the "
        + "relation in the model, or filter by the other fact with 'has'.")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: kind, between: [1] } ] }",
        "model.yaml:20: 'between' is '1', expected two values.")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: kind, less: 1, greater: 2 } ] }",
        "model.yaml:20: exactly one must stand here of in, not_in, less, at_most, at_least, greater, between, contains, "
        + "begins_with; found: less, greater.")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: kind, contains: 1 } ] }",
        "model.yaml:20: 'contains' is '1', expected a text; a number in quotes is one.")]
    [InlineData("{ name: x, fact: cases, count: rows, where: [ { field: kind, less: null } ] }",
        "model.yaml:20: 'less' is 'null', expected a value; the unknown member is asked for by in: [null].")]
    [InlineData("{ name: x, fact: cases, sum: rate }", "model.yaml:20: 'rate' is computed by ratio, and a sum of it means "
        + "nothing. Use the measure itself: its totals are computed from the rows again.")]
    [InlineData("{ name: x, formula: x + filed }",
        "model.yaml:20: the definition goes in a circle: x → x. Take one step out.")]
    [InlineData("{ name: x, formula: filed + amount }", "model.yaml:20: 'filed' is in 件 and 'amount' in 元; they are not "
        + "added or subtracted. Bring them to one unit, or say mixed: true if it is meant.")]
    [InlineData("{ name: x, formula: filed - mediated }", "model.yaml:20: 'filed' counts court and 'mediated' counts "
        + "people; they are not added or subtracted. Keep them apart, or say mixed: true if it is meant.")]
    [InlineData("{ name: x, formula: (rate + other_rate) / 2 }", "model.yaml:20: 'rate' and 'other_rate' are rates of "
        + "different denominators, and their sum means nothing. Add their numerators and denominators and divide last, "
        + "or weigh them in a composite; say mixed: true if it is meant.")]
    [InlineData("{ name: x, formula: filed + place }", "model.yaml:20: 'formula' cannot take measure 'place', which is "
        + "computed by rank; it takes " + NotPlaces)]
    [InlineData("{ name: x, formula: filed + }", "model.yaml:20: formula 'filed +' is wrong at character 8: found none, "
        + "expected a name, a number or (.")]
    [InlineData("{ name: x, ratio: { numerator: place, denominator: filed } }", "model.yaml:20: 'ratio' cannot take "
        + "measure 'place', which is computed by rank; it takes " + NotPlaces)]
    [InlineData("{ name: x, ratio: { numerator: closed, denominator: filed, times: 0 } }",
        "model.yaml:20: 'times' is '0', expected a number above 0.")]
    [InlineData("{ name: x, share: { of: rate, whole: total } }", "model.yaml:20: 'share' cannot take measure 'rate', "
        + "which is computed by ratio; it takes count, distinct, sum, a formula of these.")]
    [InlineData("{ name: x, share: { of: filed } }", "model.yaml:20: 'whole' is missing. Add it.")]
    [InlineData("{ name: x, share: { of: filed, whole: total, over: area } }", "model.yaml:20: 'over' is 'area', expected "
        + "nothing: only a share of the parent leaves a field open.")]
    [InlineData("{ name: x, share: { of: filed, whole: parent, over: room } }", "model.yaml:20: fact 'cases' has no way to "
        + "field 'room'; only these have: visits. Take one of its own (" + Fields + "), declare the relation in the "
        + "model, or filter by the other fact with 'has'.")]
    [InlineData("{ name: x, rank: { of: rate, over: aria } }",
        "model.yaml:20: there is no field 'aria'. Nearest: area. Known: " + Fields + ".")]
    [InlineData("{ name: x, rank: rte }", "Measure 'rte' is not in the model (model.yaml:20). Nearest: rate. " + Names)]
    [InlineData("{ name: x, cumulative: { of: filed, within: decade } }",
        "model.yaml:20: 'within' is 'decade', expected year | half | quarter | month | day | week.")]
    [InlineData("{ name: x, cumulative: place }", "model.yaml:20: 'cumulative' cannot take measure 'place', which is "
        + "computed by rank; it takes " + NotWindows)]
    [InlineData("{ name: x, rolling: { of: filed, periods: 1 } }",
        "model.yaml:20: 'periods' is '1', expected 2, 3, 4, ….")]
    [InlineData("{ name: x, shifted: { of: filed, by: -1 decade } }", "model.yaml:20: 'by' is '-1 decade', expected a "
        + "distance such as -1 year, in year | half | quarter | month | day | week.")]
    [InlineData("{ name: x, change: { of: amount, by: -1 year, as: points } }", "model.yaml:20: 'as: points' cannot take "
        + "measure 'amount', which is computed by 元; it takes %.")]
    [InlineData("{ name: x, index: { of: filed, base: never } }",
        "model.yaml:20: 'base' is 'never', expected a period such as 2015 or 2015-03.")]
    [InlineData("{ name: x, within: { fact: cases, from: filed, to: closed_on, days: 90 } }",
        "model.yaml:20: fact 'cases' has no date role 'filed'. Nearest: none. Known: filed_on, closed_on.")]
    [InlineData("{ name: x, composite: { parts: [ { of: rate } ] } }",
        "model.yaml:20: 'parts' is '1', expected two parts or more.")]
    [InlineData("{ name: x, composite: { parts: [ { of: rate, worst: 1 }, { of: closed } ] } }",
        "model.yaml:20: 'best' is missing. Add it.")]
    [InlineData("{ name: x, composite: { parts: [ { of: rate, weight: 0 }, { of: closed } ] } }",
        "model.yaml:20: 'weight' is '0', expected a number above 0.")]
    [InlineData("{ name: x, interval: { of: filed, limit: lower } }", "model.yaml:20: 'interval' cannot take measure "
        + "'filed', which is computed by count; it takes a ratio of counts, within.")]
    [InlineData("{ name: x, mark: amount }", "model.yaml:20: 'mark' cannot take measure 'amount', which is computed by sum; "
        + "it takes a ratio of counts, within.")]
    [InlineData("{ name: x, figure: loss_rate }",
        "Measure 'loss_rate' is not in the model (model.yaml:20). Nearest: none. Known: none.")]
    [InlineData("{ name: x, filtered: { of: filed, where: [ { field: room, in: a } ] } }",
        "model.yaml:20: fact 'cases' has no way to field 'room'; only these have: visits. Take one of its own ("
        + Fields + "), declare the relation in the model, or filter by the other fact with 'has'.")]
    [InlineData("{ name: x, rank: rate, format: 0,0 }", "model.yaml:20: this is not valid YAML")]
    public void A_wrong_measure_is_refused_with_its_line(string measure, string text)
    {
        var found = CourtModel.ErrorOf(measure);
        if (text.EndsWith("YAML", StringComparison.Ordinal)) Assert.StartsWith("model.yaml:20: ", found, StringComparison.Ordinal);
        else Assert.Equal(text, found);
    }

    [Fact]
    public void Rates_of_one_denominator_may_be_added_and_all_else_where_it_is_said()
    {
        _ = CourtModel.Parse(CourtModel.Small + "\n  - { name: x, formula: rate + rate }");
        _ = CourtModel.Parse(CourtModel.Small + "\n  - { name: x, formula: rate - other_rate }");
        _ = CourtModel.Parse(CourtModel.Small + "\n  - { name: x, formula: rate + amount, mixed: true }");
        _ = CourtModel.Parse(CourtModel.Small + "\n  - { name: x, formula: 0.4 * rate + 0.6 * other_rate }");
    }

    [Fact]
    public void Measures_that_go_in_a_circle_are_told_with_their_way() => Assert.Equal(
        "model.yaml:20: the definition goes in a circle: x → y → x. Take one step out.",
        CourtModel.ErrorOf("{ name: x, rank: y }\n  - { name: y, shifted: { of: x, by: -1 year } }"));

    [Fact]
    public void Facts_that_belong_to_each_other_are_refused() => Assert.Equal(
        "model.yaml:10: the definition goes in a circle: cases → visits → cases. Take one step out.",
        CourtModel.ErrorOf("kind: kind }\n  visits: { table: visits,", "kind: kind }\n    parents: { visits: v }\n"
            + "  visits: { table: visits, key: id, parents: { cases: c },"));
}
