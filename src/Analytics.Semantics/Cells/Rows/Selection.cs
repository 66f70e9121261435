using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>A row with its belongings by role.</summary>
/// <param name="Row">Its place.</param>
/// <param name="Roles">To what it belongs in each role asked for, as far as filters let that through.</param>
/// <param name="IsAsked">Whether the question lets it through, not only the leaf.</param>
sealed record SelectedRow(int Row, IReadOnlyDictionary<string, IReadOnlyList<Belonging>> Roles, bool IsAsked);

/// <summary>The rows of a fact that filters let through. Of several members of a bridge one must fit all filters, and
/// where a filter shuts members out, none may be one of them.</summary>
sealed class Selection
{
    sealed record Condition(string Role, int Field, FilterTest Test);

    readonly Scope _scope;
    readonly FactRows _rows;
    readonly Dictionary<string, Membership> _roles = [];
    readonly List<Condition> _own = [], _asked = [];
    readonly List<SemiTest> _semiTests = [];
    readonly int? _sql;

    public Selection(Scope scope, Fact fact, IReadOnlyList<Filter> own, Expression? sql, RowFilter asked)
    {
        (_scope, Fact, _rows) = (scope, fact, scope.Fact(fact));
        _sql = sql is { } text ? _rows.Rows.Column($"({text.Text})") : null;
        _own.AddRange(own.Select(On));
        _asked.AddRange(asked.Where.Select(On));
        foreach (var join in asked.SemiJoins) _semiTests.Add(new SemiTest(scope, fact, join));
    }

    public Fact Fact { get; }

    public RowSet Rows => _rows.Rows;

    public IReadOnlyList<int> Living => _rows.Living;

    /// The role of a field and the field's place in it.
    public (Membership Role, int Field) Use(Field field)
    {
        var path = Path(field);
        return (Role(path), Role(path).Field(path.Attribute));
    }

    /// Rows that fit the leaf.
    public IEnumerable<SelectedRow> Selected()
    {
        foreach (var row in Living)
        {
            if (!Rows.IsTrue(row, _sql)) continue;
            var roles = _roles.ToDictionary(role => role.Key, role => role.Value.Of(row));
            if (!Fits(_own, roles)) continue;
            var all = _own.Concat(_asked).ToArray();
            yield return new SelectedRow(row,
                roles.ToDictionary(role => role.Key, role => Fitting(all, role.Key, role.Value)),
                Fits(all, roles) && _semiTests.TrueForAll(test => test.Fits(row)));
        }
    }

    static bool Fits(IReadOnlyList<Condition> conditions, Dictionary<string, IReadOnlyList<Belonging>> roles) =>
        conditions.Where(one => one.Test.IsShut).All(shut =>
            roles[shut.Role].All(one => shut.Test.Fits(one.Values[shut.Field])))
        && conditions.Select(one => one.Role).Distinct().All(role => Fitting(conditions, role, roles[role]).Count > 0);

    static IReadOnlyList<Belonging> Fitting(IReadOnlyList<Condition> conditions, string role,
        IReadOnlyList<Belonging> belongings) => [.. belongings.Where(one => conditions.All(condition =>
            condition.Role != role || condition.Test.IsShut || condition.Test.Fits(one.Values[condition.Field])))];

    Condition On(Filter filter)
    {
        var path = Path(FieldNames.Field(_scope.Model, filter.Field));
        return new Condition(Role(path).Role, Role(path).Field(path.Attribute),
            new FilterTest(filter, path.Attribute.Same));
    }

    Membership Role(FieldPath path)
    {
        var name = path.Use?.Role ?? path.Bridge!.Role;
        if (!_roles.TryGetValue(name, out var role))
            _roles[name] = role = new Membership(_scope, Fact, path);
        return role;
    }

    FieldPath Path(Field field) => FieldPath.Find(_scope.Model, Fact, field) ?? throw StarErrors.FieldUnreachable(
        "query", field.ToString(), Fact.Name,
        [.. _scope.Model.Facts.Values.Where(fact => FieldPath.Find(_scope.Model, fact, field) is not null)
            .Select(fact => fact.Name)],
        [.. FieldPath.Of(_scope.Model, Fact).Select(known => known.ToString())]);
}

/// <summary>Fields by the names they are asked for.</summary>
static class FieldNames
{
    /// <c>role.attribute</c>, or the role alone for its first attribute.
    public static Field Field(StarModel model, string text)
    {
        if (text.Split('.') is [var role, var attribute]) return new Field(role, attribute);
        var dimension = model.Facts.Values.SelectMany(fact =>
                fact.Dimensions.Values.Where(use => use.Role == text).Select(use => use.Dimension)
                .Concat(fact.Bridges.Values.Where(use => use.Role == text).Select(use => use.Dimension)))
            .FirstOrDefault(name => name is not null);
        return new Field(text, dimension is null ? text : model.Dimensions[dimension].Attributes.Keys.First());
    }
}
