using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>What one question works with: everything is built before rows are read, and used after.</summary>
sealed class Scope(StarModel model, Reading reading, SourceModes modes)
{
    readonly Dictionary<string, FactRows> _facts = [], _parents = [];
    readonly Dictionary<string, DimensionRows> _dimensions = [];
    readonly Dictionary<string, SuccessionView> _views = [];

    public StarModel Model { get; } = model;

    public Reading Reading { get; } = reading;

    public SourceModes Modes { get; } = modes;

    public FactRows Fact(Fact fact)
    {
        if (!_facts.TryGetValue(fact.Name, out var rows))
            _facts[fact.Name] = rows = new FactRows(this, fact, isParent: false);
        return rows;
    }

    /// A fact to which others belong: one row a key.
    public FactRows Parent(string fact)
    {
        if (!_parents.TryGetValue(fact, out var rows))
            _parents[fact] = rows = new FactRows(this, Model.Facts[fact], isParent: true);
        return rows;
    }

    public DimensionRows Dimension(Dimension dimension)
    {
        if (!_dimensions.TryGetValue(dimension.Name, out var rows))
            _dimensions[dimension.Name] = rows = new DimensionRows(this, dimension);
        return rows;
    }

    /// How members that turned into others are shown; null where they are as reported, or none did.
    public SuccessionView? View(Dimension dimension)
    {
        if (dimension.Succession is not { } succession || Modes.AreaView == "as_reported") return null;
        if (!_views.TryGetValue(dimension.Name, out var view))
            _views[dimension.Name] = view = new SuccessionView(this, succession);
        return view;
    }
}
