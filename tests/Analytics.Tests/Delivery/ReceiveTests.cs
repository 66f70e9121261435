using System.IO.Compression;
using System.Text;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Pipelines;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>What offices send, through the whole program.</summary>
public sealed class ReceiveTests : IDisposable
{
    static readonly DateTimeOffset Monday = new(2023, 3, 6, 9, 0, 0, TimeSpan.Zero), Tuesday = Monday.AddDays(1), Wednesday = Monday.AddDays(2);

    readonly Folder _folder = new();
    readonly Folder _sent = new();
    readonly Folder _content = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _sent.Dispose();
        _content.Dispose();
    }

    Workspace Workspace => Workspace.Open(_folder.Path, Jobs.All, new Principal("office", [Principal.Office]),
        Directory.Exists(_content["etl"]) ? _content.Path : Clone.Root);

    static string Table(params string[] rows) => "区县,年度,受理纠纷数,调解成功数,调解成功率（％）\n" + string.Concat(rows.Select(row => row + "\n"));

    string Send(string name, params string[] rows)
    {
        _sent.Write(name, Table(rows));
        return _sent[name];
    }

    Task<ReceiveReport> LoadAsync(DateTimeOffset now, bool isDry = false, bool isStrict = false, params string[] files) =>
        Workspace.ReceiveAsync(files, new ReceiveOptions(IsStrict: isStrict), isDry, now, null, Token);

    async Task<double?> AcceptedAsync(string area, string year)
    {
        var answer = await Workspace.QueryAsync(new Query
        {
            Measures = ["mediation_accepted"], Datasets = [Principal.Office], Areas = [new AreaReference(area)], From = year, To = year,
        }, Token);
        return answer.Table.RowCount == 0 ? null : answer.Table.Number(0, "value");
    }

    // Who wrote last, and that a reader was there, is no data.
    IEnumerable<object> State() => [.. _folder.State().Where(file => !Path.GetFileName(file.Item1).StartsWith(".writer", StringComparison.Ordinal)).Cast<object>()];

    [Fact]
    public async Task A_file_loads_and_loading_it_again_changes_nothing()
    {
        var file = Send("a.csv", "青浦区,2022,10876,10388,95.5%", "嘉定,2022,8120,8000,98.5%");
        var first = await LoadAsync(Monday, files: file);
        var outcome = Assert.Single(first.Outcome.Files);
        Assert.Equal(("inbox/received/2023-03-06T090000Z/a.csv", "loaded", 6L), (outcome.Path, outcome.Outcome, outcome.Facts));
        Assert.Equal(new RowTally(3, 2, 0, 1, 0, 0, 0), outcome.Rows);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
        var before = State();
        var again = await LoadAsync(Tuesday, files: file);
        Assert.Equal(("a.csv", "inbox/received/2023-03-06T090000Z/a.csv"), Assert.Single(again.Known));
        Assert.True(again.Run!.Load.IsUnchanged);
        Assert.Equal(before, State());
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_restated_figure_is_listed_and_both_vintages_stay()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        var second = await LoadAsync(Tuesday, files: Send("b.csv", "青浦区,2022,10912,10388,95.2%"));
        var restated = second.Outcome.Restatements.Single(one => one.IndicatorCode == "MED-001");
        Assert.Equal(("青浦区", "2022年", 10876m, 10912m, "inbox/received/2023-03-06T090000Z/a.csv", "inbox/received/2023-03-07T090000Z/b.csv", new DateOnly(2023, 3, 7)),
            (restated.Area.Zh, restated.Period.Zh, restated.Before, restated.After, restated.FileBefore, restated.File, restated.PublishedOn));
        Assert.Equal(["MED-001", "MED-003"], second.Outcome.Restatements.Select(one => one.IndicatorCode));
        Assert.Equal(10912, await AcceptedAsync("310118", "2022"));
        var history = await Workspace.HistoryAsync("received/2023-03-06T090000Z/a.csv/mediation/MED-001/310118/2022", Token);
        Assert.Equal(["restated", "holds"], Enumerable.Range(0, history.RowCount).Select(row => history.Text(row, "standing")));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_dry_run_tells_what_the_load_then_does_and_writes_nothing()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        var (before, file) = (State(), Send("b.csv", "青浦区,2022,10912,10388,95.2%", "嘉定,2022,1万388,8000,98.5%"));
        var told = await LoadAsync(Tuesday, isDry: true, files: file);
        Assert.Equal(before, State());
        Assert.Null(told.Run);
        var done = await LoadAsync(Tuesday, files: file);
        Assert.Equal(told.Outcome.Restatements, done.Outcome.Restatements);
        Assert.Equal(told.Outcome.Files.Select(Told), done.Outcome.Files.Select(Told));
        Assert.NotEmpty(told.Outcome.Rejects);

        static string Told(FileOutcome one) => $"{one.Path} {one.Outcome} {one.Rows} {one.Facts} {string.Join('|', one.Findings.Select(f => f.Sentence.En))}";
    }

    [Fact]
    public async Task A_wrong_row_is_rejected_with_its_place_and_the_others_load()
    {
        var report = await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%", "嘉定区,2022,8120,8200,98.5%"));
        var reject = Assert.Single(report.Outcome.Rejects);
        Assert.Equal(("inbox/received/2023-03-06T090000Z/a.csv", 3L, "D3", "8200", "settled-within-accepted", (long?)Offset(3)),
            (reject.File, reject.Row, reject.Cell, reject.Found, reject.Code, reject.Offset));
        Assert.Equal((10876d, null), (await AcceptedAsync("310118", "2022"), await AcceptedAsync("310114", "2022")));
        var open = await Workspace.FindingsAsync(["reject"], Token);
        Assert.Equal((1, "8200", "D3"), (open.RowCount, open.Text(0, "found"), open.Text(0, "cell")));

        static int Offset(int row) => Encoding.UTF8.GetByteCount(string.Concat(
            Table("青浦区,2022,10876,10388,95.5%", "嘉定区,2022,8120,8200,98.5%").Split('\n').Take(row - 1).Select(line => line + "\n")));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task All_or_nothing_loads_nothing_where_a_row_is_rejected()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        var before = State();
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => LoadAsync(Tuesday, isStrict: true,
            files: Send("b.csv", "嘉定区,2022,8120,8200,98.5%", "金山区,2022,3000,2900,96.7%")));
        Assert.Equal(("load-strict", 1), (error.Code, error.Facts["rejects"]));
        Assert.Equal(before, State());
        Assert.Empty((await LoadAsync(Tuesday, isStrict: true, files: Send("c.csv", "金山区,2022,3000,2900,96.7%"))).Outcome.Rejects);
        Assert.Equal(3000, await AcceptedAsync("310116", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_revoked_file_takes_back_what_it_added_and_no_more()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        await LoadAsync(Tuesday, files: Send("b.csv", "青浦区,2022,10912,10388,95.2%", "金山区,2022,3000,2900,96.7%"));
        var run = await Workspace.RevokeAsync("b.csv", "报错了年份", "甲某", Wednesday, null, Token);
        Assert.Equal(6, run.Load.Steps.Sum(step => step.Facts.Revoked));
        Assert.Equal((10876d, null), (await AcceptedAsync("310118", "2022"), await AcceptedAsync("310116", "2022")));
        Assert.Equal("revoked", Assert.Single(run.Load.Outcome.Files).Outcome);
        Assert.Contains("报错了年份", File.ReadAllText(_folder["ledger/decisions.csv"]), StringComparison.Ordinal);
        Assert.True((await Workspace.RunAsync(Wednesday, null, Token)).Load.IsUnchanged);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_copy_counts_once_and_counts_again_when_the_first_is_gone()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        _folder.Write("inbox/received/z.csv", Table("青浦区,2022,10876,10388,95.5%"));
        var copied = await Workspace.RunAsync(Tuesday, null, Token);
        Assert.Equal(("inbox/received/z.csv", "duplicate"), copied.Load.Outcome.Files.Select(file => (file.Path, file.Outcome)).Single());
        File.Delete(_folder["inbox/received/2023-03-06T090000Z/a.csv"]);
        var gone = await Workspace.RunAsync(Wednesday, null, Token);
        Assert.Equal([("inbox/received/2023-03-06T090000Z/a.csv", "gone"), ("inbox/received/z.csv", "loaded")],
            gone.Load.Outcome.Files.Select(file => (file.Path, file.Outcome)));
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
    }

    [Fact]
    public async Task Only_what_is_new_is_read()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        var second = await LoadAsync(Tuesday, files: Send("b.csv", "嘉定区,2022,8120,8000,98.5%"));
        Assert.Equal(["inbox/received/2023-03-07T090000Z/b.csv"], second.Outcome.Files.Select(file => file.Path));
        Assert.Equal(["received"], second.Outcome.Steps.Where(step => !step.IsUnchanged).Select(step => step.Job));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_file_that_changes_in_place_restates_what_differs_and_revokes_what_left()
    {
        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,10876,10388,95.5%", "嘉定区,2022,8120,8000,98.5%"));
        await Workspace.RunAsync(Monday, null, Token);
        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,10912,10388,95.2%"));
        var step = (await Workspace.RunAsync(Tuesday, null, Token)).Load.Steps.Single(one => one.Job == "received");
        Assert.Equal((0L, 1L, 2L, 3L), (step.Facts.New, step.Facts.Unchanged, step.Facts.Corrected, step.Facts.Revoked));
        Assert.Equal((10912d, null), (await AcceptedAsync("310118", "2022"), await AcceptedAsync("310114", "2022")));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_corrected_cell_is_read_so_by_every_load_until_its_source_changes()
    {
        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,1388,10388,95.5%"));
        var first = await Workspace.RunAsync(Monday, null, Token);
        var id = Assert.Single(first.Load.Rejects).FindingId;
        var corrected = await Workspace.CorrectAsync("a.csv", "", "C2", "10876", "区里来电更正", "甲某", Tuesday, null, Token);
        Assert.Empty(corrected.Load.Rejects);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
        var figure = await Workspace.TraceAsync("received/a.csv/mediation/MED-001/310118/2022", Token);
        Assert.Equal(("1388", "C2"), (figure.Text(0, "printed_text"), figure.Text(0, "cell")));
        Assert.Contains("甲某", figure.Text(0, "note"), StringComparison.Ordinal);
        Assert.NotNull(id);

        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,10877,10388,95.5%"));
        var changed = await Workspace.RunAsync(Wednesday, null, Token);
        Assert.Contains(changed.Load.Outcome.Files.Single().Findings, finding => finding.Rule == "correction-expired");
        Assert.Equal(10877, await AcceptedAsync("310118", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Files_of_an_archive_load_and_leave_with_it()
    {
        using (var zip = ZipFile.Open(_sent["all.zip"], ZipArchiveMode.Create))
            foreach (var (name, row) in new[] { ("青浦.csv", "青浦区,2022,10876,10388,95.5%"), ("嘉定.csv", "嘉定区,2022,8120,8000,98.5%") })
                using (var entry = new StreamWriter(zip.CreateEntry(name).Open())) entry.Write(Table(row));
        _folder.Write("inbox/received/other.csv", Table("金山区,2022,3000,2900,96.7%"));
        var report = await LoadAsync(Monday, files: _sent["all.zip"]);
        Assert.Equal(["archive", "loaded", "loaded", "loaded"], report.Outcome.Files.Select(file => file.Outcome));
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
        Assert.True((await Workspace.RunAsync(Tuesday, null, Token)).Load.IsUnchanged);
        File.Delete(_folder["inbox/received/2023-03-06T090000Z/all.zip"]);
        Assert.Equal(6, (await Workspace.RunAsync(Tuesday, null, Token)).Load.Steps.Sum(step => step.Facts.Revoked));
        Assert.Null(await AcceptedAsync("310118", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_wrong_form_stops_what_needs_it_and_the_next_run_tries_again()
    {
        BuiltWorkspace.CopyContent(_content);
        var form = _content["etl/Mediation/forms/mediation-list.yaml"];
        var text = File.ReadAllText(form);
        File.WriteAllText(form, text.Replace("contract: mediation", "contract: mediaton", StringComparison.Ordinal));
        var report = await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        var failure = report.Outcome.Failures.Single(one => one.Job == "received");
        Assert.Contains("mediation-list.yaml:", failure.Error.Message, StringComparison.Ordinal);
        Assert.Contains(report.Outcome.Steps, step => step.Job == "published-figures" && step.Facts.New > 0);
        await Assert.ThrowsAsync<AnalyticsException>(() => Workspace.RunAsync(Tuesday, null, Token));
        File.WriteAllText(form, text);
        Assert.Empty((await Workspace.RunAsync(Tuesday, null, Token)).Load.Outcome.Failures);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
    }

    [Fact]
    public async Task Naming_a_form_is_a_decision_and_wants_a_name()
    {
        var file = Send("a.csv", "青浦区,2022,10876,10388,95.5%");
        var options = new ReceiveOptions(Form: "mediation-list");
        Assert.Equal("decider-missing", (await Assert.ThrowsAsync<AnalyticsException>(() =>
            Workspace.ReceiveAsync([file], options, false, Monday, null, Token))).Code);
        await Workspace.ReceiveAsync([file], options with { By = "甲某" }, false, Monday, null, Token);
        Assert.Contains("read-as", File.ReadAllText(_folder["ledger/decisions.csv"]), StringComparison.Ordinal);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
    }

    [Fact]
    public async Task A_missing_inbox_takes_nothing_back()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        Directory.Move(_folder["inbox"], _folder["unmounted"]);
        Assert.Equal("inbox-missing", (await Assert.ThrowsAsync<AnalyticsException>(() => Workspace.RunAsync(Tuesday, null, Token))).Code);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
        Directory.Move(_folder["unmounted"], _folder["inbox"]);
        Assert.Empty((await Workspace.RunAsync(Wednesday, null, Token)).Load.Outcome.Failures);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_revocation_may_be_taken_back()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        await Workspace.RevokeAsync("a.csv", "误报", "甲某", Tuesday, null, Token);
        Assert.Null(await AcceptedAsync("310118", "2022"));
        await Workspace.RevokeAsync("a.csv", "并未误报", "甲某", Wednesday, null, Token, isUndo: true);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_file_in_an_archive_is_revoked_with_its_copies()
    {
        using (var zip = ZipFile.Open(_sent["all.zip"], ZipArchiveMode.Create))
        using (var entry = new StreamWriter(zip.CreateEntry("青浦.csv").Open())) entry.Write(Table("青浦区,2022,10876,10388,95.5%"));
        await LoadAsync(Monday, files: [_sent["all.zip"], Send("copy.csv", "青浦区,2022,10876,10388,95.5%")]);
        Assert.Equal(10876, await AcceptedAsync("310118", "2022"));
        await Workspace.RevokeAsync("青浦.csv", "误报", "甲某", Tuesday, null, Token);
        Assert.Null(await AcceptedAsync("310118", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Loaded_together_or_one_by_one_the_last_to_come_holds()
    {
        await LoadAsync(Monday, files: Send("a.csv", "青浦区,2022,10876,10388,95.5%"));
        await LoadAsync(Monday.AddMinutes(5), files: Send("sub/a.csv", "青浦区,2022,10912,10388,95.2%"));
        Assert.Equal(10912, await AcceptedAsync("310118", "2022"));
        Directory.Delete(_folder["warehouse"], recursive: true);
        await Workspace.RunAsync(Wednesday, null, Token);
        Assert.Equal(10912, await AcceptedAsync("310118", "2022"));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_file_that_is_locked_keeps_its_figures_and_is_tried_again()
    {
        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,10876,10388,95.5%"));
        _folder.Write("inbox/received/b.csv", Table("嘉定区,2022,8120,8000,98.5%"));
        await Workspace.RunAsync(Monday, null, Token);
        _folder.Write("inbox/received/b.csv", Table("嘉定区,2022,8121,8000,98.5%"));
        using (new FileStream(_folder["inbox/received/a.csv"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var locked = await Workspace.RunAsync(Tuesday, null, Token);
            Assert.Equal([("inbox/received/a.csv", "unread"), ("inbox/received/b.csv", "loaded")],
                locked.Load.Outcome.Files.Select(file => (file.Path, file.Outcome)));
        }
        Assert.Equal((10876d, 8121d), (await AcceptedAsync("310118", "2022"), await AcceptedAsync("310114", "2022")));
        _folder.Write("inbox/received/a.csv", Table("青浦区,2022,10912,10388,95.2%"));
        await Workspace.RunAsync(Wednesday, null, Token);
        Assert.Equal(10912, await AcceptedAsync("310118", "2022"));
    }
}
