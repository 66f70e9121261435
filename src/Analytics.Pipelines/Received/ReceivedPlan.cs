using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines.Contracts;

namespace Analytics.Pipelines.Received;

/// A file of the inbox that must be read again. The outcome is known before where a decision says it: revoked.
sealed record PlannedFile(string Path, string Sha256, string Fingerprint, string? Outcome)
{
    public bool IsUnreadable { get; init; }
}

/// Which files of the inbox are new, changed, decided upon or gone since the last load.
sealed class ReceivedPlan
{
    readonly SortedDictionary<string, string> _firstBySha = new(StringComparer.Ordinal);

    readonly Dictionary<string, string> _standing = new(StringComparer.Ordinal);

    ReceivedPlan(IReadOnlyList<PlannedFile> toRead, IReadOnlyList<string> gone) => (ToRead, Gone) = (toRead, gone);

    public IReadOnlyList<PlannedFile> ToRead { get; }

    /// Files that cannot be read this time: what is known of them stays.
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// Files that have left the inbox.
    public IReadOnlyList<string> Gone { get; }

    /// The paths whose facts are told anew by this load: each file itself, and all within it where it is an archive. A
    /// file of an archive that is gone too goes with it, once.
    /// <param name="kept">What could not be read after all.</param>
    public IReadOnlyList<string> TouchedBut(IReadOnlySet<string> kept) => [.. ToRead.Select(file => file.Path)
        .Where(path => !kept.Contains(path))
        .Concat(Gone.Where(path => !Gone.Any(outer => outer != path && IsOrHolds(outer, path))))
        .SelectMany(path => new[] { path, path + "/" })];

    public static ReceivedPlan Of(JobContext context, ReceivedStates states, Ledger ledger, Func<string, bool> takes)
    {
        var rules = Hash(context.Inputs.Where(path => path != Ledger.Path)
            .Select(path => $"{path} {context.Open(path).Sha256}").Prepend(context.JobVersion));
        var sources = context.InboxFiles.Where(takes).Select(context.Open).ToArray();
        var files = sources.Select(source => new PlannedFile(source.Path, source.Sha256,
            source.IsUnreadable ? states[source.Path]?.Fingerprint ?? ""
                : Hash([source.Sha256, rules, ledger.FingerprintOf(source.Path, source.Sha256),
                    .. InnerDecisions(ledger, source.Path, states)]),
            ledger.IsRevoked(source.Sha256) ? "revoked" : null) { IsUnreadable = source.IsUnreadable }).ToArray();
        var gone = states.All.Select(state => state.Path)
            .Where(path => !files.Any(file => IsOrHolds(file.Path, path))).Order(StringComparer.Ordinal).ToArray();
        var changed = files.Where(file => !file.IsUnreadable && states[file.Path]?.Fingerprint != file.Fingerprint)
            .ToHashSet();
        // What was left out as a copy is read again when the file it is a copy of goes or changes.
        var shas = states.All.Where(state => gone.Contains(state.Path)
            || changed.Any(file => IsOrHolds(file.Path, state.Path))).Select(state => state.Sha256).ToHashSet();
        foreach (var copy in states.All.Where(state => state.Outcome == "duplicate" && shas.Contains(state.Sha256)))
            changed.UnionWith(files.Where(file => IsOrHolds(file.Path, copy.Path)));
        changed.RemoveWhere(file => file.IsUnreadable);
        var plan = new ReceivedPlan([.. files.Where(changed.Contains)], gone)
        {
            Unreadable = [.. files.Where(file => file.IsUnreadable).Select(file => file.Path)],
        };
        foreach (var file in files.Where(file => file.Outcome is null)) plan.Note(file.Sha256, file.Path);
        foreach (var state in states.All.Where(state => state.Outcome == "loaded"
            && files.Any(file => !changed.Contains(file) && IsOrHolds(file.Path, state.Path))))
            plan._standing.TryAdd(state.Sha256, state.Path);
        return plan;
    }

    /// The file that counts of all with one content: one that is loaded and not read again, else the first by path.
    public string FirstOf(string sha256, string path)
    {
        if (_standing.TryGetValue(sha256, out var standing)) return standing;
        Note(sha256, path);
        return _firstBySha[sha256];
    }

    /// The day a folder of the inbox is named by: <c>inbox/received/2026-11-24/…</c>; null without one.
    public static DateOnly? DayOf(string path)
    {
        foreach (var part in path.Split('/').SkipLast(1))
            if (part.Length >= 10 && DateOnly.TryParseExact(part[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day))
                return day;
        return null;
    }

    /// The paths whose state this load replaces.
    public IEnumerable<string> Paths(ReceivedStates states, IReadOnlySet<string> kept) =>
        states.All.Select(state => state.Path).Where(path => Gone.Contains(path)
            || ToRead.Any(file => !kept.Contains(file.Path) && IsOrHolds(file.Path, path)));

    void Note(string sha256, string path)
    {
        if (!_firstBySha.TryGetValue(sha256, out var first) || string.CompareOrdinal(path, first) < 0)
            _firstBySha[sha256] = path;
    }

    // What is decided of a file in an archive, there or of a copy elsewhere, makes the archive be read again.
    static IEnumerable<string> InnerDecisions(Ledger ledger, string path, ReceivedStates states)
    {
        var inner = states.All.Where(state => state.Path.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(state => state.Sha256).ToHashSet();
        return ledger.Decisions.Where(decision => inner.Contains(decision.FileSha256)
                || decision.File.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(decision => $"{decision.Id} {decision.Kind} {decision.File}");
    }

    static bool IsOrHolds(string file, string path) =>
        path == file || path.StartsWith(file + "/", StringComparison.Ordinal);

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
