using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class LoadSession
{
    /// <summary>The rows of a query on the version as built so far, all in memory.</summary>
    /// <param name="sql">Portable SQL with parameters as <c>$name</c>.</param>
    /// <param name="parameters">What its parameters stand for, their sign left out.</param>
    /// <param name="ct">Interrupts the query.</param>
    public Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken ct) =>
        _connection.QueryAsync(sql, null, ct, [.. parameters.Select(p => (p.Key, p.Value))]);
}
