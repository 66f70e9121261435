using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// The rows of a fact in a statement: first what the model reads of them, so that its SQL sees its own relation alone,
/// then facts they belong to, joined by a key that is unique.
sealed class FactScan
{
    readonly StarPlan _plan;
    readonly SqlDraft _draft;
    readonly string _alias;
    readonly Dictionary<string, string> _columns = [];
    readonly Dictionary<string, (FactScan Scan, string On)> _parents = [];
    readonly List<string> _joins = [];
    readonly string? _condition;

    /// References that needed a join, by role, so that it is made once.
    public Dictionary<string, MemberReference> References { get; } = [];

    FactScan(StarPlan plan, SqlDraft draft, Fact fact, string? condition)
    {
        (_plan, _draft, Fact, _condition) = (plan, draft, fact, condition);
        _alias = draft.Name("f");
    }

    public Fact Fact { get; }

    /// True where these are rows that others belong to, and one is referred to that is not there; null where they are
    /// not.
    public string? Missing { get; private set; }

    public static async ValueTask<FactScan> OfAsync(StarPlan plan, SqlDraft draft, Fact fact)
    {
        var conditions = new List<string>();
        // Which telling of a record holds is decided before what it must fit: a case told again as deleted is none.
        if (fact.Where is { } where && !IsTold(plan, fact)) conditions.Add($"({draft.Sql(where)})");
        if (await plan.Catalog.HasEpochAsync(fact.Source, plan.Ct))
            conditions.Add($"\"epoch\" <= {draft.Value(plan.Catalog.Epoch!.Value)}");
        var sql = conditions.Count == 0 ? null : string.Join(" AND ", conditions);
        if (fact.Versions is { } versions && plan.Modes.AsOf is { } asOf)
        {
            var known = await DaySqlAsync(plan, draft, fact.Source, versions.KnownFrom);
            sql = $"{(sql is null ? "" : sql + " AND ")}{known} <= {draft.Value(asOf)}";
        }
        return new FactScan(plan, draft, fact, sql);
    }

    // The day something became known; an instant with a zone is cut in the office's.
    static async ValueTask<string> DaySqlAsync(StarPlan plan, SqlDraft draft, Relation relation, Expression known)
    {
        var sql = draft.Sql(known);
        return await plan.KindAsync(relation, known) == ValueKind.ZonedInstant && plan.Model.TimeZone is { } zone
            ? $"CAST({sql} AT TIME ZONE {draft.Value(zone)} AS date)" : $"CAST({sql} AS date)";
    }

    /// A column of the rows.
    public string Column(Expression expression) => $"{_alias}.{Own(_draft.Sql(expression))}";

    /// The rows of a fact that these belong to.
    public async ValueTask<FactScan> AtAsync(IReadOnlyList<ParentUse> parents)
    {
        var scan = this;
        foreach (var parent in parents) scan = await scan.AboveAsync(parent);
        return scan;
    }

    async ValueTask<FactScan> AboveAsync(ParentUse parent)
    {
        if (_parents.TryGetValue(parent.Role, out var known)) return known.Scan;
        var fact = _plan.Model.Facts[parent.Fact];
        if (fact.Key.Count != 1) throw CellErrors.ParentKey(fact, parent.Role);
        // Of tellings of one record one remains, so that the record is what is unique.
        if (fact.Versions is null)
            await _plan.Catalog.EnsureUniqueAsync(fact.Name, fact.Source, fact.Key[0], _plan.Ct);
        var scan = await OfAsync(_plan, _draft, fact);
        var (key, reference) = (scan.Column(fact.Key[0]), Column(parent.Key));
        var missing = $"({reference} IS NOT NULL AND {key} IS NULL)";
        scan.Missing = Missing is null ? missing : $"({Missing} OR {missing})";
        _parents[parent.Role] = (scan, $"{key} = {reference}");
        return scan;
    }

    /// Joins what has one row at most for each of these.
    public void Join(string relation, string alias, string on) =>
        _joins.Add($"LEFT JOIN ({relation}) {alias} ON {on}");

    /// What follows FROM.
    public string From() => $"({Source()}) {_alias}" + Joins();

    string Joins() => string.Concat(_parents.Values.Select(p =>
        $"\nLEFT JOIN ({p.Scan.Source()}) {p.Scan._alias} ON {p.On}{p.Scan.Joins()}"))
        + string.Concat(_joins.Select(join => "\n" + join));

    string Own(string sql) =>
        _columns.TryGetValue(sql, out var name) ? name : _columns[sql] = $"\"c{_columns.Count + 1}\"";

    string Source()
    {
        var columns = _columns.Count == 0 ? "1 AS \"one\""
            : string.Join(", ", _columns.Select(c => $"{c.Key} AS {c.Value}"));
        var where = _condition is null ? "" : $" WHERE {_condition}";
        var relation = _draft.Sql(Fact.Source);
        if (Fact.Versions is not { } versions || !IsTold(_plan, Fact))
            return $"SELECT {columns} FROM {relation}{where}";
        // Of tellings known on one day the largest holds, of the first day too.
        var direction = _plan.Modes.Vintage == Vintage.First ? "ASC" : "DESC";
        var tie = versions.Tie is { } t ? $", {_draft.Sql(t)} DESC NULLS LAST" : "";
        var gone = versions.Withdrawn is { } w ? $", {_draft.Sql(w)} AS \"gone\"" : "";
        var fits = Fact.Where is { } f ? $", ({_draft.Sql(f)}) AS \"fits\"" : "";
        return $"SELECT * FROM (SELECT {columns}{gone}{fits}, row_number() OVER (PARTITION BY " +
            $"{string.Join(", ", versions.Record.Select(_draft.Sql))} ORDER BY {_draft.Sql(versions.KnownFrom)} " +
            $"{direction} NULLS LAST{tie}) AS \"turn\" FROM {relation}{where}) AS \"told\" WHERE \"turn\" = 1" +
            (gone.Length == 0 ? "" : " AND coalesce(\"gone\", FALSE) = FALSE")
            + (fits.Length == 0 ? "" : " AND \"fits\"");
    }

    static bool IsTold(StarPlan plan, Fact fact) => fact.Versions is not null && plan.Modes.Vintage != Vintage.All;
}
