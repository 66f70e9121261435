using System.Diagnostics;

namespace Analytics.Tests.House;

/// <summary>The clone the tests were built in, and the files in it that count as ours.</summary>
static class Clone
{
    static readonly string[] Tops = ["src", "etl", "tests", "seeds", "notebooks", ".ci"];
    static readonly string[] Made = ["artifacts", "node_modules", "bin", "obj", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Relative paths with '/', in ordinal order: what git tracks, or, outside a git work tree, what lies in our
    /// folders and at the top.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (Tracked() ?? OnDisk()).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Code => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Full(path));

    public static string Full(string path) => Path.Combine(Root, path);

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analytics.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No Analytics.sln above the tests.");
    }

    static List<string>? Tracked()
    {
        if (!Path.Exists(Path.Combine(Root, ".git"))) return null;
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? [.. files.Where(f => File.Exists(Path.Combine(Root, f)))] : null;
    }

    static IEnumerable<string> OnDisk() => Tops
        .Select(top => Path.Combine(Root, top)).Where(Directory.Exists)
        .SelectMany(top => Directory.EnumerateFiles(top, "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Root))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Intersect(Made).Any());
}
