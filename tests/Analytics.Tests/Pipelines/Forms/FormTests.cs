using Analytics.Pipelines.Forms;
using Analytics.Tables;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Pipelines.Forms;

public class FormTests
{
    const string Whole = """
        form: qingpu
        title: { zh: "青浦区人民调解统计表", en: "Qingpu, people's mediation" }
        contract: mediation
        sheet: "人民调解*"
        headers: 2
        range: { from: A3, to: H40 }
        within: "310000"
        columns:
          - field: area
            headers: ["区县", "填报单位/名称"]
          - { field: accepted, headers: ["受理数/本年"], unit: 件 }
          - { field: success_rate, headers: [成功率], share: percent }
        fixed:
          - { field: period, cell: A1, search: true, pattern: "青浦区{period}人民调解统计表" }
        marks: { "—": absent, 无: zero }
        ignore: [序号, "备注*"]
        totals:
          - { column: area, is: [合计, 总计], check: sum }
          - { column: area, is: [小计], check: section }
        notes: ["注*", "说明*"]
        fill_down: [area]
        """;

    static AnalyticsException Fails(string yaml, string contract = "mediation") =>
        Assert.Throws<AnalyticsException>(() => TestContracts.Form(yaml, contract));

    [Fact]
    public void Every_key_of_the_schema_is_read()
    {
        var form = Form.Parse("etl/Mediation/forms/qingpu.yaml", Whole, TestContracts.All);
        Assert.Equal(("qingpu", "mediation", "310000"), (form.Name, form.Contract, form.Within));
        Assert.Equal("青浦区人民调解统计表", form.Title.Zh);
    }

    [Theory]
    [InlineData("colums: []", "yaml-key-unknown", "f.yaml:4")]
    [InlineData("columns:\n  - { field: aria, headers: [区县] }", "form-field-unknown", "area")]
    [InlineData("columns:\n  - { field: area, headers: [区县] }\n  - { field: area, headers: [单位] }", "form-field-twice", "area")]
    [InlineData("columns:\n  - { field: area, headers: [区县] }", "form-field-missing", "period, accepted")]
    [InlineData("headers: 0\ncolumns: []", "yaml-value", "f.yaml:4")]
    [InlineData("columns:\n  - { field: area }", "yaml-key-missing", "headers")]
    [InlineData("range: { from: 3A }\ncolumns: []", "yaml-value", "3A")]
    [InlineData("fixed:\n  - { field: period, search: true }", "form-fixed-source", "f.yaml:5")]
    [InlineData("fixed:\n  - { field: period, cell: A1, pattern: 年度 }", "form-pattern", "{period}")]
    [InlineData("marks: { 无: nothing }", "yaml-value", "absent | zero")]
    [InlineData("columns: [", "yaml-malformed", "f.yaml:")]
    public void What_cannot_be_meant_is_refused_with_its_place(string yaml, string code, string told)
    {
        var error = Fails(yaml);
        Assert.Equal(code, error.Code);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_of_two_fields_is_refused_whatever_its_width()
    {
        var error = Fails("""
            columns:
              - { field: area, headers: [区县] }
              - { field: accepted, headers: ["受理(件)"] }
              - { field: settled, headers: ["受 理（件）"] }
            fixed: [{ field: period, value: 2023年 }]
            """);
        Assert.Equal("form-alias-twice", error.Code);
    }

    [Fact]
    public void A_contract_that_is_not_known_is_refused_with_the_nearest()
    {
        var error = Fails("columns: []", "mediations");
        Assert.Equal("form-contract-unknown", error.Code);
        Assert.Equal("mediation", error.Facts["nearest"]);
    }

    static string Named(string name) => Whole.Replace("form: qingpu", "form: " + name, StringComparison.Ordinal);

    [Fact]
    public void The_library_holds_the_forms_of_all_subjects_by_name()
    {
        using var content = new Folder();
        content.Write("etl/B/forms/a.yaml", Named("a"));
        content.Write("etl/A/forms/b.yaml", Named("b"));
        content.Write("etl/A/model.yaml", "none of its business");
        Assert.Equal(["a", "b"], FormLibrary.Load(content.Path, TestContracts.All).Select(form => form.Name));
        content.Write("etl/C/forms/a.yaml", Named("a"));
        Assert.Equal("form-twice",
            Assert.Throws<AnalyticsException>(() => FormLibrary.Load(content.Path, TestContracts.All)).Code);
    }

    [Fact]
    public void A_form_is_named_as_its_file()
    {
        using var content = new Folder();
        content.Write("etl/A/forms/b.yaml", Whole);
        Assert.Equal("form-name",
            Assert.Throws<AnalyticsException>(() => FormLibrary.Load(content.Path, TestContracts.All)).Code);
    }
}
