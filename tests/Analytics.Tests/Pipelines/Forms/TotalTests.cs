namespace Analytics.Tests.Pipelines.Forms;

/// <summary>Printed totals are held against the sums of their parts.</summary>
public class TotalTests
{
    const string Totals = """
        totals:
          - { column: area, is: [合计, 总计], check: sum }
          - { column: area, is: [小计], check: section }
        """;

    static string[] Told(MemorySheet sheet, string more = "") => [.. TestContracts.Plain(Totals + "\n" + more).Read(sheet)
        .Findings.Select(f => $"{f.Rule} {f.Place.Address} {f.Facts.GetValueOrDefault("sum")} {f.Facts.GetValueOrDefault("difference")}")];

    static MemorySheet Sheet(params string[] rows) => MemorySheet.Of(["区县|受理数|成功数", .. rows]);

    [Fact]
    public void Totals_that_agree_are_silent() =>
        Assert.Empty(Told(Sheet("黄浦|1,010|8", "徐汇|20|15件", "合计|1030|23")));

    [Fact]
    public void A_total_that_differs_is_told_with_sum_and_difference() =>
        Assert.Equal(["total-differs B4 30 2"], Told(Sheet("黄浦|10|8", "徐汇|20|15", "合计|32|23")));

    [Fact]
    public void Subtotals_in_the_middle_are_of_the_rows_since_the_last_and_no_part_of_the_total() => Assert.Equal(
        ["total-differs C7 3 1"], Told(Sheet("黄浦|10|8", "徐汇|20|15", "小计|30|23", "静安|1|1", "长宁|2|2", "小计|3|4", "总计|33|26")));

    [Fact]
    public void A_total_before_any_part_is_of_the_rows_below() => Assert.Equal(["total-differs B2 33 -1"],
        Told(Sheet("合计|32|26", "小计|30|23", "黄浦|10|8", "徐汇|20|15", "小计|3|3", "静安|1|1", "长宁|2|2")));

    [Fact]
    public void Marks_count_as_nothing_and_bounds_leave_a_total_unchecked() => Assert.Equal(["total-unchecked C4  "],
        Told(Sheet("黄浦|—|8", "徐汇|20|15余", "合计|20|23")));

    [Fact]
    public void Sums_are_exact_in_decimals_whatever_a_workbook_computed() => Assert.Empty(Told(
        Sheet("黄浦|#0.1|8", "徐汇|#0.2|15", "合计|#0.30000000000000004|23")));

    [Fact]
    public void Units_are_turned_before_they_are_summed() => Assert.Empty(Told(
        Sheet("黄浦|1.2万件|8", "徐汇|20|15", "合计|12020|23")));

    [Fact]
    public void Shares_are_not_summed()
    {
        var form = TestContracts.Form("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: [受理数] }
              - { field: success_rate, headers: [成功率] }
            fixed: [{ field: period, value: 2023年 }]
            """ + "\n" + Totals);
        Assert.Empty(form.Read(MemorySheet.Of("区县|受理数|成功率", "黄浦|10|80%", "徐汇|20|90%", "合计|30|86.7%")).Findings);
    }

    [Fact]
    public void A_total_is_found_by_its_word_in_the_first_cell_where_its_own_column_is_empty() => Assert.Empty(Told(
        MemorySheet.Of("序号|区县|受理数|成功数", "1|黄浦|10|8", "合计||10|8"), "ignore: [序号]"));

    [Fact]
    public void Parts_that_were_refused_still_count_as_printed() => Assert.Equal(["cell-without-heading E2  "],
        Told(Sheet("黄浦|10|8||9", "徐汇|20|15", "合计|30|23")));
}
