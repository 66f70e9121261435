using Analytics.Pipelines.Contracts;
using Analytics.Tables;

namespace Analytics.Tests.Pipelines.Contracts;

public class ContractTests
{
    const string Two = """
          - { name: settled, type: count, unit: 件, indicator: MED-002 }
          - { name: agreements, type: count, unit: 份 }
          - { name: rate, type: share }
          - { name: status, type: choice, values: { 有效: [现行有效] } }
          - { name: on, type: day }
        """;

    static AnalyticsException Wrong(string columns, string rest = "", string key = "area") =>
        Assert.Throws<AnalyticsException>(() => Records.Small(columns, rest, key));

    static string Check(string rule) => $"checks:\n  - {{ name: c, rule: \"{rule}\", severity: warn }}";

    [Fact]
    public void A_key_nobody_knows_is_refused_with_its_line()
    {
        var error = Wrong("  - { name: a, type: count, untit: 件 }");
        Assert.Equal(("yaml-key-unknown", "etl/T/contract.yaml:6", "unit"),
            (error.Code, error.Facts["place"], error.Facts["nearest"]));
    }

    [Theory]
    [InlineData("settled <= acepted", "contract-column-unknown")]
    [InlineData("settled <= status", "contract-rule-type")]
    [InlineData("settled <= agreements", "contract-rule-units")]
    [InlineData("settled + rate = settled", "contract-rule-units")]
    [InlineData("agreements >= previous(agreements)", "contract-rule-type")]
    [InlineData("on <= settled", "contract-rule-units")]
    [InlineData("settled <> 1", "contract-rule")]
    public void A_check_that_makes_no_sense_is_refused(string rule, string code)
    {
        var error = Wrong(Two, Check(rule));
        Assert.Equal(code, error.Code);
        Assert.StartsWith("etl/T/contract.yaml:", (string)error.Facts["place"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate = 100 * settled / settled")]
    [InlineData("settled / agreements <= 2 * settled / agreements")]
    [InlineData("on - on <= 15")]
    [InlineData("settled <= 1000")]
    [InlineData("settled >= previous(settled)")]
    public void A_check_of_comparable_units_is_taken(string rule) =>
        Assert.Equal(rule, Records.Small(Two, Check(rule)).Checks[0].Rule);

    [Theory]
    [InlineData("  - { name: a, type: counts }", "", "area", "yaml-value")]
    [InlineData("  - { name: area, type: text }", "", "area", "contract-name-twice")]
    [InlineData("  - { name: a, type: text }", "", "b", "contract-column-unknown")]
    [InlineData("  - { name: a, type: count, shift: 1 }", "", "area", "yaml-value")]
    [InlineData("  - { name: a, type: text, values: { x: [y] } }", "", "area", "yaml-value")]
    [InlineData("  - { name: a, type: choice, values: { x: [z], y: [z] } }", "", "area", "contract-name-twice")]
    [InlineData("  - { name: a, type: period, kinds: [years] }", "", "area", "yaml-value")]
    [InlineData("  - { name: a, type: count }", "checks:\n  - { name: c, rule: a <= 1, severity: error }", "area", "yaml-value")]
    [InlineData("  - { name: a, type: count }", "history:\n  - { rule: jump, columns: [a], severity: warn }", "area", "contract-rule-type")]
    [InlineData("  - { name: a, type: count, indicator: X }", "history:\n  - { rule: jumps, columns: [a], severity: warn }", "area", "yaml-value")]
    [InlineData("  - { name: a, type: count, indicator: X }", "history:\n  - { rule: jump, factor: 1, columns: [a], severity: warn }", "area", "yaml-value")]
    public void A_contract_that_is_not_whole_is_refused(string columns, string rest, string key, string code) =>
        Assert.Equal(code, Wrong(columns, rest, key).Code);

    [Fact]
    public void A_check_without_words_says_its_rule_with_titles() => Assert.Equal(
        new LocalText("市办 <= 上年文件的市办", "done <= done as the file of the year before says"), Records.Small("""
          - { name: a, type: count, indicator: X, title: { zh: 市办, en: done } }
        """, Check("a <= previous(a)")).Checks[0].Text);

    [Theory]
    [InlineData("2023-01-01", "2023-12-31", "year", "2022-01-01..2022-12-31")]
    [InlineData("2023-01-01", "2023-06-30", "half-year", "2022-07-01..2022-12-31")]
    [InlineData("2023-04-01", "2023-06-30", "quarter", "2023-01-01..2023-03-31")]
    [InlineData("2024-03-01", "2024-03-31", "month", "2024-02-01..2024-02-29")]
    [InlineData("2021-08-01", "2022-07-31", "span", "2020-08-01..2021-07-31")]
    [InlineData("2023-01-05", "2023-02-03", "span", "2022-01-05..2022-02-03")]
    public void A_period_has_one_before_it(string start, string end, string kind, string before)
    {
        var period = new ContractPeriod(DateOnly.Parse(start, null), DateOnly.Parse(end, null));
        Assert.Equal((kind, before), (period.Kind, period.Before.ToString()));
    }

    [Fact]
    public void February_of_a_leap_year_is_february_of_the_year_before() => Assert.Equal("2023-02-01..2023-02-28",
        new ContractPeriod(new(2024, 2, 1), new(2024, 2, 29)).InYear(-1).ToString());
}
