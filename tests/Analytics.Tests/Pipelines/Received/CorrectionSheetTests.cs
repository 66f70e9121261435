using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Pipelines.Received;

public sealed class CorrectionSheetTests : IDisposable
{
    readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    // The rows of a.csv begin in row 9 of 更正: 嘉定区 in 9, 金山区 in 10.
    async Task<ReturnedSheet> ReturnedAsync(params (string Cell, object Value)[] changes) =>
        _desk.Read(Desk.Edit(await _desk.SheetAsync(), changes))!;

    async Task<AnalyticsException> RefusedAsync(params (string Cell, object Value)[] changes)
    {
        var path = Desk.Edit(await _desk.SheetAsync(), changes);
        return Assert.Throws<AnalyticsException>(() => _desk.Read(path));
    }

    static string[] Told(ReturnedSheet sheet) => [.. sheet.Changes.Select(one => $"{one.Sheet}!{one.Address} {one.Found} → {one.Value}")];

    [Fact]
    public async Task Rejected_rows_stand_in_context_under_the_headings_as_read()
    {
        var lines = Desk.Lines(await _desk.SheetAsync(), 7);
        Assert.Equal("工作表“a.csv”，表式：人民调解简表  Sheet 'a.csv', form: People's mediation, plain list", lines[0]);
        Assert.Equal("位置  Place|区县|年度|受理纠纷数|调解成功数|调解成功率|问题  What is wrong (English: see comments)", lines[1]);
        Assert.StartsWith("第 3 行  row 3|嘉定区|2017年|8l20|7700|94.8%|D9", lines[2].Replace("|C3", "|D9", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("第 4 行  row 4|金山区|2017年|3000|3100||调解成功数不能多于受理数", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Wrong_cells_are_commented_in_both_languages()
    {
        var comments = Desk.Comments(await _desk.SheetAsync());
        Assert.Equal(["D9", "E10"], comments.Keys.Order(StringComparer.Ordinal));
        Assert.Matches("8l20(.|\n)*\nC3(.|\n)*8l20", comments["D9"]);
    }

    [Fact]
    public async Task A_row_that_is_wrong_as_a_whole_is_commented_at_its_first_cell_and_explained()
    {
        var path = await _desk.SheetAsync("b.csv", Desk.Csv.Replace("8l20", "8120", StringComparison.Ordinal).Replace("3100", "2900", StringComparison.Ordinal)
            + "\n青浦区,2017年,1,1,");
        Assert.StartsWith("第 5 行的主键", Desk.Comments(path)["A9"].Replace(" 5 ", " 5 ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("第 5 行  row 5|第 5 行的主键", Desk.Lines(path, 5, "说明").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_no_form_knows_is_told_in_words_alone()
    {
        var path = await _desk.SheetAsync("c.csv", "甲,乙\n1,2\n");
        Assert.Equal("没有可在此更正的单元格。请看“说明”表，改正原文件后重新报送。", Desk.Lines(path)[1]);
        Assert.Equal(5, Desk.Lines(path, sheet: "说明").Length);
    }

    [Fact]
    public async Task The_same_rejects_give_the_same_bytes_and_a_valid_workbook()
    {
        var reading = await _desk.ReadAsync("a.csv", Desk.Csv);
        Assert.Equal(Desk.BytesOf(reading), Desk.BytesOf(reading));
        using var document = SpreadsheetDocument.Open(new MemoryStream(Desk.BytesOf(reading)), false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    static WrittenSheet Qingpu(string name, string title, params string[][] rows) => new(name, [.. new string[][]
        { [title], ["填报单位", "受理纠纷数", "", "调解成功数"], ["", "本年", "上年", ""] }.Concat(rows).Select(row => new WrittenRow([.. row.Select(WrittenCell.Of)]))])
    {
        Merges = [new(2, 1, 2, 2), new(2, 0, 3, 0), new(2, 3, 3, 3)],
    };

    [Fact]
    public async Task Each_sheet_of_the_file_has_its_own_table()
    {
        _desk.Write("g.xlsx", Qingpu("人民调解", "青浦区2017年度人民调解统计表", ["青浦区", "1O", "", "9"]), Qingpu("人民调解二", "青浦区2018年度人民调解统计表", ["青浦区", "1I", "", "9"]));
        var path = await _desk.SheetAsync("g.xlsx");
        Assert.Equal(["人民调解 第 4 行  row 4", "人民调解二 第 4 行  row 4"], Desk.Lines(path).Select(line => line.Split('|')[0]).Where(label => label.EndsWith("row 4", StringComparison.Ordinal)));
        Assert.Equal(["人民调解!B4 1O → 10", "人民调解二!B4 1I → 11"], Told(_desk.Read(Desk.Edit(path, ("D9", "10"), ("D13", "11")))!));
    }

    [Fact]
    public async Task A_cell_that_stands_in_several_rows_is_changed_once_or_alike()
    {
        _desk.Write("h.xlsx", Qingpu("人民调解", "青浦区2017年度人民调解统计表", ["青浦区", "1O", "", "9"], ["嘉定区", "2O", "", "9"]));
        var path = await _desk.SheetAsync("h.xlsx");
        Assert.Equal(["人民调解!A1 2017年度 → 2018年度"], Told(_desk.Read(Desk.Edit(path, ("B10", "2018年度")))!));
        Assert.Equal(["人民调解!A1 2017年度 → 2018年度"], Told(_desk.Read(Desk.Edit(path, ("B9", "2018年度")))!));
        var torn = Desk.Edit(path, ("B9", "2019年度"));
        Assert.Equal("correction-sheet-conflict", Assert.Throws<AnalyticsException>(() => _desk.Read(torn)).Code);
    }

    [Fact]
    public async Task A_title_is_a_column_of_its_own_and_shown_once()
    {
        _desk.Write("d.xlsx", Qingpu("人民调解", "青浦区2017年13月人民调解统计表", ["青浦区", "10876", "", "10388"], ["嘉定区", "8120", "", "7700"]));
        var path = await _desk.SheetAsync("d.xlsx");
        Assert.StartsWith("位置  Place|【表题 A1】期间  Title A1: Period|填报单位|", Desk.Lines(path, 8)[0], StringComparison.Ordinal);
        Assert.Equal(2, Desk.Lines(path, 8).Length);
        Assert.Equal(["人民调解!A1 2017年13月 → 2017年"], Told(_desk.Read(Desk.Edit(path, ("B9", "2017年")))!));
    }

    [Fact]
    public async Task A_month_of_a_wide_form_is_the_cell_it_stands_in()
    {
        var path = await _desk.SheetAsync("e.csv", "嘉定区2023年人民调解受理情况,,\n单位,1月,2月\n嘉定区,1O0,2O0\n青浦区,7,8\n");
        Assert.StartsWith("第 3 行  row 3|嘉定区|1O0|2O0|", Desk.Lines(path, 9).Single(), StringComparison.Ordinal);
        Assert.Equal(["!B3 1O0 → 100", "!C3 2O0 → 200"], Told(_desk.Read(Desk.Edit(path, ("C9", "100"), ("D9", "200")))!));
    }

    [Fact]
    public async Task Cells_that_were_changed_come_back_with_what_they_held()
    {
        var sheet = await ReturnedAsync(("B4", " 甲某 "), ("B5", "漏打一位"), ("D9", new SheetCell(CellKind.Number, "8120")), ("E10", "2900"));
        Assert.Equal(["!C3 8l20 → 8120", "!D4 3100 → 2900"], Told(sheet));
        Assert.Equal(("inbox/a.csv", "甲某", "漏打一位", "B4", 0), (sheet.File, sheet.By, sheet.Reason, sheet.ByAddress, sheet.Notes.Count));
    }

    [Fact]
    public async Task A_percentage_typed_into_text_is_written_with_its_sign() => Assert.Equal(["!E3 94.8% → 95.5%", "!E4  → 0.5%"],
        Told(await ReturnedAsync(("F9", new SheetCell(CellKind.Number, "0.955", "0.0%")), ("F10", new SheetCell(CellKind.Number, "0.005", "0%")))));

    [Fact]
    public async Task Nothing_changed_is_nothing_returned()
    {
        var sheet = await ReturnedAsync(("D9", "8l20 "));
        Assert.Equal((0, 0, ""), (sheet.Changes.Count, sheet.Notes.Count, sheet.By));
    }

    [Fact]
    public async Task What_is_written_beside_the_cells_is_left_aside_and_told()
    {
        var sheet = await ReturnedAsync(("D9", "8120"), ("Z9", "这里错了"), ("A12", "补一行"), ("说明!B7", "好"), ("A2", "x"));
        Assert.Single(sheet.Changes);
        Assert.Equal("更正表.xlsx：有 4 个单元格不在可更正之列（更正!Z9、更正!A12、说明!B7、更正!A2），其中所填未采用。", sheet.Notes.Single().Describe(Language.Chinese));
    }

    [Fact]
    public async Task Rows_and_columns_that_moved_refuse_the_sheet()
    {
        foreach (var change in (Action<List<List<SheetCell>>>[])[rows => rows.Reverse(8, 2), rows => rows.RemoveAt(8), rows => rows.Insert(0, []),
            rows => rows.ForEach(row => row.Insert(0, SheetCell.Empty)), rows => rows[7].Reverse(2, 3)])
        {
            var path = Desk.EditRows(await _desk.SheetAsync(), "更正", change);
            Assert.Equal("correction-sheet-moved", Assert.Throws<AnalyticsException>(() => _desk.Read(path)).Code);
        }
    }

    [Fact]
    public async Task A_key_that_is_gone_or_was_changed_refuses_the_sheet()
    {
        Assert.Equal("correction-sheet-damaged", (await RefusedAsync(("_analytics!B3", "inbox/b.csv"))).Code);
        var path = Desk.Without(await _desk.SheetAsync(), "_analytics");
        Assert.Equal("correction-sheet-damaged", Assert.Throws<AnalyticsException>(() => _desk.Read(path)).Code);
    }

    [Fact]
    public async Task An_emptied_cell_is_refused_by_name()
    {
        var refused = await RefusedAsync(("D9", ""), ("E10", ""));
        Assert.Equal("correction-sheet-cleared", refused.Code);
        Assert.Contains("D9、E10", refused.Describe(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_percentage_that_lost_its_sign_is_refused()
    {
        WrittenRow Row(params WrittenCell[] cells) => new(cells);
        _desk.Write("f.xlsx", new WrittenSheet("表", [Row([.. "区县,年度,受理纠纷数,调解成功数,调解成功率".Split(',').Select(WrittenCell.Of)]),
            Row(WrittenCell.Of("青浦区"), WrittenCell.Of("2017年"), WrittenCell.Of("x"), WrittenCell.Of(10388m), WrittenCell.Of(0.955m, "0.0%"))]));
        var path = await _desk.SheetAsync("f.xlsx");
        Assert.Equal(["表!E2 0.955 → 0.945"], Told(_desk.Read(Desk.Edit(path, ("F9", new SheetCell(CellKind.Number, "0.945", "0.0%"))))!));
        var bare = Desk.Edit(path, ("F9", new SheetCell(CellKind.Number, "94.5")));
        Assert.Equal("correction-sheet-percent", Assert.Throws<AnalyticsException>(() => _desk.Read(bare)).Code);
    }

    [Fact]
    public async Task Other_files_are_no_correction_sheets()
    {
        await _desk.ReadAsync("a.csv", Desk.Csv);
        _desk.Write("b.xlsx", new WrittenSheet("更正", [new([WrittenCell.Of("更正")])]), new WrittenSheet("_analytics", []));
        _desk.Folder.Write("c.xlsx", "PK\u0003\u0004 and no more");
        Assert.All(["a.csv", "b.xlsx", "c.xlsx", "none.xlsx"], name => Assert.Null(_desk.Read(_desk.Folder[name])));
    }

    // What an office types, whatever it is, comes back for the cells it was typed into and for no other.
    [Fact]
    public async Task Whatever_is_typed_comes_back_for_just_those_cells()
    {
        var sheet = await _desk.SheetAsync();
        var original = await File.ReadAllBytesAsync(sheet, TestContext.Current.CancellationToken);
        var cells = new Dictionary<string, string> { ["B9"] = "A3", ["C9"] = "B3", ["D9"] = "C3", ["E9"] = "D3", ["B10"] = "A4", ["D10"] = "C4", ["F10"] = "E4" };
        var text = Gen.Elements("8", "1,2", "％", "_x0041_", "\n", "区", "&<>\"'", "𠮷", "—").ListOf().Select(string.Concat)
            .Where(one => CorrectionKey.Plain(one).Length > 0 && CorrectionKey.Plain(one) == one);
        var typed = Gen.SubListOf(cells.Keys.ToArray()).SelectMany(some => text.ArrayOf(some.Count).Select(texts => some.Zip(texts).ToArray()));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(typed.ToArbitrary(), changes =>
        {
            File.WriteAllBytes(sheet, original);
            var back = _desk.Read(Desk.Edit(sheet, [.. changes.Select(one => (one.First, (object)one.Second))]))!;
            Assert.Equal(changes.Select(one => (cells[one.First], one.Second)).Order(), back.Changes.Select(one => (one.Address, one.Value)).Order());
        }));
    }
}
