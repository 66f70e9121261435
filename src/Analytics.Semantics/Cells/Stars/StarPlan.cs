using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// What every statement of one question shares: the tables, the modes, and the notes that come up.
sealed record StarPlan(StarCatalog Catalog, SourceModes Modes, CancellationToken Ct)
{
    public StarModel Model => Catalog.Model;

    public SqlDraft Draft() => new(Catalog.Dialect);

    public ValueTask<ValueKind> KindAsync(Relation relation, Expression expression) =>
        Catalog.KindAsync(relation, expression, Ct);

    /// A field by the name a filter has for it: <c>area.region</c>, or <c>area</c> for its first attribute.
    public FieldPath PathOf(Fact fact, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0) return PathOf(fact, new Field(name[..dot], name[(dot + 1)..]));
        if (FieldPath.Find(Model, fact, new Field(name, name)) is { } own) return own;
        foreach (var field in FieldPath.Of(Model, fact))
            if (field.Role == name) return PathOf(fact, field);
        throw CellErrors.FieldUnreachable(Model, fact, name);
    }

    public FieldPath PathOf(Fact fact, Field field) => FieldPath.Find(Model, fact, field)
        ?? throw CellErrors.FieldUnreachable(Model, fact, field.ToString());

    /// Whether members of a dimension are shown under what they turned into.
    public bool FollowsSuccession(Dimension dimension) =>
        Modes.AreaView != "as_reported" && dimension.Succession is not null;

    /// Whether a member's attributes are those of now. A member shown under its successor has the successor's.
    public bool IsAsIs(Dimension dimension) => Modes.AsIs || FollowsSuccession(dimension);
}
