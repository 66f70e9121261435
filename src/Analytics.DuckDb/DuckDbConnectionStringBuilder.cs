using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Analytics.DuckDb;

/// <summary>A connection string: <c>Data Source=path</c> or <c>:memory:</c>, then any of DuckDB's options by name, such
/// as <c>access_mode=READ_ONLY;threads=2;memory_limit=4GB</c>.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name follows System.Data.Common.")]
public sealed class DuckDbConnectionStringBuilder : DbConnectionStringBuilder
{
    const string DataSourceKey = "Data Source";

    /// <summary>An empty builder: a private database in memory.</summary>
    public DuckDbConnectionStringBuilder() { }

    /// <summary>A builder that holds a connection string.</summary>
    public DuckDbConnectionStringBuilder(string connectionString) => ConnectionString = connectionString;

    /// <summary>The file, or <c>:memory:</c>, the default.</summary>
    public string DataSource
    {
        get => TryGetValue(DataSourceKey, out var value) && value is string { Length: > 0 } path ? path
            : TryGetValue("DataSource", out value) && value is string { Length: > 0 } other ? other : ":memory:";
        set => this[DataSourceKey] = value;
    }

    internal bool IsMemory => DataSource.StartsWith(":memory:", StringComparison.Ordinal);

    /// DuckDB's own options with their names as DuckDB writes them.
    internal IEnumerable<(string Name, string Value)> Options =>
        from string key in Keys
        let name = key.Replace(' ', '_').ToLowerInvariant()
        where name is not ("data_source" or "datasource") && name != SessionOptimizers
        orderby name
        select (name, Convert.ToString(this[key], CultureInfo.InvariantCulture) ?? "");

    internal string OptionsText =>
        string.Join(';', Options.Append((SessionOptimizers, DisabledOptimizers)).Select(o => $"{o.Item1}={o.Item2}"));

    /// Optimiser rules that stay off in every session. common_subplan merges two DISTINCT sub-queries over the same
    /// joins into one and returns wrong sums, without an error, in DuckDB 1.5.1 to 1.5.6.
    internal string DisabledOptimizers =>
        TryGetValue(SessionOptimizers, out var more) && more is string { Length: > 0 } text
        ? "common_subplan," + text : "common_subplan";

    const string SessionOptimizers = "disabled_optimizers";
}
