namespace Analytics.Pipelines;

/// What lies in the inbox of a job: files come and go between runs, so they are looked for and not listed.
static class Inboxes
{
    const string Inbox = "inbox/";

    // Hidden files are left out, which is the default.
    static readonly EnumerationOptions Search = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    /// The beginning of the paths of a job's inbox files.
    public static string FolderOf(Job job) => $"{Inbox}{job.Inbox}/";

    /// Whether a file lies there only for a system's or a program's own sake: hidden, a lock of a spreadsheet.
    public static bool IsAside(string path) => path.Split('/').Any(part => part.StartsWith('.')
        || part.StartsWith("~$", StringComparison.Ordinal)
        || part.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || part.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase));

    /// The files of a job's inbox in ordinal order of path, with those a preview adds; empty without an inbox.
    public static IReadOnlyList<Source> Read(Job job, RunOptions options)
    {
        if (job.Inbox is null) return [];
        var places = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (options.WorkspaceRoot is { } root && Directory.Exists(Path.Combine(root, FolderOf(job))))
                foreach (var file in Directory.EnumerateFiles(Path.Combine(root, FolderOf(job)), "*", Search)
                    .Where(file => file.EndsWith(job.InboxEnding, StringComparison.OrdinalIgnoreCase)))
                    places.Add(Path.GetRelativePath(root, file).Replace('\\', '/'), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PipelineErrors.InputUnreadable(job.Name, FolderOf(job), e);
        }
        foreach (var (path, file) in options.Added)
            if (path.StartsWith(FolderOf(job), StringComparison.Ordinal)) places[path] = file;
        return [.. places.Where(place => job.InboxEnding.Length > 0 || !IsAside(place.Key)).Select(place =>
            job.InboxEnding.Length > 0 ? Source.ReadFile(place.Value, place.Key, job.Name)
                : Source.ReadIfPossible(place.Value, place.Key, job.Name))];
    }

    /// Facts of files that left a folder are revoked by its job, which must therefore own it.
    public static void RequireOwn(IReadOnlyList<Job> jobs)
    {
        foreach (var one in jobs.Where(job => job.Inbox is not null))
            if (jobs.FirstOrDefault(other => other != one && other.Inbox is not null
                && FolderOf(one).StartsWith(FolderOf(other), StringComparison.OrdinalIgnoreCase)) is { } twice)
                throw new ArgumentException(
                    $"The inbox '{one.Inbox}' of job {one.Name} lies in that of {twice.Name}.", nameof(jobs));
    }
}
