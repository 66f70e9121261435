using System.Globalization;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Etl.Samples;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl.Samples;

/// <summary>Every sample but the large ones sent to a workspace, one after the other, as real files: those that others come after
/// first, archives last.</summary>
public sealed class SampleWorkspace : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    internal Folder Folder { get; } = new();

    public IReadOnlyList<string> Order { get; private set; } = [];

    public Dictionary<string, ReceiveReport> Reports { get; } = [];

    public Dictionary<string, string> Files { get; } = [];

    public Workspace Workspace => Asked(Folder);

    /// <summary>A workspace as the office asks it: what was sent is not for everyone.</summary>
    internal static Workspace Asked(Folder folder) =>
        Workspace.Open(folder.Path, Jobs.All, new Principal("office", [Principal.Office]), Clone.Root);

    public async ValueTask InitializeAsync()
    {
        var keys = SampleKey.Names.Select(SampleKey.Read).Where(key => !SampleFiles.Read(Clone.Root, key.Sample).IsLarge).ToArray();
        string[] chain = [.. keys.SelectMany(key => key.After).Concat(keys.Where(key => key.After.Count > 0).Select(key => key.Sample)).Distinct()
            .Order(StringComparer.Ordinal)];
        Order = [.. chain.OrderBy(name => SampleKey.Read(name).After.Count),
            .. keys.Where(key => !chain.Contains(key.Sample)).OrderBy(key => key.Parts.Count > 0).Select(key => key.Sample)];
        var sent = Folder["sent"];
        foreach (var name in Order)
        {
            // Two truncated files have one name but for its ending; each comes from a folder of its own.
            Files[name] = SampleFiles.Write(Clone.Root, Path.Combine(sent, name), name);
            // What an office gathers and sends as one comes after its parts, on the same day.
            Reports[name] = await Workspace.ReceiveAsync([Files[name]], new ReceiveOptions(), isDry: false, Now, null,
                TestContext.Current.CancellationToken);
        }
    }

    public string PathOf(string sample) => $"inbox/received/2026-11-24T090000Z/{Path.GetFileName(Files[sample])}";

    public Task<Table> QueryAsync(string sql, params (string, object?)[] parameters) => QueryAsync(Folder, sql, parameters);

    internal static async Task<Table> QueryAsync(Folder folder, string sql, params (string, object?)[] parameters)
    {
        await using var reader = await Warehouse.Open(folder.Path, Engines.Default).OpenReaderAsync(TestContext.Current.CancellationToken);
        return await reader.QueryAsync(sql, parameters.ToDictionary(one => one.Item1, one => one.Item2), null, TestContext.Current.CancellationToken);
    }

    /// <summary>Facts of a file: area, period, indicator, value, unit, bound, cell.</summary>
    public Task<IEnumerable<string>> FactsAsync(string path) => FactsAsync(Folder, path);

    internal static async Task<IEnumerable<string>> FactsAsync(Folder folder, string path)
    {
        var facts = await QueryAsync(folder, """
            SELECT a."area_id" AS "area", p."period_id" AS "period", i."code" AS "code", o."value" AS "value", o."unit" AS "unit",
                o."bound" AS "bound", o."cell" AS "cell", o."sheet" AS "sheet"
            FROM "fact_observation" o
            JOIN "dim_file" f ON f."file_key" = o."file_key" JOIN "dim_area" a ON a."area_key" = o."area_key"
            JOIN "dim_period" p ON p."period_key" = o."period_key" JOIN "dim_indicator" i ON i."indicator_key" = o."indicator_key"
            WHERE o."dataset" = 'office' AND NOT o."is_revoked" AND f."path" = $path
            """, ("path", path));
        return Enumerable.Range(0, facts.RowCount).Select(row => string.Join(' ', facts.Text(row, "area"), facts.Text(row, "period"),
            facts.Text(row, "code"), ((decimal)facts[row, "value"]!).ToString("0.######", CultureInfo.InvariantCulture), facts.Text(row, "unit"),
            facts.Text(row, "bound"), facts.Text(row, "cell"))).Order(StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
