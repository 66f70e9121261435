using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// <summary>What a job works with: its sources, the next version, and where rejects go.</summary>
public sealed class JobContext
{
    readonly Job _job;
    readonly LoadSession _load;
    readonly RunInputs _inputs;
    readonly JobResults _results;
    readonly RunOptions _options;
    readonly Action<ReadProgress> _tell;

    internal JobContext(Job job, LoadSession load, RunInputs inputs, JobResults results, RunOptions options,
        Action<ReadProgress> tell)
    {
        (_job, _load, _inputs, _results) = (job, load, inputs, results);
        (_options, _tell) = (options, tell);
    }

    /// <summary>The files in the job's inbox, in ordinal order: <c>inbox/simulated/2017/310104.csv</c>. Empty without
    /// an inbox.</summary>
    public IReadOnlyList<string> InboxFiles => _inputs[_job].Inbox;

    /// <summary>The beginning of their paths. Given to <see cref="LoadFactsAsync"/> it stands for all of them, those
    /// that are gone since an earlier load included.</summary>
    public string InboxFolder => Inboxes.FolderOf(_job);

    /// <summary>What the job reads but its inbox: <see cref="Job.Inputs"/>, what its patterns found, and those files of
    /// the workspace that exist.</summary>
    public IReadOnlyList<string> Inputs => _inputs[_job].Inputs;

    /// <summary>The folder that <see cref="Job.Inputs"/> are relative to.</summary>
    public string ContentRoot => _options.ContentRoot;

    /// <summary>The instant of the load.</summary>
    public DateTimeOffset ReceivedAt => _options.Now;

    /// <summary>The version that is built, for what the other members do not do.</summary>
    public LoadSession Load => _load;

    /// <summary>The UTC day of the load.</summary>
    public DateOnly ReceivedOn => DateOnly.FromDateTime(ReceivedAt.UtcDateTime);

    /// <summary>The epoch that facts of this load carry.</summary>
    public long Epoch => _load.Epoch;

    /// <summary>What the job writes by: its version and the schema.</summary>
    public string JobVersion => $"{_job.Name} {_job.Version} {Warehouse.SchemaVersion}";

    /// <summary>Says that not all could be read this time: what was is loaded, and the next run tries again.</summary>
    public void LeaveIncomplete() => IsIncomplete = true;

    internal bool IsIncomplete { get; private set; }

    internal long RowsRead { get; private set; }

    internal FactCounts Facts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>One of the job's files.</summary>
    /// <exception cref="ArgumentException">The path is neither among <see cref="Inputs"/> nor among
    /// <see cref="InboxFiles"/>.</exception>
    public Source Open(string path) => Inputs.Contains(path) || InboxFiles.Contains(path) ? _inputs.Sources[path]
        : throw new ArgumentException($"'{path}' is not among the inputs of job {_job.Name}.", nameof(path));

    /// <summary>The decisions of the workspace, with those a preview is about.</summary>
    /// <exception cref="AnalyticsException"><c>ledger-malformed</c>.</exception>
    public Contracts.Ledger ReadLedger() => _options.WorkspaceRoot is null ? Contracts.Ledger.Empty
        : Contracts.Ledger.Read(_options.WorkspaceRoot).With(_options.Decisions);

    /// <summary>The records of a CSV input; see <see cref="Source.ReadCsv"/>. What it refuses is a reject.</summary>
    public IEnumerable<CsvRow> ReadCsv(string path, params string[] expected)
    {
        foreach (var row in Open(path).ReadCsv(_job.Name, Refuse, expected))
        {
            RowsRead++;
            yield return row;
        }

        void Refuse(Reject reject)
        {
            RowsRead++;
            _results.Rejects.Add(reject);
        }
    }

    /// <summary>Counts and stores a row that is not loaded; the run goes on.</summary>
    public void Reject(string file, long row, string? column, string? found, string expected, string code) =>
        _results.Rejects.Add(new Reject(_job.Name, file, row, column, found, expected, code));

    /// <summary>Counts and stores a reject with all that is known of its place.</summary>
    public void Reject(Reject reject) => _results.Rejects.Add(reject);

    /// <summary>Records that a reject of an earlier load is one no longer.</summary>
    public void EndReject(RejectEnd end) => _results.Ended.Add(end);

    /// <summary>Tells what became of a received file, and counts its rows as read.</summary>
    public void Tell(FileOutcome file)
    {
        RowsRead += file.Rows.Read;
        _results.Files.Add(file);
    }

    /// <summary>Tells how far reading is.</summary>
    public void Tell(ReadProgress read) => _tell(read);

    /// <summary>Inserts or replaces rows of a dimension; see <see cref="LoadSession.ReplaceAsync"/>.</summary>
    public Task<long> LoadDimensionAsync(string table, IReadOnlyList<string> keys, IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows, CancellationToken ct) => _load.ReplaceAsync(table, keys, columns, rows, ct);

    /// <summary>Records an input in <c>dim_file</c>; its key.</summary>
    public Task<long> LoadFileAsync(string path, CancellationToken ct)
    {
        var source = Open(path);
        return LoadFileAsync(source.Path, source.Sha256, source.Bytes, ct);
    }

    /// <summary>Records a file in <c>dim_file</c> that lies within an input: in an archive. Its key.</summary>
    public async Task<long> LoadFileAsync(string path, string sha256, long bytes, CancellationToken ct)
    {
        var key = StableKey.Of("file", path, sha256);
        // A file seen before keeps the day on which it was first received.
        await _load.ExecuteAsync("""
            INSERT INTO "dim_file" ("file_key", "path", "sha256", "bytes", "received_on")
            SELECT CAST($key AS bigint), CAST($path AS text), CAST($sha AS text), CAST($bytes AS bigint),
                CAST($on AS date)
            WHERE NOT EXISTS (SELECT 1 FROM "dim_file" WHERE "file_key" = $key)
            """, new Dictionary<string, object?>
        {
            ["key"] = key, ["path"] = path, ["sha"] = sha256, ["bytes"] = bytes, ["on"] = ReceivedOn,
        }, ct);
        return key;
    }

    /// <summary>Appends observations; see <see cref="LoadSession.AppendFactsAsync"/>.</summary>
    public async Task LoadFactsAsync(IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        IReadOnlyCollection<string> paths, CancellationToken ct) =>
        Count(await _load.AppendFactsAsync(columns, rows, paths, ReceivedOn, ct));

    /// <summary>Appends entries of registers; see <see cref="LoadSession.AppendDocumentsAsync"/>.</summary>
    public async Task LoadDocumentsAsync(IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        IReadOnlyCollection<string> paths, CancellationToken ct) =>
        Count(await _load.AppendDocumentsAsync(columns, rows, paths, ReceivedOn, ct));

    void Count(FactCounts added) => Facts = new(Facts.New + added.New, Facts.Unchanged + added.Unchanged,
        Facts.Corrected + added.Corrected, Facts.Revoked + added.Revoked);
}
