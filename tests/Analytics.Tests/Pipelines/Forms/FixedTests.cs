namespace Analytics.Tests.Pipelines.Forms;

/// <summary>Values outside the table, and members of wide forms.</summary>
public class FixedTests
{
    static Analytics.Pipelines.Forms.Form Titled(string period, string more = "") => TestContracts.Form($$"""
        columns:
          - { field: area, headers: [区县] }
          - { field: accepted, headers: [受理数] }
        fixed: [{ field: period, {{period}} }]
        """ + "\n" + more);

    static MemorySheet Under(string title) => MemorySheet.Named("2022年", title, "区县|受理数", "黄浦|10");

    [Theory]
    [InlineData("cell: A1, pattern: '青浦区{period}人民调解统计表'", "青浦區 ２０２３年度 人民調解統計表", "2023年度")]
    [InlineData("search: true, pattern: '*{period}*'", "|上海市2023年上半年（人民调解）", "2023年上半年")]
    [InlineData("search: true, pattern: '{area}{period}统计表'", "青浦区二〇二三年统计表", "二〇二三年")]
    [InlineData("cell: B1, search: true, pattern: '统计期:{period}'", "统计期：2023.1-6", "2023.1-6")]
    [InlineData("cell: A1", "2023年", "2023年")]
    [InlineData("from: sheet", "x", "2022年")]
    [InlineData("value: 2021年", "x", "2021年")]
    public void A_value_is_found_where_the_form_says(string source, string title, string value) =>
        Assert.Equal([value + " 10"], Titled(source).Read(Under(title)).Texts("period", "accepted"));

    [Fact]
    public void A_required_value_that_is_not_found_refuses_the_sheet()
    {
        var reading = Titled("cell: A1, pattern: '{period}统计表'").Read(Under("统计表"));
        Assert.Equal(["fixed-missing"], reading.Rules());
        Assert.Empty(reading.Records);
    }

    [Fact]
    public void Two_titles_that_disagree_refuse_the_sheet()
    {
        var form = Titled("search: true, pattern: '{period}*'");
        Assert.Equal(["fixed-twice"], form.Read(Under("2023年统计表|2022年统计表")).Rules());
        Assert.Empty(form.Read(Under("2023年统计表|2023年数据")).Findings);
    }

    [Fact]
    public void A_second_table_of_another_year_below_is_not_loaded_under_the_first()
    {
        var reading = Titled("cell: A1, pattern: '{period}统计表'").Read(MemorySheet.Of(
            "2023年统计表", "区县|受理数", "黄浦|10", "2022年统计表", "区县|受理数", "黄浦|9"));
        Assert.Equal(["2023年 10"], reading.Texts("period", "accepted"));
        Assert.Equal(["fixed-changed"], reading.Rules());
        Assert.Equal(2, reading.Rows.Refused);
    }

    const string Months = """
        headers: 2
        columns: [{ field: area, headers: [区县] }]
        fixed: [{ field: period, search: true, pattern: "{period}*" }]
        wide:
          field: period
          members:
            - { headers: [1月], value: 1月 }
            - { headers: [2月], value: 2月 }
            - { headers: [3月], value: 3月 }
          value: accepted
        """;

    [Fact]
    public void Months_as_columns_become_records_of_the_year_in_the_title()
    {
        var form = TestContracts.Form(Months.Replace("headers: 2", "headers: 1", StringComparison.Ordinal));
        var reading = form.Read(MemorySheet.Of("2023年度统计表", "区县|１月|2 月|3月", "黄浦|10|11|", "徐汇|20||"));
        Assert.Equal(["黄浦 2023年1月 10", "黄浦 2023年2月 11", "徐汇 2023年1月 20", "徐汇 2023年2月 "],
            reading.Texts("area", "period", "accepted"));
        Assert.Equal(["members-blank"], reading.Rules());
        Assert.Equal(["1月", "2月", "1月", "2月"], reading.Records.Select(record => record.Key));
    }

    [Theory]
    [InlineData("区县|1月||2月|", "|受理数|成功数|受理数|成功数")]
    [InlineData("区县|受理数|成功数|受理数|成功数", "|1月|1月|2月|2月")]
    public void Members_may_have_columns_of_their_own_above_or_below(string first, string second)
    {
        var form = TestContracts.Form("""
            headers: 2
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数] }
              - { field: settled, headers: [成功数] }
            fixed: [{ field: period, value: 2023年 }]
            wide:
              field: period
              members: [{ headers: [1月], value: 1月 }, { headers: [2月], value: 2月 }]
            """);
        var reading = form.Read(MemorySheet.Of(first, second, "黄浦|10|8|11|9"));
        Assert.Equal(["黄浦 2023年1月 10 8", "黄浦 2023年2月 11 9"], reading.Texts("area", "period", "accepted", "settled"));
        Assert.Empty(reading.Findings);
    }

    [Fact]
    public void Indicators_as_columns_become_records_of_their_kind()
    {
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: period, headers: [年份] }
            wide:
              field: kind
              members: [{ headers: [维持], value: upheld }, { headers: [撤销], value: revoked }]
              value: cases
            """, "outcomes");
        var reading = form.Read(MemorySheet.Of("区县|年份|撤销|维持", "黄浦|2023|3|10", "徐汇|2023||"));
        Assert.Equal(["黄浦 upheld 10", "黄浦 revoked 3"], reading.Texts("area", "kind", "cases"));
        Assert.Equal(["row-without-figures"], reading.Rules());
        Assert.Equal(1, reading.Rows.Refused);
    }

    [Fact]
    public void A_year_is_not_put_before_a_member_that_has_its_own()
    {
        var form = TestContracts.Form("""
            columns: [{ field: area, headers: [区县] }]
            fixed: [{ field: period, value: 2023年 }]
            wide:
              field: period
              members: [{ headers: [本年], value: 2023年 }, { headers: [上年], value: 2022年 }]
              value: accepted
            """);
        Assert.Equal(["2023年 10", "2022年 9"],
            form.Read(MemorySheet.Of("区县|本年|上年", "黄浦|10|9")).Texts("period", "accepted"));
    }
}
