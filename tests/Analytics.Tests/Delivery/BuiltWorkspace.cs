using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Semantics;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>A workspace on the clone's own content after one run, shared by the tests that only read it.</summary>
public sealed class BuiltWorkspace : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    internal Folder Folder { get; } = new();

    public RunReport First { get; private set; } = null!;

    public List<RunProgress> Progress { get; } = [];

    public Workspace Workspace => Open(Folder.Path);

    public static Workspace Open(string folder, string? content = null) =>
        Workspace.Open(folder, Jobs.All, Principal.Outside, content ?? Clone.Root);

    /// <summary>The clone's inputs, models and reports in a folder of their own, to be changed.</summary>
    internal static void CopyContent(Folder content)
    {
        foreach (var file in Clone.Files.Where(f => f.StartsWith("seeds/", StringComparison.Ordinal)
            || f.StartsWith("etl/", StringComparison.Ordinal) && !f.EndsWith(".cs", StringComparison.Ordinal)))
            content.Write(file, Clone.Read(file));
    }

    public string Read(string relative) => File.ReadAllText(Path.Combine(Workspace.OutputFolder, relative));

    public async ValueTask InitializeAsync() => First =
        await Workspace.RunAsync(Now, new Recorder(Progress), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    sealed class Recorder(List<RunProgress> steps) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => steps.Add(value);
    }
}
