using Analytics.Pipelines.Contracts;

namespace Analytics.Tests.Pipelines.Forms;

/// <summary>Columns are found by name, however the heading is laid out.</summary>
public class HeadingTests
{
    static readonly Analytics.Pipelines.Forms.Form TwoRows = TestContracts.Form("""
        headers: 2
        columns:
          - { field: area, headers: [区县] }
          - { field: accepted, headers: [受理数/本年] }
          - { field: settled, headers: [成功数/本年] }
        fixed: [{ field: period, value: 2023年 }]
        ignore: ["*/上年"]
        """);

    static readonly string[] Expected = ["黄浦 10 8", "徐汇 20 15"];

    [Fact]
    public void Two_rows_merged_name_each_column_by_both()
    {
        var sheet = MemorySheet.Of("区县|受理数||成功数|", "|本年|上年|本年|上年", "黄浦|10|1|8|2", "徐汇|20|3|15|4")
            .Merge("A1:A2", "B1:C1", "D1:E1");
        var reading = TwoRows.Read(sheet);
        Assert.Equal(Expected, reading.Texts("area", "accepted", "settled"));
        Assert.Empty(reading.Findings);
        Assert.Equal("受理数/本年", reading.Records[0].Fields["accepted"].Header);
    }

    [Fact]
    public void Where_the_merge_was_lost_a_parent_names_the_columns_to_its_right() => Assert.Equal(Expected, TwoRows
        .Read(MemorySheet.Of("区县|受理数||成功数|", "|本年|上年|本年|上年", "黄浦|10|1|8|2", "徐汇|20|3|15|4"))
        .Texts("area", "accepted", "settled"));

    [Fact]
    public void A_parent_does_not_name_columns_past_its_merged_cell()
    {
        var sheet = MemorySheet.Of("区县|受理数||", "|本年|上年|本年", "黄浦|10|1|8").Merge("A1:A2", "B1:C1");
        Assert.Equal(["column-absent", "column-unknown"], TwoRows.Read(sheet).Rules());
    }

    [Fact]
    public void Three_rows_are_joined_from_the_top()
    {
        var form = TestContracts.Form("""
            headers: 3
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [调解/受理/本年] }
              - { field: settled, headers: [调解/成功/本年] }
            fixed: [{ field: period, value: 2023年 }]
            ignore: ["*上年", "诉讼*"]
            """);
        string[] rows = ["区县|调解||||诉讼", "|受理||成功||受理", "|本年|上年|本年|上年|本年", "黄浦|10|1|8|2|99", "徐汇|20|3|15|4|98"];
        var merged = MemorySheet.Of(rows).Merge("A1:A3", "B1:E1", "B2:C2", "D2:E2");
        Assert.Equal(Expected, form.Read(merged).Texts("area", "accepted", "settled"));
        Assert.Equal(Expected, form.Read(MemorySheet.Of(rows)).Texts("area", "accepted", "settled"));
    }

