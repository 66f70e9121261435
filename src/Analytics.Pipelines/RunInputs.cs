using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines.Contracts;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines;

/// The files of a run as they are when it begins, and what each job depends on as one hash.
sealed class RunInputs
{
    readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    readonly Dictionary<Job, JobInputs> _ofJob = [];

    /// What a job reads: its inputs by path, those of its inbox, or what kept them from being read.
    public sealed record JobInputs(IReadOnlyList<string> Inputs, IReadOnlyList<string> Inbox,
        AnalyticsException? Failure, string Fingerprint);

    RunInputs(IReadOnlyList<Job> order) => Order = order;

    /// Jobs in the order they run.
    public IReadOnlyList<Job> Order { get; }

    public IReadOnlyDictionary<string, Source> Sources => _sources;

    /// Over all jobs.
    public string Fingerprint => Hash(Order.Select(job => $"{job.Name} {_ofJob[job].Fingerprint}"));

    public JobInputs this[Job job] => _ofJob[job];

    public static RunInputs Read(IReadOnlyList<Job> jobs, RunOptions options)
    {
        var inputs = new RunInputs(JobOrder.Of(jobs));
        Inboxes.RequireOwn(inputs.Order);
        foreach (var job in inputs.Order) inputs._ofJob.Add(job, inputs.Read(job, options));
        return inputs;
    }

    JobInputs Read(Job job, RunOptions options)
    {
        var needed = job.DependsOn.Select(name => _ofJob[Order.First(other => other.Name == name)].Fingerprint);
        try
        {
            string[] paths = [.. job.Inputs, .. job.InputPatterns.SelectMany(p => Matching(options.ContentRoot, p))];
            foreach (var path in paths)
                if (!_sources.ContainsKey(path)) _sources.Add(path, Source.Read(options.ContentRoot, path, job.Name));
            var own = job.WorkspaceInputs.Select(path => ReadOwn(job, path, options)).OfType<Source>().ToArray();
            var sent = Inboxes.Read(job, options);
            foreach (var source in sent.Concat(own)) _sources.TryAdd(source.Path, source);
            return new([.. paths, .. own.Select(source => source.Path)], [.. sent.Select(source => source.Path)], null,
                Hash([$"schema {Warehouse.SchemaVersion}", $"job {job.Name} {job.Version}",
                    .. paths.Select(path => _sources[path]).Concat(own).Concat(sent)
                        .Select(source => $"input {source.Path} {source.Sha256}").Order(StringComparer.Ordinal),
                    .. Decided(job, options), .. needed]));
        }
        catch (AnalyticsException failure)
        {
            // Never the hash of a state that was loaded.
            return new([], [], failure, Hash([$"failed {job.Name} {failure.Message}", .. needed]));
        }
    }

    // What a preview is about stands in no file yet.
    static IEnumerable<string> Decided(Job job, RunOptions options) => !job.WorkspaceInputs.Contains(Ledger.Path) ? []
        : options.Decisions.Select(decision => "decision " + string.Join('\u001f', decision.Cells));

    // A file of the workspace need not exist.
    static Source? ReadOwn(Job job, string path, RunOptions options) =>
        options.WorkspaceRoot is { } root && File.Exists(Path.Combine(root, path))
            ? Source.Read(root, path, job.Name) : null;

    // One star for a folder or a part of a name; none of them crosses a slash.
    static IEnumerable<string> Matching(string root, string pattern)
    {
        IEnumerable<string> found = [""];
        var parts = pattern.Split('/');
        foreach (var (index, part) in parts.Index())
            found = found.SelectMany(folder => Entries(Path.Combine(root, folder), part, index == parts.Length - 1)
                .Select(name => folder.Length == 0 ? name : $"{folder}/{name}"));
        return found.Order(StringComparer.Ordinal);
    }

    static IEnumerable<string> Entries(string folder, string part, bool isFile) => !Directory.Exists(folder) ? []
        : (isFile ? Directory.EnumerateFiles(folder, part) : Directory.EnumerateDirectories(folder, part))
            .Select(path => Path.GetFileName(path)!);

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
