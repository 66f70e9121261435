using Analytics.Pipelines.Forms;

namespace Analytics.Tests.Pipelines.Forms;

public class RecogniserTests
{
    static Form Named(string name, string title, string more = "", string accepted = "受理数") => Form.Parse(name + ".yaml", $$"""
        form: {{name}}
        title: { zh: 表, en: form }
        contract: mediation
        columns:
          - { field: area, headers: [区县] }
          - { field: accepted, headers: [{{accepted}}] }
        fixed: [{ field: period, search: true, pattern: "{{title}}" }]
        {{more}}
        """, TestContracts.All);

    static readonly MemorySheet Sheet = MemorySheet.Named("人民调解", "青浦区2023年统计表", "区县|受理数|成功数", "黄浦|10|8");

    static Recognition Recognise(params Form[] forms) => FormRecogniser.Recognise(forms, "inbox/f.csv", Sheet);

    [Fact]
    public void Titles_tell_forms_of_equal_headings_apart()
    {
        var found = Recognise(Named("xuhui", "徐汇区{period}统计表"), Named("qingpu", "青浦区{period}统计表"));
        Assert.Equal("qingpu", found.Form?.Name);
        Assert.Equal(2, found.Heading?.FromRow);
        Assert.Null(found.Finding);
    }

    [Fact]
    public void Two_that_fit_alike_are_both_named()
    {
        var found = Recognise(Named("b", "*{period}*"), Named("a", "青浦区{period}*"));
        Assert.Null(found.Form);
        Assert.Equal("form-ambiguous", found.Finding?.Rule);
        Assert.Contains("a, b", found.Finding!.Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void More_columns_a_named_sheet_and_fewer_unknown_ones_win_in_this_order()
    {
        var plain = Named("a", "*{period}*");
        var ignoring = Named("b", "*{period}*", "ignore: [成功数]");
        var named = Named("c", "*{period}*", "sheet: '人民*'");
        Assert.Equal("b", Recognise(plain, ignoring).Form?.Name);
        Assert.Equal("c", Recognise(plain, ignoring, named).Form?.Name);
        Assert.Equal(["c", "b", "a"], Recognise(plain, ignoring, named).Fitting);
    }

    [Fact]
    public void Where_none_fits_the_nearest_is_named_with_what_it_lacks()
    {
        var finding = Recognise(Named("a", "*{period}*", "", "登记数"), Named("b", "徐汇{period}", "", "收案数")).Finding;
        Assert.Equal("form-unknown", finding?.Rule);
        Assert.Equal("a", finding!.Facts["nearest"]);
        Assert.Equal(["登记数"], (IEnumerable<string>?)finding.Facts["missing"]);
        Assert.Contains("受理数", finding.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_of_another_name_does_not_fit() =>
        Assert.Equal("form-unknown", Recognise(Named("a", "*{period}*", "sheet: 行政复议")).Finding?.Rule);

    [Fact]
    public void Nothing_is_recognised_in_an_empty_sheet_nor_without_forms()
    {
        Assert.Equal("form-none", Recognise().Finding?.Rule);
        Assert.Equal("sheet-empty",
            FormRecogniser.Recognise([Named("a", "{period}")], "f.csv", MemorySheet.Of("", "")).Finding?.Rule);
    }
}