    [Fact]
    public void Width_blanks_line_breaks_and_traditional_script_make_no_difference()
    {
        var sheet = MemorySheet.Of("區 縣|受理數\n/本年|成功數／本\u3000年", "黄浦|10|8");
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数/本年] }
              - { field: settled, headers: [成功数/本年] }
            fixed: [{ field: period, value: 2023年 }]
            """);
        Assert.Equal(["黄浦 10 8"], form.Read(sheet).Texts("area", "accepted", "settled"));
    }

    [Fact]
    public void A_heading_is_looked_for_below_titles_and_found_by_its_columns()
    {
        var sheet = MemorySheet.Of("人民调解统计表", "单位：件|||2023年", "", "区县|受理数|成功数", "黄浦|10|8");
        var reading = TestContracts.Plain().Read(sheet);
        Assert.Equal((4L, 4L), (reading.Heading!.FromRow, reading.Heading.ToRow));
        Assert.Equal(3, reading.Rows.Header);
        Assert.Equal(["黄浦 10 8"], reading.Texts("area", "accepted", "settled"));
    }

    [Fact]
    public void A_required_column_that_is_missing_refuses_the_sheet_and_names_the_nearest()
    {
        var reading = TestContracts.Plain().Read(MemorySheet.Of("区县|受理书|成功数", "黄浦|10|8"));
        var finding = reading.Findings[0];
        Assert.Equal(("column-missing", FindingSeverity.Reject, "受理书"),
            (finding.Rule, finding.Severity, finding.Facts["nearest"]));
        Assert.Empty(reading.Records);
        Assert.Equal((1L, 1L), (reading.Rows.Data, reading.Rows.Refused));
    }

    [Fact]
    public void A_column_that_is_not_required_may_lack_and_is_told() => Assert.Equal(["column-absent"],
        TestContracts.Plain().Read(MemorySheet.Of("区县|受理数", "黄浦|10")).Rules());

    [Fact]
    public void A_field_in_two_columns_refuses_the_sheet()
    {
        var reading = TestContracts.Plain().Read(MemorySheet.Of("区县|受理数|受理纠纷数|成功数", "黄浦|10|11|8"));
        Assert.Equal(["column-twice"], reading.Rules());
        Assert.Contains("B 受理数, C 受理纠纷数", reading.Findings[0].Sentence.En, StringComparison.Ordinal);
        Assert.Empty(reading.Records);
    }

    [Fact]
    public void The_last_level_is_enough_only_where_no_other_column_ends_alike()
    {
        var form = TestContracts.Form("""
            headers: 2
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [本年] }
            fixed: [{ field: period, value: 2023年 }]
            ignore: ["成功*"]
            """);
        Assert.Equal(["黄浦 10"], form.Read(MemorySheet.Of("区县|受理数|成功数", "|本年|累计", "黄浦|10|8"))
            .Texts("area", "accepted"));
        var reading = form.Read(MemorySheet.Of("区县|受理数|成功数", "|本年|本年", "黄浦|10|8"));
        Assert.Contains("column-ambiguous", reading.Rules());
        Assert.Empty(reading.Records);
    }

    [Fact]
    public void Unknown_columns_are_told_once_and_ignored_ones_not()
    {
        var form = TestContracts.Plain("ignore: [序号, '备注*']");
        var reading = form.Read(MemorySheet.Of("序号|区县|受理数|成功数|备注（一）|其他", "1|黄浦|10|8|a|b", "2|徐汇|20|15|c|d"));
        Assert.Equal("其他", Assert.Single(reading.Findings).Header);
        Assert.Equal(2, reading.Records.Count);
    }

    [Fact]
    public void A_unit_in_the_heading_is_no_part_of_its_name()
    {
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数] }
              - { field: amount, headers: [金额] }
              - { field: success_rate, headers: [成功率] }
            fixed: [{ field: period, value: 2023年 }]
            """);
        var record = form.Read(MemorySheet.Of("区县|受理数（件）|金额（单位：万元）|成功率％", "黄浦|10|1.5|80")).Records[0];
        Assert.Equal(("件", "万元", "%"),
            (record.Fields["accepted"].Unit, record.Fields["amount"].Unit, record.Fields["success_rate"].Unit));
    }

    [Fact]
    public void A_unit_above_the_table_holds_for_columns_that_count_the_same()
    {
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数] }
              - { field: amount, headers: [金额] }
            fixed: [{ field: period, value: 2023年 }]
            """);
        var record = form.Read(MemorySheet.Of("||单位：件、万元", "区县|受理数|金额", "黄浦|10|1.5")).Records[0];
        Assert.Equal((null, "万元"), (record.Fields["accepted"].Unit, record.Fields["amount"].Unit));
    }

    [Fact]
    public void A_unit_of_another_scale_than_the_form_says_refuses_the_sheet()
    {
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数] }
              - { field: amount, headers: [金额], unit: 万元 }
            fixed: [{ field: period, value: 2023年 }]
            """);
        var reading = form.Read(MemorySheet.Of("区县|受理数|金额(元)", "黄浦|10|15000"));
        Assert.Equal(["column-unit-differs"], reading.Rules());
        Assert.Empty(reading.Records);
    }
}
