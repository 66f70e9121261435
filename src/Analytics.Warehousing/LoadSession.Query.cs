using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class LoadSession
{
    /// <summary>The rows of a query over the version that is built, all in memory; its columns are found from the
    /// result.</summary>
    /// <param name="sql">Portable SQL with parameters as <c>$name</c>.</param>
    /// <param name="parameters">Values, each under its name without the sign.</param>
    /// <param name="ct">Interrupts the query.</param>
    public async Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        CancellationToken ct)
    {
        await using var command = _connection.Command(sql, [.. parameters.Select(p => (p.Key, p.Value))]);
        return await QueryTable.ReadAsync(command, null, ct);
    }
}
