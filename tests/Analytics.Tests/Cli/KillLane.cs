using System.Diagnostics;
using Analytics.Delivery;
using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>One workspace that is killed again and again, and what it must hold by then.</summary>
sealed class KillLane : IDisposable
{
    const string Figures = "seeds/published/figures.csv";

    static readonly (string Id, string Cell, string Original)[] Changing =
    [
        ("qp2017_fazhi/mediation_succeeded/310118/2017", "mediation_succeeded,", "10388"),
        ("qp2017_fazhi/mediation_agreements/310118/2017", "mediation_agreements,", "8762"),
        ("qp2017_fazhi/enforcement_officers/310118/2017", "enforcement_officers,", "1692"),
    ];

    readonly Folder _content = new(), _folder = new();
    readonly Random _random;
    readonly string _text;
    readonly string[] _values = [.. Changing.Select(figure => figure.Original)];
    // What is published: each figure's values with the epoch that brought them.
    readonly List<(long Epoch, string Value)>[] _published = [.. Changing.Select(figure => new List<(long, string)>())];
    string[] _found = [];
    bool _isKilled;
    long _epoch, _figures, _runs;
    TimeSpan _duration;

    public KillLane(int seed)
    {
        _random = new Random(20261124 + seed);
        BuiltWorkspace.CopyContent(_content);
        foreach (var subject in new[] { "Litigation", "NormativeDocuments", "Reconsideration" })
            File.Delete(_content[$"etl/{subject}/report.json"]);
        _text = File.ReadAllText(_content[Figures]);
        Assert.All(Changing, figure => Assert.Contains($",{figure.Cell}{figure.Original},", _text, StringComparison.Ordinal));
    }

    public List<KillHit> Hits { get; } = [];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    Workspace Workspace => BuiltWorkspace.Open(_folder.Path, _content.Path);

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    public async Task RunAsync(int kills)
    {
        await CompleteAsync();
        Change();
        var started = Stopwatch.GetTimestamp();
        var ended = await BuiltProgram.EndAsync(Start());
        _duration = Stopwatch.GetElapsedTime(started);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        await HoldsAsync();
        for (var attempt = 0; Hits.Count < kills; attempt++)
        {
            Assert.True(attempt < 2 * kills, $"{Hits.Count} kills in {attempt} attempts");
            Change();
            if (!await KillAsync()) continue;
            await HoldsAsync();
            if (_random.Next(8) == 0) await RepairAsync();
            if (_random.Next(2) == 0) await CompleteAsync();
        }
        await CompleteAsync();
        await RepairAsync();
        Assert.Empty(_found);
        await RecordedOnceAsync();
    }

    async Task RepairAsync()
    {
        Assert.DoesNotContain(await Workspace.ExamineAsync(repair: true, Token), finding => finding.IsOpen);
        await HoldsAsync();
        Assert.DoesNotContain(_found, code => code != "pages-interrupted");
    }

    /// <summary>Gives at least one figure a value it never had.</summary>
    void Change()
    {
        _runs++;
        var sure = _random.Next(_values.Length);
        for (var i = 0; i < _values.Length; i++)
            if (i == sure || _random.Next(2) == 0) _values[i] = $"{20000 + 10 * _runs + i}";
        var text = _text;
        foreach (var (i, figure) in Changing.Index())
            text = text.Replace($",{figure.Cell}{figure.Original},", $",{figure.Cell}{_values[i]},", StringComparison.Ordinal);
        _content.Write(Figures, text);
    }

    Process Start() => BuiltProgram.Start("run", "--quiet", "--folder", _folder.Path, "--content", _content.Path);

    /// <summary>Kills a run at a random moment; false where it had ended by then.</summary>
    async Task<bool> KillAsync()
    {
        var moment = KillMoment.Next(_random, _folder, _epoch + 1, _duration);
        using var process = Start();
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await moment.WaitAsync(process);
        process.Kill();
        await process.WaitForExitAsync(Token);
        var told = await reading;
        if (process.ExitCode == 128 + 9)
        {
            return _isKilled = true;
        }
        Assert.Equal((0, ""), (process.ExitCode, told[1]));
        await HoldsAsync();
        return false;
    }

