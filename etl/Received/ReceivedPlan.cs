using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;

namespace Analytics.Etl.Received;

/// A file of the inbox that must be read again. The outcome is known before where a decision says it: revoked.
sealed record PlannedFile(string Path, string Sha256, string Fingerprint, string? Outcome);

/// Which files of the inbox are new, changed, decided upon or gone since the last load.
sealed class ReceivedPlan
{
    readonly SortedDictionary<string, string> _firstBySha = new(StringComparer.Ordinal);

    ReceivedPlan(IReadOnlyList<PlannedFile> toRead, IReadOnlyList<string> gone) => (ToRead, Gone) = (toRead, gone);

    public IReadOnlyList<PlannedFile> ToRead { get; }

    /// Files that have left the inbox.
    public IReadOnlyList<string> Gone { get; }

    /// The paths whose facts are told anew by this load: each file itself, and all within it where it is an archive.
    public IReadOnlyList<string> Touched =>
        [.. ToRead.Select(file => file.Path).Concat(Gone).SelectMany(path => new[] { path, path + "/" })];

    public static ReceivedPlan Of(JobContext context, ReceivedOrigin origin, ReceivedStates states,
        Ledger ledger)
    {
        var rules = Hash(context.Inputs.Where(path => path != Ledger.Path)
            .Select(path => $"{path} {context.Open(path).Sha256}"));
        var files = context.InboxFiles.Where(origin.Takes).Select(context.Open).Select(source =>
            new PlannedFile(source.Path, source.Sha256, Hash([source.Sha256, rules,
                ledger.FingerprintOf(source.Path, source.Sha256), .. InnerDecisions(ledger, source.Path)]),
            ledger.IsRevoked(source.Sha256) ? "revoked" : null)).ToArray();
        var gone = states.All.Select(state => state.Path)
            .Where(path => !files.Any(file => IsOrHolds(file.Path, path))).Order(StringComparer.Ordinal).ToArray();
        var changed = files.Where(file => states[file.Path]?.Fingerprint != file.Fingerprint).ToHashSet();
        // What was left out as a copy is read again when the file it is a copy of goes or changes.
        var shas = states.All.Where(state => gone.Contains(state.Path)
            || changed.Any(file => IsOrHolds(file.Path, state.Path))).Select(state => state.Sha256).ToHashSet();
        foreach (var copy in states.All.Where(state => state.Outcome == "duplicate" && shas.Contains(state.Sha256)))
            changed.UnionWith(files.Where(file => IsOrHolds(file.Path, copy.Path)));
        var plan = new ReceivedPlan([.. files.Where(changed.Contains)], gone);
        foreach (var file in files.Where(file => file.Outcome is null)) plan.Note(file.Sha256, file.Path);
        foreach (var state in states.All.Where(state => state.Outcome == "loaded"
            && files.Any(file => !changed.Contains(file) && IsOrHolds(file.Path, state.Path))))
            plan.Note(state.Sha256, state.Path);
        return plan;
    }

    /// The file that counts of all with one content: the first by path.
    public string FirstOf(string sha256, string path)
    {
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
    public IEnumerable<string> Paths(ReceivedStates states) => states.All.Select(state => state.Path)
        .Where(path => Gone.Contains(path) || ToRead.Any(file => IsOrHolds(file.Path, path)));

    void Note(string sha256, string path)
    {
        if (!_firstBySha.TryGetValue(sha256, out var first) || string.CompareOrdinal(path, first) < 0)
            _firstBySha[sha256] = path;
    }

    static IEnumerable<string> InnerDecisions(Ledger ledger, string path) => ledger.Decisions
        .Where(decision => decision.File.StartsWith(path + "/", StringComparison.Ordinal))
        .Select(decision => $"{decision.Id} {decision.Kind} {decision.File}");

    static bool IsOrHolds(string file, string path) =>
        path == file || path.StartsWith(file + "/", StringComparison.Ordinal);

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
