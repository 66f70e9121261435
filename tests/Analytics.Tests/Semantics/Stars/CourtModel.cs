using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>A model that uses every key there is, and small ones for single rules.</summary>
static class CourtModel
{
    public const string Terms = """
        level,id,start_on,end_on,label_zh,label_en
        term,T1,2023-09-01,2024-01-31,第一学期,First term
        term,T2,2024-02-01,2024-07-15,第二学期,Second term
        """;

    public const string Yaml = """
        model: courts
        title: { zh: "法院", en: "Courts" }
        time_zone: Asia/Shanghai
        data_until: 2024-06-15
        calendars:
          stat_month: { kind: months, month_starts: 21, year_starts: 12 }
          stat_year: { kind: months, month_starts: 21 }
          fiscal: { kind: months, year_starts: 4, named: end }
          weeks: { kind: weeks }
          terms: { kind: file, csv: terms.csv }
        dimensions:
          area:
            table: dim_area
            key: area_key
            attributes:
              district:
                column: name_zh
                title: { zh: "区", en: "District" }
                order: by sort_no
                same: [width, blanks, unicode, script]
                label: { zh: name_zh, en: name_en }
              region: region_name
              code: { sql: "substr(area_code, 1, 4)", order: pinyin }
              band: { column: band, order: [low, high], label: band_name }
            hierarchies: { geography: [region, district] }
            history: { member: area_id, valid_from: from_on, valid_to: to_on, to_is: last, facts_hold: version }
            succession: { table: area_successor, predecessor: area_key, successor: next_key, kind: kind, on: changed_on }
          person:
            sql: "SELECT * FROM people;"
            key: person_id
            attributes: { name: person_name }
        facts:
          cases:
            table: court.cases
            title: Cases
            grain: one case
            key: case_id
            where: "is_deleted = false"
            dates:
              filed_on: { column: filed_at, kind: utc, level: day, title: Filed }
              closed_on: closed_on
            time: filed_on
            dimensions:
              area: { key: defendant_area }
              court_area: { dimension: area, key: court_area, date: closed_on }
              case_type: { column: case_type, order: value, same: blanks }
              amount_band: amount_band
            bridges:
              party:
                { table: case_party, fact_key: case_id, reference: case_id, dimension: person, member: person_id,
                  weight: share }
              topic: { table: case_topic, fact_key: case_id, column: topic, order: pinyin }
            versions: { record: [case_id], known_from: loaded_on, tie: row_no, withdrawn: is_withdrawn }
            absent: zero
            lineage: { source: source_id, file: path, row: row_no }
          hearings:
            table: hearings
            key: [case_id, hearing_no]
            dates: { held_on: held_on }
            parents: { cases: case_id }
            absent: unknown
          residents:
            table: residents
            dates: { at: { column: at_on, level: year } }
            dimensions: { area: { key: area_key } }
        measures:
          - name: cases_filed
            title: { zh: "收案", en: "Cases filed" }
            unit: 件
            format: "#,##0"
            direction: neutral
            definition: Cases that were filed.
            source: The handbook
            code: X-1
            population: court
            minimum_base: 30
            disclosure: { below: 5, role: clerk }
            fact: cases
            count: rows
          - name: cases_lost
            unit: 件
            fact: cases
            count: rows
            where: [ { field: case_type, in: [penalty, null, "01", 02] }, { field: amount_band, at_least: 3 } ]
            sql: "closed_on IS NOT NULL"
            date: closed_on
          - { name: offices, fact: cases, distinct: office_id }
          - { name: middle, fact: cases, quantile: { of: amount_yuan, at: 0.9 }, unit: 元 }
          - { name: heard, fact: hearings, average: "minutes / 60.0", where: [ { field: area, not_in: X } ] }
          - { name: people, fact: residents, sum: residents, over_time: last_non_empty, entity: [area_key] }
          - { name: lost_penalties, filtered: { of: cases_lost, where: [ { field: area.region, begins_with: "中" } ] } }
          - { name: loss_rate, ratio: { numerator: cases_lost, denominator: cases_filed, times: 100 } }
          - { name: per_head, per: { of: cases_filed, base: people } }
          - { name: won, formula: "cases_filed - 1 * cases_lost" }
          - { name: mix, formula: "won + middle / 2", mixed: true }
          - { name: part, share: { of: cases_filed, whole: parent, over: area.district } }
          - { name: place, rank: { of: loss_rate, largest_first: false, over: area } }
          - { name: so_far, cumulative: { of: cases_filed, within: year } }
          - { name: quarter, rolling: { of: cases_filed, periods: 3, level: month } }
          - { name: before, shifted: { of: cases_filed, by: -1 year } }
          - { name: growth, change: { of: loss_rate, by: -1 year, as: points } }
          - { name: since, index: { of: cases_filed, base: "2015" } }
          - { name: fast, within: { fact: cases, from: filed_on, to: closed_on, days: 90, where: [ { field: case_type, contains: a } ] } }
          - { name: score, composite: { missing: reweigh, parts: [ { of: loss_rate, weight: 2, worst: 50, best: 0 }, { of: fast } ] } }
          - { name: least, interval: { of: loss_rate, limit: lower, confidence: 0.9 } }
          - { name: apart, mark: { of: loss_rate, over: area.district } }
        breaks:
          - { on: 2015-05-01, measures: [loss_rate], title: { zh: "登记立案", en: "Registration" }, source: Decree, areas: [A1] }
        """;

    /// <summary>Dimension, two facts and one measure: what single rules are tried on.</summary>
    public const string Small = """
        model: small
        dimensions:
          area: { table: areas, key: id, attributes: { name: name, region: region } }
        facts:
          cases:
            table: cases
            key: id
            dates: { filed_on: filed_on, closed_on: closed_on }
            dimensions: { area: { key: area_id }, kind: kind }
          visits: { table: visits, dimensions: { room: room } }
        measures:
          - { name: filed, fact: cases, count: rows, unit: 件, population: court }
          - { name: closed, fact: cases, count: rows, date: closed_on, unit: 件 }
          - { name: amount, fact: cases, sum: amount, unit: 元 }
          - { name: mediated, fact: cases, count: rows, unit: 件, population: people }
          - { name: seen, fact: visits, count: rows }
          - { name: rate, ratio: { numerator: closed, denominator: filed }, unit: "%" }
          - { name: other_rate, ratio: { numerator: closed, denominator: mediated }, unit: "%" }
          - { name: place, rank: rate }
        """;

    public static StarModel Parse(string yaml = Yaml) => StarModel.Parse("model.yaml", yaml,
        path => path == "terms.csv" ? Terms : throw new FileNotFoundException(null, path));

    /// <summary>The English text that refuses the small model with a piece replaced.</summary>
    public static string ErrorOf(string piece, string replacement)
    {
        Assert.Contains(piece, Small, StringComparison.Ordinal);
        return Assert.Throws<AnalyticsException>(
            () => Parse(Small.Replace(piece, replacement, StringComparison.Ordinal))).Message;
    }

    /// <summary>The English text that refuses the small model with one more measure, on line 21.</summary>
    public static string ErrorOf(string measure) =>
        Assert.Throws<AnalyticsException>(() => Parse($"{Small}\n  - {measure}")).Message;
}
