using Analytics.Cli;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Pipelines.Contracts;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Pipelines.Received;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>A workspace that received two files, and the correction sheets it sent out.</summary>
public sealed class SentOut : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2024, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public const string Days = "inbox/received/2024-03-01T090000Z/";

    internal Folder Folder { get; } = new();

    internal Desk Desk { get; } = new();

    public IReadOnlyList<WrittenCorrectionSheet> Sheets { get; private set; } = [];

    public static Workspace Open(string folder) => Workspace.Open(folder, Jobs.All, new Principal("office", [Principal.Office]), Clone.Root);

    public async ValueTask InitializeAsync()
    {
        var (ct, workspace) = (TestContext.Current.CancellationToken, Open(Folder.Path));
        await workspace.ReceiveAsync([Desk.Folder.Write("a.csv", Desk.Csv), Desk.Folder.Write("w.csv", """
            嘉定区2023年人民调解受理情况,,
            单位,1月,2月
            嘉定区,1O0,200
            """)], new(), false, Now, null, ct);
        Sheets = await workspace.ExportRejectsAsync(Desk.Folder["out"], null, ct);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        Desk.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class CorrectionTests(SentOut sent) : IClassFixture<SentOut>, IDisposable
{
    readonly Folder _desk = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    // The sheet of a.csv as it went out, filled in: rows 9 and 10 are 嘉定区 and 金山区.
    string Filled(params (string Cell, object Value)[] changes) => Desk.Edit(Copy(sent.Sheets[0].Path), changes);

    string Copy(string path)
    {
        File.Copy(path, _desk["更正表-a.xlsx"], overwrite: true);
        return _desk["更正表-a.xlsx"];
    }

    static Task<ReceiveReport> LoadAsync(Folder folder, string file, bool isDry = false, string? by = null, DateTimeOffset? now = null) =>
        SentOut.Open(folder.Path).ReceiveAsync([file], new ReceiveOptions(By: by), isDry, now ?? SentOut.Now.AddDays(1), null, Token);

    // Who holds the writer's place notes itself there; that is no data.
    (string, DateTime, string)[] State() => [.. sent.Folder.State().Where(file => !Path.GetFileName(file.Item1).StartsWith(".writer", StringComparison.Ordinal))];

    // Nothing is written by what is refused.
    async Task<AnalyticsException> RefusedAsync(string file, string? by = null)
    {
        var before = State();
        var refused = await Assert.ThrowsAsync<AnalyticsException>(() => LoadAsync(sent.Folder, file, by: by));
        Assert.Equal(before, State());
        return refused;
    }

    static async Task<string[]> FactsAsync(Folder folder)
    {
        await using var reader = await Warehouse.Open(folder.Path, Engines.Default).OpenReaderAsync(Token);
        var table = await reader.QueryAsync("""
            SELECT d."path", f."cell", f."printed_text", f."value", f."note" FROM "fact_observation" f JOIN "dim_file" d ON d."file_key" = f."file_key"
            WHERE f."dataset" = 'office' AND NOT f."is_revoked" ORDER BY d."path", f."row_number", f."cell", f."epoch"
            """, new Dictionary<string, object?>(), null, Token);
        return [.. Enumerable.Range(0, table.RowCount).Select(row =>
            $"{Path.GetFileName(table.Text(row, "path"))} {table[row, "cell"]} {table[row, "printed_text"]} {Convert.ToDecimal(table[row, "value"]):0.##} {table[row, "note"]}".TrimEnd())];
    }

    static async Task<string[]> OpenAsync(Folder folder, string severity = "reject")
    {
        var table = await SentOut.Open(folder.Path).FindingsAsync([severity], Token);
        return [.. Enumerable.Range(0, table.RowCount).Select(row => $"{Path.GetFileName(table.Text(row, "path"))} {table.Text(row, "cell")} {table.Text(row, "rule")}")];
    }

    [Fact]
    public async Task Each_file_with_rejects_gets_a_sheet_and_no_sheet_is_replaced()
    {
        Assert.Equal([(SentOut.Days + "a.csv", "更正表-a.xlsx", 2), (SentOut.Days + "w.csv", "更正表-w.xlsx", 1)],
            sent.Sheets.Select(sheet => (sheet.File, Path.GetFileName(sheet.Path), sheet.Rejects)));
        var workspace = SentOut.Open(sent.Folder.Path);
        var folder = Path.GetDirectoryName(Filled())!;
        var again = await workspace.ExportRejectsAsync(folder, "a.csv", Token);
        Assert.Equal(["更正表-a-2.xlsx"], again.Select(sheet => Path.GetFileName(sheet.Path)));
        Assert.Equal(File.ReadAllBytes(sent.Sheets[0].Path), File.ReadAllBytes(again[0].Path));
        Assert.Equal(again, await workspace.ExportRejectsAsync(folder, "a.csv", Token));
    }

    [Fact]
    public async Task A_dry_run_lists_the_decisions_and_writes_nothing()
    {
        var before = State();
        var report = await LoadAsync(sent.Folder, Filled(("B4", "甲某"), ("D9", "8120")), isDry: true);
        var decision = Assert.Single(Assert.Single(report.Corrections).Decisions);
        Assert.Equal(("", "C3", "8l20", "8120", "甲某", "correction sheet 更正表-a.xlsx"),
            (decision.Id, decision.Address, decision.Found, decision.Value, decision.DecidedBy, decision.Reason));
        Assert.Equal(1, Assert.Single(report.Outcome.Files).Findings.Count(finding => finding.Severity == FindingSeverity.Reject));
        Assert.Equal(before, State());
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_sheet_that_comes_back_closes_its_rejects_once()
    {
        using var folder = new Folder().CopyFrom(sent.Folder.Path);
        var file = Filled(("B4", "甲某"), ("B5", "漏打一位"), ("D9", new Analytics.Pipelines.Sheets.SheetCell(Analytics.Pipelines.Sheets.CellKind.Number, "8120")), ("E10", "2900"));
        var report = await LoadAsync(folder, file);
        Assert.Equal(["D-0001 C3 8l20 8120 甲某 漏打一位", "D-0002 D4 3100 2900 甲某 漏打一位"], Ledger.Read(folder.Path).Decisions
            .Select(one => $"{one.Id} {one.Address} {one.Found} {one.Value} {one.DecidedBy} {one.Reason}"));
        Assert.Equal(["w.csv B3 digit-lookalike"], await OpenAsync(folder));
        const string note = "(漏打一位;甲某,2024-03-02T09:00:00Z)";
        Assert.Equal(["a.csv C2 10876 10876", "a.csv D2 10388 10388", "a.csv E2 95.5% 95.5", $"a.csv C3 8l20 8120 更正 8l20 → 8120{note}", "a.csv D3 7700 7700",
            "a.csv E3 94.8% 94.8", "a.csv C4 3000 3000", $"a.csv D4 3100 2900 更正 3100 → 2900{note}", "w.csv C3 200 200"], await FactsAsync(folder));
        Assert.Equal(["corrected", "corrected"], (await SentOut.Open(folder.Path).RunLogAsync(2, Token)).Detail.Ended!.Select(one => one.End.Outcome));
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Directory.GetFiles(folder[Workspace.CorrectionSheets]).Single()));
        Assert.Single(Directory.GetFiles(folder[SentOut.Days]), path => path.EndsWith("a.csv", StringComparison.Ordinal));
        Assert.True(report.Run!.Load.Version.Epoch > 1);

        var ledger = File.ReadAllText(folder[Ledger.Path]);
        var again = await LoadAsync(folder, file, now: SentOut.Now.AddDays(2));
        Assert.Equal((0, 1, true), (again.Corrections.Count, again.Known.Count, again.Run!.Load.IsUnchanged));
        Assert.Equal(ledger, File.ReadAllText(folder[Ledger.Path]));
        Assert.Equal("correction-sheet-unchanged", (await Assert.ThrowsAsync<AnalyticsException>(() => LoadAsync(folder, Copy(sent.Sheets[0].Path)))).Code);
        // Filled in alike and saved anew, it is another file that decides the same.
        var saved = await LoadAsync(folder, Filled(("B4", "乙某"), ("D9", "8120"), ("E10", "2800")));
        Assert.Equal(["D4 2800"], saved.Corrections.Single().Decisions.Select(one => $"{one.Address} {one.Value}"));
        Assert.Equal("更正表-a.xlsx：其中 1 处此前已作同样更正。", saved.Corrections[0].Notes.Single().Describe(Language.Chinese));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_correction_expires_when_the_file_is_replaced_and_its_sheet_too()
    {
        using var folder = new Folder().CopyFrom(sent.Folder.Path);
        await LoadAsync(folder, Filled(("D9", "8120"), ("E10", "2900")), by: "甲某");
        folder.Write(SentOut.Days + "a.csv", Desk.Csv.Replace("8l20", "8130", StringComparison.Ordinal));
        var workspace = SentOut.Open(folder.Path);
        await workspace.RunAsync(SentOut.Now.AddDays(3), null, Token);
        Assert.Contains("a.csv C3 correction-expired", await OpenAsync(folder, "warn"));
        Assert.Equal(8130m, decimal.Parse((await FactsAsync(folder)).Last(fact => fact.StartsWith("a.csv C3", StringComparison.Ordinal)).Split(' ')[3]));
        var other = await LoadAsync(folder, Filled(("D9", "8125"), ("E10", "2800")), by: "乙某");
        Assert.Equal(["D4 2800"], other.Corrections.Single().Decisions.Select(one => $"{one.Address} {one.Value}"));
        Assert.Equal(["correction-source-changed", "correction-cells-expired"], other.Corrections[0].Notes.Select(note => note.Code));
        await workspace.RevokeAsync("w.csv", "误报", "王某", SentOut.Now.AddDays(5), null, Token);
        Assert.Empty(await workspace.ExportRejectsAsync(_desk["o"], "w.csv", Token));
        Assert.Equal("correction-sheet-expired", (await Assert.ThrowsAsync<AnalyticsException>(() => LoadAsync(folder, Filled(("D9", "8126")), by: "乙某"))).Code);
    }

    [Fact]
    public async Task Rejects_of_a_file_that_changed_since_the_run_are_not_exported()
    {
        using var folder = new Folder().CopyFrom(sent.Folder.Path);
        folder.Write(SentOut.Days + "w.csv", "x,y\n1,2\n");
        Assert.Equal("rejects-outdated", (await Assert.ThrowsAsync<AnalyticsException>(
            () => SentOut.Open(folder.Path).ExportRejectsAsync(_desk["o"], null, Token))).Code);
        Assert.False(Directory.Exists(_desk["o"]));
    }

    // The worked case of the domain: 10388 of 10876, of which a digit was lost; and a month of a wide form.
    [Fact, Trait("Speed", "Slow")]
    public async Task An_analyst_reads_1388_as_10388()
    {
        using var folder = new Folder().CopyFrom(sent.Folder.Path);
        folder.Write(SentOut.Days + "q.csv", "区县,年度,受理纠纷数,调解成功数,调解成功率\n青浦区,2018年,10876,1388,95.5%\n");
        var workspace = SentOut.Open(folder.Path);
        await workspace.RunAsync(SentOut.Now.AddDays(1), null, Token);
        Assert.Contains("q.csv E2 rate-of-counts", await OpenAsync(folder, "warn"));
        await workspace.CorrectAsync("q.csv", "", "d2", "10388", "区里来电更正", "王某", SentOut.Now.AddDays(2), null, Token);
        Assert.Contains("q.csv D2 1388 10388 更正 1388 → 10388(区里来电更正;王某,2024-03-03T09:00:00Z)", await FactsAsync(folder));
        Assert.DoesNotContain("q.csv E2 rate-of-counts", await OpenAsync(folder, "warn"));
        await workspace.CorrectAsync("w.csv", "", "B3", "100", "形近", "王某", SentOut.Now.AddDays(3), null, Token);
        Assert.DoesNotContain("w.csv B3 digit-lookalike", await OpenAsync(folder));
        Assert.DoesNotContain("w.csv B3 correction-expired", await OpenAsync(folder, "warn"));
        Assert.Equal(("1O0", "100"), Ledger.Read(folder.Path).Decisions.Select(one => (one.Found, one.Value)).Last());
        await workspace.CorrectAsync("q.csv", "", "D2", "10389", "再更正", "王某", SentOut.Now.AddDays(4), null, Token);
        Assert.Equal("1388", Ledger.Read(folder.Path).Decisions[^1].Found);
    }

    [Theory]
    [InlineData("nothing.csv", "D2", "王某", "received-file-unknown")]
    [InlineData("a.csv", "Z9", "王某", "received-cell-unknown")]
    [InlineData("a.csv", "D2", " ", "decision-incomplete")]
    public async Task A_correction_names_a_cell_that_is_read_and_who_decided(string file, string cell, string by, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AnalyticsException>(() => SentOut.Open(sent.Folder.Path)
            .CorrectAsync(file, "", cell, "1", "因", by, SentOut.Now, null, Token))).Code);

    [Fact]
    public async Task A_sheet_without_a_name_names_the_cell_to_fill_in()
    {
        var refused = await RefusedAsync(Filled(("D9", "8120")));
        Assert.Equal(("correction-sheet-nameless", "B4"), (refused.Code, refused.Facts["cell"]));
    }

    [Fact]
    public async Task A_sheet_of_which_nothing_was_changed_is_refused() =>
        Assert.Equal("correction-sheet-unchanged", (await RefusedAsync(Filled(("B4", "甲某")))).Code);

    [Fact]
    public async Task A_sheet_whose_rows_moved_is_refused_whole() => Assert.Equal("correction-sheet-moved",
        (await RefusedAsync(Desk.EditRows(Filled(("B4", "甲某"), ("D9", "8120")), "更正", rows => rows.Insert(8, [])))).Code);

    [Fact]
    public async Task A_sheet_of_another_workspace_is_refused()
    {
        using var desk = new Desk();
        Assert.Equal("correction-sheet-file-unknown", (await RefusedAsync(Desk.Edit(await desk.SheetAsync("z.csv", Desk.Csv + "\n"), ("D9", "8120"), ("B4", "甲某")))).Code);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Where_no_reject_is_open_nothing_is_exported()
    {
        using var office = new Folder();
        var (output, error) = (new StringWriter(), new StringWriter());
        using var folder = new Folder();
        await SentOut.Open(folder.Path).RunAsync(SentOut.Now, null, Token);
        Assert.Equal(0, await CommandLine.RunAsync(["etl", "rejects", "--export", office["none"], "--folder", folder.Path], output, error));
        Assert.Equal(("没有尚未了结的拒收。", false), (output.ToString().Trim(), Directory.Exists(office["none"])));
    }

    async Task<string> OutputAsync(params string[] words)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        Assert.Equal((0, ""), (await CommandLine.RunAsync([.. words, "--folder", sent.Folder.Path], output, error), error.ToString()));
        return output.ToString();
    }

    [Fact]
    public async Task Rejects_are_listed_by_file_with_counts_and_sentences()
    {
        var listed = await OutputAsync("etl", "rejects");
        Assert.Contains(SentOut.Days + "a.csv  拒收 2 处\n", listed, StringComparison.Ordinal);
        Assert.Matches("– +D4 +调解成功数 +3100 +settled-within-accepted +调解成功数不能多于受理数", listed);
        Assert.EndsWith("共 3 处，2 个文件。\n", listed, StringComparison.Ordinal);
        Assert.Matches("reject +– +B3 .*digit-lookalike +B3", await OutputAsync("etl", "rejects", "--all", "--file", "w.csv", "--lang", "en"));
        Assert.Contains(",D4,", await OutputAsync("etl", "rejects", "--csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_a_sheet_tells_each_decision() => Assert.Contains("更正表-a.xlsx  更正表，对应 " + SentOut.Days + "a.csv：更正 1 处\n     C3 “8l20” → “8120”（甲某：",
        await OutputAsync("etl", "load", Filled(("B4", "甲某"), ("D9", "8120")), "--dry-run"), StringComparison.Ordinal);
}
