using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Tests.Pipelines.Forms;

/// <summary>Drafts of forms for layouts nobody described.</summary>
public class InspectorTests
{
    static FormDraft Inspect(MemorySheet sheet) =>
        FormInspector.Inspect("draft", "inbox/f.csv", sheet, TestContracts.All);

    // Read by the draft, the sheet gives these records; and the draft has doubts of these words.
    static void Drafts(MemorySheet sheet, string[] fields, string[] records, params string[] doubts)
    {
        var draft = Inspect(sheet);
        Assert.True(draft.Form is not null, draft.Yaml);
        Assert.Equal(records, draft.Form.Read(sheet).Texts(fields));
        var told = draft.Doubts.Skip(1).Select(doubt => doubt.En).ToArray();
        Assert.True(told.Length == doubts.Length
            && told.Zip(doubts).All(pair => pair.First.Contains(pair.Second, StringComparison.Ordinal)), draft.Yaml);
        Assert.All(draft.Doubts, doubt => Assert.Contains($"# doubt: {doubt.Zh} {doubt.En}\n", draft.Yaml, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_table_under_a_title_is_drafted_without_doubt() => Drafts(
        MemorySheet.Of("青浦区2023年度人民调解统计表", "", "序号|区县|受理数（件）|调解成功数", "1|黄浦|10|8", "2|徐汇|20|—", "|合计|30|8",
            "注：不含上年", "填表人：张三"),
        ["area", "period", "accepted", "settled"], ["黄浦 2023年度 10 8", "徐汇 2023年度 20 —"],
        "no amount", "no success_rate");

    [Fact]
    public void Merged_headings_of_two_rows_are_drafted_level_by_level() => Drafts(
        MemorySheet.Of("2023年统计表|||||", "区县|受理数||调解成功数|", "|本年|上年|本年|上年", "黄浦|10|1|8|2", "徐汇|20|3|15|4")
            .Merge("A1:F1", "A2:A3", "B2:C2", "D2:E2"),
        ["area", "period", "accepted", "settled"], ["黄浦 2023年 10 8", "徐汇 2023年 20 15"],
        "'受理数/本年' is only near", "'调解成功数/本年' is only near", "no amount", "no success_rate",
        "'受理数/上年' is not understood", "'调解成功数/上年' is not understood");

    [Fact]
    public void Lost_merges_are_drafted_alike() => Drafts(
        MemorySheet.Of("2023年统计表|||||", "区县|受理数||调解成功数|", "|本年|上年|本年|上年", "黄浦|10|1|8|2"),
        ["area", "accepted", "settled"], ["黄浦 10 8"],
        "受理数/本年", "调解成功数/本年", "no amount", "no success_rate", "受理数/上年", "调解成功数/上年");

    [Fact]
    public void Months_as_columns_are_drafted_wide_with_the_year_of_the_title() => Drafts(
        MemorySheet.Of("上海市2023年统计表", "地区|1月|2月|3月", "黄浦|10|11|12", "合计|10|11|12"),
        ["area", "period", "accepted"], ["黄浦 2023年1月 10", "黄浦 2023年2月 11", "黄浦 2023年3月 12"],
        "no settled", "no amount", "no success_rate", "taken as accepted");

    [Fact]
    public void Months_above_indicators_are_drafted_wide_with_columns_of_their_own() => Drafts(
        MemorySheet.Of("2023年", "区县|1月||2月|", "|受理数|成功数|受理数|成功数", "黄浦|10|8|11|9"),
        ["area", "period", "accepted", "settled"], ["黄浦 2023年1月 10 8", "黄浦 2023年2月 11 9"],
        "no amount", "no success_rate");

    [Fact]
    public void The_reporting_office_above_the_table_is_the_area() => Drafts(
        MemorySheet.Of("人民调解统计表", "填报单位：青浦区|||2023年1-6月", "受理纠纷数|成功数", "10|8"),
        ["area", "period", "accepted"], ["青浦区 2023年1-6月 10"], "no amount", "no success_rate");

    [Fact]
    public void An_area_in_the_title_is_a_guess() => Drafts(
        MemorySheet.Of("青浦区2023年度人民调解统计表", "受理纠纷数|成功数", "10|8"),
        ["area", "period", "accepted"], ["青浦区 2023年度 10"], "area is guessed by '{area}{period}人民调解统计表'",
        "no amount", "no success_rate");

    [Fact]
    public void What_is_missing_is_named_and_the_draft_is_no_form_yet()
    {
        var draft = Inspect(MemorySheet.Of("统计表", "区县|受理数", "黄浦|10"));
        Assert.Null(draft.Form);
        Assert.Equal("mediation", draft.Contract);
        Assert.Contains(draft.Doubts, doubt => doubt.En.Contains("period (统计期, 期间) comes from nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public void Shares_of_one_and_less_are_a_doubt_and_larger_ones_percent()
    {
        Drafts(MemorySheet.Of("区县|期间|受理数|成功率", "黄浦|2023年|10|0.955", "徐汇|2023年|20|1"), ["success_rate"], ["0.955", "1"],
            "0.955 or 95.5 %", "no settled", "no amount");
        var percent = Inspect(MemorySheet.Of("区县|期间|受理数|成功率", "黄浦|2023年|10|95.5", "徐汇|2023年|20|1"));
        Assert.Contains("share: percent", percent.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_that_may_be_zero_is_a_doubt() => Drafts(
        MemorySheet.Of("区县|期间|受理数", "黄浦|2023年|10", "徐汇|2023年|无"), ["accepted"], ["10", "无"],
        "no settled", "no amount", "no success_rate", "'无' is taken as 0");

    [Fact]
    public void Totals_that_do_not_hold_and_gaps_are_doubts() => Drafts(
        MemorySheet.Of("区县|期间|受理数", "黄浦|2022年|9", "|2023年|10", "合计||20"), ["area", "accepted"], ["黄浦 9", "黄浦 10"],
        "add up to 19", "no settled", "no amount", "no success_rate", "area has gaps");

    [Fact]
    public void A_heading_near_to_a_word_is_a_doubt() => Drafts(
        MemorySheet.Of("区县名|期间|受理数量", "黄浦|2022年|9"), ["area", "accepted"], ["黄浦 9"],
        "'区县名' is only near", "'受理数量' is only near", "no settled", "no amount", "no success_rate");

    [Fact]
    public void Nothing_understood_is_told()
    {
        var draft = Inspect(MemorySheet.Of("甲|乙", "1|2"));
        Assert.Equal((null, null), (draft.Contract, draft.Form));
        Assert.StartsWith("# doubt: ", draft.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title", "区县\"|受理数{0}|期间\\n", "黄浦|1|2023年")]
    [InlineData("a: [b", "区县|*受理数*|期间#", "- x|1|2023年")]
    public void Headings_that_look_like_YAML_are_quoted(string title, string heading, string row)
    {
        var draft = Inspect(MemorySheet.Of(title, heading, row));
        Assert.NotNull(YamlMap.Parse("draft.yaml", draft.Yaml));
    }
}
