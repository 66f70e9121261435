using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// <summary>The five-minute example: a small court database, its model and some questions.</summary>
public static class ModelExample
{
    const string Database = "courts.duckdb";

    /// <summary>Writes the example; the database is made by its script.</summary>
    /// <param name="content">The folder with <c>etl</c> and <c>seeds</c>.</param>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <returns>The files by name, relative to <paramref name="folder"/>, in order.</returns>
    /// <exception cref="AnalyticsException"><c>example-exists</c>, or the folder cannot be written.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(string content, string folder, CancellationToken ct)
    {
        var from = Path.Combine(content, "seeds", "example");
        var database = Path.Combine(folder, Database);
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(database)) throw DeliveryErrors.ExampleExists(database);
            string[] files = [.. Directory.EnumerateFiles(from)
                .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
            foreach (var file in files)
                File.Copy(Path.Combine(from, file), Path.Combine(folder, file), overwrite: true);
            await using var writer = await Engines.Default.OpenWriterAsync(database, ct);
            await using var command = writer.CreateCommand();
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(from, "courts.sql"), ct);
            await command.ExecuteNonQueryAsync(ct);
            await Engines.Default.CheckpointAsync(writer, ct);
            return [.. files.Append(Database).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(folder, e);
        }
    }
}
