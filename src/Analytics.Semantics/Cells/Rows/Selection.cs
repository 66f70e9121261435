using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>A belonging that is let through, with the alternatives that are.</summary>
/// <param name="Alternatives">One at least.</param>
/// <param name="Whole">Whether each alternative is let through.</param>
/// <param name="Of">The belonging.</param>
sealed record Passing(IReadOnlyList<MemberValue[]> Alternatives, bool Whole, Belonging Of);

/// <summary>A row let through, with its belongings by role.</summary>
sealed record SelectedRow(int Row, IReadOnlyDictionary<string, IReadOnlyList<Passing>> Roles);

/// <summary>The rows of a fact that filters let through. Filters on one role must hold of one and the same member: of
/// several members of a bridge, those are let through of which all hold.</summary>
sealed class Selection
{
    readonly Scope _scope;
    readonly FactRows _rows;
    readonly Dictionary<string, Membership> _roles = [];
    readonly List<(string Role, int Field, FilterTest Test)> _tests = [];
    readonly List<SemiTest> _semiTests = [];
    readonly int? _sql;

    public Selection(Scope scope, Fact fact, IEnumerable<Filter> filters, IEnumerable<SemiJoin> joins, Expression? sql)
    {
        (_scope, Fact, _rows) = (scope, fact, scope.Fact(fact));
        _sql = sql is { } text ? _rows.Rows.Column($"({text.Text})") : null;
        foreach (var filter in filters)
        {
            var path = Path(FieldNames.Field(scope.Model, filter.Field));
            _tests.Add((Role(path).Role, Role(path).Field(path.Attribute),
                new FilterTest(filter, path.Attribute.Same)));
        }
        foreach (var join in joins) _semiTests.Add(new SemiTest(scope, fact, join));
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

    public IEnumerable<SelectedRow> Selected()
    {
        foreach (var row in Living)
            if (Rows.IsTrue(row, _sql) && _semiTests.All(test => test.Fits(row)) && Belongings(row) is { } roles)
                yield return new SelectedRow(row, roles);
    }

    Dictionary<string, IReadOnlyList<Passing>>? Belongings(int row)
    {
        var found = new Dictionary<string, IReadOnlyList<Passing>>(_roles.Count);
        foreach (var (name, role) in _roles)
        {
            var passing = new List<Passing>();
            foreach (var belonging in role.Of(row))
            {
                var through = belonging.Alternatives.Where(values => Fits(name, values)).ToArray();
                if (through.Length > 0)
                    passing.Add(new Passing(through, through.Length == belonging.Alternatives.Count, belonging));
            }
            if (passing.Count == 0) return null;
            found[name] = passing;
        }
        return found;
    }

    bool Fits(string role, MemberValue[] values) =>
        _tests.All(test => test.Role != role || test.Test.Fits(values[test.Field]));

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
