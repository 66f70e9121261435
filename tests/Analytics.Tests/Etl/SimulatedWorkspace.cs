using System.Text;
using Analytics.Delivery;
using Analytics.Etl.Simulated;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>A workspace with a simulated city loaded beside the published figures, shared by the tests that only read it.</summary>
public sealed class SimulatedWorkspace : IAsyncLifetime
{
    internal const long Seed = 20260701;

    internal static PanelArguments Arguments { get; } = new(Seed);

    internal Folder Folder { get; } = new();

    internal AnswerKey Key { get; } = AnswerKey.Parse(Encoding.UTF8.GetString(SimulatedPanel.Files(Arguments)["answer-key.json"]));

    public Workspace Workspace => BuiltWorkspace.Open(Folder.Path);

    public RunReport First { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        SimulatedPanel.Write(Folder["inbox/simulated"], Arguments);
        First = await Workspace.RunAsync(BuiltWorkspace.Now, null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The rows of a measure in the simulated dataset.</summary>
    public async Task<Table> RowsAsync(string measure, Func<Query, Query>? change = null)
    {
        var query = new Query { Measures = [measure], Datasets = ["simulated"] };
        return (await Workspace.QueryAsync(change is null ? query : change(query), TestContext.Current.CancellationToken)).Table;
    }
}