    async Task CompleteAsync()
    {
        await Workspace.RunAsync(BuiltWorkspace.Now.AddHours(_runs), null, Token);
        await HoldsAsync();
        Assert.DoesNotContain(_found, code => code is "leftover" or "version-unpublished" or "pages-interrupted");
        // Served, kept, and one more where a kill hit the removal of the oldest.
        Assert.InRange(Directory.EnumerateFiles(_folder["warehouse"], "*.duckdb").Count(), 1, 3);
        Assert.Equal(_values, _published.Select(values => values[^1].Value));
        if (_random.Next(4) == 0)
        {
            var again = await Workspace.RunAsync(BuiltWorkspace.Now.AddHours(_runs), null, Token);
            Assert.True(again.Load.IsUnchanged && again.Pages.IsUnchanged);
        }
    }

    /// <summary>The pointer reads, the version opens, it holds what was published and no vintage more; the doctor finds
    /// nothing that needs someone.</summary>
    async Task HoldsAsync()
    {
        var store = Warehouse.Open(_folder.Path, Engines.Default);
        var current = store.Current();
        Assert.True(current?.Epoch == _epoch || current?.Epoch == _epoch + 1, $"epoch {current?.Epoch} after {_epoch}");
        var isNew = current!.Epoch > _epoch;
        _epoch = current.Epoch;
        if (isNew)
            foreach (var (i, values) in _published.Index())
                if (values.Count == 0 || values[^1].Value != _values[i]) values.Add((_epoch, _values[i]));
        await using (var reader = await store.OpenReaderAsync(Token))
        {
            var counts = await reader.QueryAsync("SELECT count(*) AS \"vintages\", count(DISTINCT \"figure_id\") AS \"figures\" FROM \"fact_observation\"",
                new Dictionary<string, object?>(), null, Token);
            if (_figures == 0) _figures = counts.Whole(0, "figures")!.Value;
            Assert.Equal(_figures, counts.Whole(0, "figures"));
            Assert.Equal(_figures + _published.Sum(values => values.Count - 1), counts.Whole(0, "vintages"));
            foreach (var (i, figure) in Changing.Index())
            {
                var found = await reader.QueryAsync("SELECT \"epoch\", \"printed_text\" FROM \"fact_observation\" WHERE \"figure_id\" = $id ORDER BY \"epoch\"",
                    new Dictionary<string, object?> { ["id"] = figure.Id }, null, Token);
                Assert.Equal(_published[i], Enumerable.Range(0, found.RowCount)
                    .Select(row => (found.Whole(row, "epoch")!.Value, found.Text(row, "printed_text")!)));
            }
        }
        var findings = await Workspace.ExamineAsync(repair: false, Token);
        Assert.DoesNotContain(findings, finding => finding.IsOpen);
        var codes = findings.Select(finding => finding.Code).ToArray();
        if (_isKilled) Hits.Add(HitOf(isNew, code => codes.Count(c => c == code) > _found.Count(c => c == code)));
        (_isKilled, _found) = (false, codes);
    }

    static KillHit HitOf(bool isPublished, Func<string, bool> isNew) => isPublished
        ? isNew("run-unrecorded") ? KillHit.Unrecorded
            : isNew("pages-interrupted") ? KillHit.PagesHalfWritten : KillHit.Published
        : isNew("version-unpublished") ? KillHit.Renamed
            : isNew("run-interrupted") ? KillHit.Prepared
            : isNew("leftover") ? KillHit.Building : KillHit.BeforeBuilding;

    /// <summary>The run records hold every epoch once, as many runs lay between.</summary>
    async Task RecordedOnceAsync()
    {
        await using var store = await Engines.Default.OpenReaderAsync(OperationalStore.Open(_folder.Path, Engines.Default).Path, Token);
        await using var command = store.CreateCommand();
        command.CommandText = "SELECT \"epoch\" FROM \"run\" WHERE \"outcome\" = 'published' ORDER BY \"epoch\"";
        await using var rows = await command.ExecuteReaderAsync(Token);
        var epochs = new List<long>();
        while (await rows.ReadAsync(Token)) epochs.Add(rows.GetInt64(0));
        Assert.Equal(Enumerable.Range(1, (int)_epoch).Select(epoch => (long)epoch), epochs);
    }
}
