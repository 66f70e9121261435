using System.Collections.Concurrent;
using System.Data.Common;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Stars;

/// What is read of the tables once and kept: types, keys, spellings, successions. Tables of a source do not change
/// while it lives.
sealed class StarCatalog(StarModel model,
    Func<string, IReadOnlyDictionary<string, object?>, IReadOnlyList<Column>?, CancellationToken, Task<Table>> query,
    SqlDialect dialect, long? epoch)
{
    readonly ConcurrentDictionary<(Relation, string), ValueKind> _kinds = [];
    readonly ConcurrentDictionary<(Relation, string), bool> _unique = [];
    readonly ConcurrentDictionary<(Relation, string), Spellings> _spellings = [];
    readonly ConcurrentDictionary<string, IReadOnlyList<SuccessionRow>> _successions = [];
    readonly ConcurrentDictionary<string, bool> _epochs = [];

    public StarModel Model => model;

    public SqlDialect Dialect => dialect;

    public long? Epoch => epoch;

    public Task<Table> QueryAsync(SourceStatement statement, CancellationToken ct) =>
        query(statement.Sql, statement.Parameters, null, ct);

    /// The same tables under another model.
    public StarCatalog For(StarModel other) => new(other, query, dialect, epoch);

    /// The kind of an expression. Asked of no row, so that it costs nothing.
    public async ValueTask<ValueKind> KindAsync(Relation relation, Expression expression, CancellationToken ct)
    {
        var key = (relation, expression.Text);
        if (_kinds.TryGetValue(key, out var known)) return known;
        var draft = new SqlDraft(dialect);
        var table = await QueryAsync(draft.Statement(
            $"SELECT CAST({dialect.TypeOf("v.\"x\"")} AS text) AS \"type\" FROM (SELECT 1 AS \"one\") o LEFT JOIN " +
            $"(SELECT {draft.Sql(expression)} AS \"x\" FROM {draft.Sql(relation)} WHERE FALSE) v ON TRUE"), ct);
        return _kinds[key] = ValueKinds.Of(table.Text(0, "type")!);
    }

    /// Refuses to join through a key that is not unique: rows would multiply.
    public async ValueTask EnsureUniqueAsync(string owner, Relation relation, Expression key, CancellationToken ct)
    {
        if (_unique.ContainsKey((relation, key.Text))) return;
        var draft = new SqlDraft(dialect);
        var table = await QueryAsync(draft.Statement(
            $"SELECT CAST(count(k) AS bigint) AS \"n\", CAST(count(DISTINCT k) AS bigint) AS \"different\" " +
            $"FROM (SELECT {draft.Sql(key)} AS k FROM {draft.Sql(relation)}) AS \"keys\""), ct);
        var (rows, different) = (table.Whole(0, "n")!.Value, table.Whole(0, "different")!.Value);
        if (rows != different) throw CellErrors.KeyNotUnique(owner, key.Text, rows, different);
        _unique[(relation, key.Text)] = true;
    }

    /// How members of an attribute are spelled; null where each spelling is a member.
    public async ValueTask<Spellings?> SpellingsAsync(Relation relation, DimensionAttribute attribute,
        CancellationToken ct)
    {
        if (attribute.Same == SameRules.None
            || await KindAsync(relation, attribute.Value, ct) != ValueKind.Text) return null;
        var key = (relation, $"{(int)attribute.Same} {attribute.Value.Text}");
        if (_spellings.TryGetValue(key, out var known)) return known;
        var draft = new SqlDraft(dialect);
        var table = await QueryAsync(draft.Statement(
            $"SELECT v AS \"v\", CAST(count(*) AS bigint) AS \"n\" FROM (SELECT {draft.Sql(attribute.Value)} AS v " +
            $"FROM {draft.Sql(relation)}) AS \"spelled\" WHERE v IS NOT NULL GROUP BY v"), ct);
        return _spellings[key] = Spellings.Of(Enumerable.Range(0, table.RowCount)
            .Select(i => (table.Text(i, "v")!, table.Whole(i, "n")!.Value)), attribute.Same);
    }

    /// The rows of a dimension's succession.
    public async ValueTask<IReadOnlyList<SuccessionRow>> SuccessionAsync(Dimension dimension, CancellationToken ct)
    {
        if (_successions.TryGetValue(dimension.Name, out var known)) return known;
        var (succession, draft) = (dimension.Succession!, new SqlDraft(dialect));
        var table = await QueryAsync(draft.Statement(
            $"SELECT {draft.Sql(succession.Predecessor)} AS \"before\", {draft.Sql(succession.Successor)} AS " +
            $"\"after\", CAST({draft.Sql(succession.Kind)} AS text) AS \"kind\", " +
            $"CAST({draft.Sql(succession.On)} AS date) AS \"on\" FROM {draft.Sql(succession.Source)}"), ct);
        return _successions[dimension.Name] = [.. Enumerable.Range(0, table.RowCount)
            .Where(i => table[i, "before"] is not null && table[i, "after"] is not null)
            .Select(i => new SuccessionRow(table[i, "before"]!, table[i, "after"]!, table.Text(i, "kind") ?? "",
                (DateOnly?)table[i, "on"] ?? DateOnly.MinValue))];
    }

    /// Whether a table of facts carries the epochs of its loads: then the scan is bound to the reader's.
    public async ValueTask<bool> HasEpochAsync(Relation relation, CancellationToken ct)
    {
        if (epoch is null || relation.Table is not { } table) return false;
        if (_epochs.TryGetValue(table, out var known)) return known;
        try
        {
            await KindAsync(relation, new Expression("epoch"), ct);
            return _epochs[table] = true;
        }
        catch (DbException)
        {
            return _epochs[table] = false;
        }
    }
}

/// One member that turned into another.
sealed record SuccessionRow(object Before, object After, string Kind, DateOnly On)
{
    /// Whether what was counted of the one can be added to the other.
    public bool IsExact => Kind is "merge" or "rename" or "status";
}
