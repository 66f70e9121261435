using System.Globalization;
using System.Security.Cryptography;
using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// <summary>The one door to tables of others: a model's file and an existing database, opened to read only, never
/// migrated. It needs no workspace.</summary>
/// <remarks>Questions may be asked in parallel; they run one after another.</remarks>
public sealed class ForeignModel : IAsyncDisposable
{
    // Reading an open database file by other means would drop its lock, so that its version is found once.
    static readonly Dictionary<string, (int Users, string Version)> Versions = [];

    readonly WarehouseReader _reader;
    readonly Principal _principal;
    readonly string _path;

    ForeignModel(StarModel model, WarehouseReader reader, Principal principal, string path, string version) =>
        (Model, _reader, _principal, _path, DataVersion) = (model, reader, principal, path, version);

    /// <summary>What can be asked for.</summary>
    public StarModel Model { get; }

    /// <summary>The file's name, its length and the first 12 digits of SHA-256 over its first and last MiB: another
    /// version of the data has another, and the same file has the same on every machine.</summary>
    public string DataVersion { get; }

    /// <summary>Opens a model and its tables.</summary>
    /// <param name="modelFile">YAML; see <see cref="StarModel.Load"/>.</param>
    /// <param name="databaseFile">A database that exists.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="ct">Stops opening.</param>
    /// <exception cref="AnalyticsException">The model is missing or wrong, or the database is missing, locked or no
    /// database.</exception>
    public static async Task<ForeignModel> OpenAsync(string modelFile, string databaseFile, Principal principal,
        CancellationToken ct)
    {
        var model = StarModel.Load(modelFile);
        var path = Path.GetFullPath(databaseFile);
        var version = Take(path);
        try
        {
            return new ForeignModel(model,
                await WarehouseReader.OpenExistingAsync(path, Engines.Default, ct), principal, path, version);
        }
        catch
        {
            Leave(path);
            throw;
        }
    }

    /// <summary>Answers a question.</summary>
    /// <param name="query">The question; it is always answered by groups.</param>
    /// <param name="verify">Whether a second plan computes every cell too.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of <see cref="StarEngine.RunAsync"/>.</exception>
    public Task<QueryResult> QueryAsync(Query query, bool verify, CancellationToken ct) =>
        StarEngine.RunAsync(_reader, Model, query, _principal, DataVersion, verify, ct);

    /// <summary>Tells where the cells of an answer come from.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cell">The cell; null takes the first <see cref="CellReference.Usual"/>, row by row.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of <see cref="QueryAsync"/>, or <c>explain-cell</c>: the answer has no
    /// such cell.</exception>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(Query query, CellReference? cell, CancellationToken ct)
    {
        var told = await StarEngine.ExplainAsync(_reader, Model, query, _principal, CellReference.Usual,
            cell is null ? null : (row, column) => cell.Is(row + 1, column), ct);
        if (told.Count == 0 && cell is not null)
        {
            var table = (await QueryAsync(query, false, ct)).Table;
            throw DeliveryErrors.CellMissing(cell, table.RowCount, [.. table.Columns.Select(column => column.Name)
                .Where(name => Model.Measures.ContainsKey(name.Split('@')[0]))]);
        }
        return [.. told.Select(one => GroupedExplanation.Of(one, Model, DataVersion))];
    }

    /// <summary>Compares the model with its tables.</summary>
    /// <returns>Errors first; none where all is well.</returns>
    public Task<IReadOnlyList<ModelFinding>> CheckAsync(CancellationToken ct) =>
        StarEngine.CheckAsync(_reader, Model, ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        Leave(_path);
    }

    static string Take(string path)
    {
        lock (Versions)
        {
            var (users, version) = Versions.TryGetValue(path, out var known) ? known : (0, VersionOf(path));
            Versions[path] = (users + 1, version);
            return version;
        }
    }

    static void Leave(string path)
    {
        lock (Versions)
        {
            var (users, version) = Versions[path];
            if (users == 1) Versions.Remove(path);
            else Versions[path] = (users - 1, version);
        }
    }

    static string VersionOf(string path)
    {
        const int Part = 1 << 20;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[Part];
            hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, Part, false)));
            stream.Position = Math.Max(0, stream.Length - Part);
            hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, Part, false)));
            return string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path)} {stream.Length} {Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Opening the database says what is wrong with it.
            return Path.GetFileName(path);
        }
    }
}
