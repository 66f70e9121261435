using Analytics.Semantics.Compilation;
using Analytics.Semantics.Verification;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics;

/// <summary>The base tables of one version of the data, for the second plan of answers: each is read once, however many
/// questions are verified. Held as long as its reader; questions are verified one after another.</summary>
public sealed class VerificationData
{
    readonly Func<string, IReadOnlyDictionary<string, object?>, IReadOnlyList<Column>?, CancellationToken,
        Task<Table>> _ask;
    readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    BaseFigures? _figures;
    AreaDirectory? _areas;

    internal VerificationData(WarehouseReader reader, Func<string, IReadOnlyDictionary<string, object?>,
        IReadOnlyList<Column>?, CancellationToken, Task<Table>>? ask = null) =>
        (Reader, _ask) = (reader, ask ?? reader.QueryAsync);

    /// <summary>The base tables of a reader; nothing is read yet.</summary>
    public static VerificationData Of(WarehouseReader reader) => new(reader);

    /// <summary>The version.</summary>
    internal WarehouseReader Reader { get; }

    /// <summary>A statement's rows, read once.</summary>
    internal async Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        if (parameters.Count > 0 || columns is not null) return await _ask(sql, parameters, columns, ct);
        return _tables.TryGetValue(sql, out var known) ? known
            : _tables[sql] = await _ask(sql, parameters, null, ct);
    }

    /// <summary>The areas of the version.</summary>
    internal async Task<AreaDirectory> AreasAsync(CancellationToken ct) =>
        _areas ??= await AreaDirectory.ReadAsync(Reader, ct);

    /// <summary>The candidates of a question by the second plan.</summary>
    internal async Task<Table> CandidatesAsync(Query query, IReadOnlyList<AskedVariant> asked, AreaDirectory areas,
        CancellationToken ct)
    {
        _figures ??= await BaseFigures.ReadAsync(
            sql => _ask(sql, new Dictionary<string, object?>(), null, ct), Reader.Epoch);
        return CandidateRows.Of(_figures, query, asked, areas);
    }
}
