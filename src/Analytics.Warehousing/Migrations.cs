using System.Data.Common;
using System.Globalization;

namespace Analytics.Warehousing;

/// Numbered SQL files, forward only; each runs in a transaction and is recorded in schema_migration.
sealed class Migrations(string folder)
{
    public static readonly Migrations OfWarehouse = new("Migrations/"), OfOperations = new("Operations/");

    readonly (int Number, string Name, string Sql)[] _all = [.. Read(folder).OrderBy(m => m.Number)];

    public int Latest => _all[^1].Number;

    public static async Task<int> VersionAsync(DbConnection connection, CancellationToken ct)
    {
        var exists = await connection.CountAsync(
            "SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'schema_migration'", ct);
        return exists == 0 ? 0 : (int)await connection.CountAsync(
            "SELECT max(\"number\") AS n FROM \"schema_migration\"", ct);
    }

    public async Task ApplyAsync(DbConnection connection, long epoch, string path, CancellationToken ct)
    {
        var version = await VersionAsync(connection, ct);
        if (version > Latest) throw WarehouseErrors.SchemaNewer(path, version, Latest);
        foreach (var (number, name, sql) in _all.Where(m => m.Number > version))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(sql, ct);
            await connection.ExecuteAsync(
                "INSERT INTO \"schema_migration\" (\"number\", \"name\", \"applied_epoch\") VALUES ($n, $name, $epoch)",
                ct, ("n", number), ("name", name), ("epoch", epoch));
            await transaction.CommitAsync(ct);
        }
    }

    static IEnumerable<(int Number, string Name, string Sql)> Read(string folder)
    {
        var assembly = typeof(Migrations).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(folder, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[folder.Length..^".sql".Length];
            yield return (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
