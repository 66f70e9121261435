using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Places and labels of the members of a field, from every relation that has them.</summary>
sealed class FieldDescription
{
    readonly DimensionAttribute _attribute;
    readonly List<(RowSet Rows, int Value, int? Order, int? Zh, int? En)> _sources = [];

    public FieldDescription(StarModel model, Reading reading, Field field)
    {
        var paths = model.Facts.Values.Select(fact => FieldPath.Find(model, fact, field)).OfType<FieldPath>().ToArray();
        if (paths.Length == 0) throw new ArgumentException($"No fact has field '{field}'.", nameof(field));
        _attribute = paths[0].Attribute;
        foreach (var path in paths)
        {
            var rows = reading.Of(path.Dimension?.Source ?? path.Bridge?.Source ?? path.Fact.Source);
            _sources.Add((rows, reading.Column(rows, path.Attribute.Value), reading.Column(rows, path.Attribute.OrderBy),
                reading.Column(rows, path.Attribute.LabelZh), reading.Column(rows, path.Attribute.LabelEn)));
        }
    }

    public Dictionary<MemberValue, MemberFacts> Of(IReadOnlyCollection<MemberValue> members)
    {
        var (orders, labels) = Known();
        var sorted = members.Distinct().OrderBy(member => member.Kind)
            .ThenBy(member => orders.ContainsKey(member) ? 0 : 1)
            .ThenBy(member => orders.GetValueOrDefault(member), Comparer<object?>.Create(Values.Compare))
            .ThenBy(member => Listed(member))
            .ThenBy(member => member, Comparer<MemberValue>.Create(ByValue));
        return sorted.Index().ToDictionary(pair => pair.Item,
            pair => new MemberFacts(pair.Index, labels.GetValueOrDefault(pair.Item)));
    }

    int Listed(MemberValue member) => _attribute.Order != MemberOrder.Listed ? 0
        : _attribute.Members.Select(name => Spelling.Of(name, _attribute.Same)).ToList().IndexOf(member.ToString()) is
            >= 0 and var place ? place : int.MaxValue;

    int ByValue(MemberValue one, MemberValue other) => _attribute.Order == MemberOrder.Pinyin
        && one.Value is string a && other.Value is string b ? Spelling.Pinyin(a, b)
        : Values.Compare(one.Value, other.Value);

    // Where rows of one member differ, the least place and the first label hold.
    (Dictionary<MemberValue, object> Orders, Dictionary<MemberValue, LocalText> Labels) Known()
    {
        var (orders, labels) = (new Dictionary<MemberValue, object>(), new Dictionary<MemberValue, LocalText>());
        foreach (var (rows, value, order, zh, en) in _sources)
            for (var row = 0; row < rows.Count; row++)
            {
                if (rows[row, value] is not { } own) continue;
                var member = MemberValue.Of(own is string text ? Spelling.Of(text, _attribute.Same) : own);
                if (_attribute.Order == MemberOrder.Column && order is { } at && rows[row, at] is { } place
                    && (!orders.TryGetValue(member, out var least) || Values.Compare(place, least) < 0))
                    orders[member] = place;
                if (zh is { } z && rows[row, z] is string label)
                    labels.TryAdd(member, new LocalText(label, en is { } e ? rows[row, e] as string ?? label : label));
            }
        return (orders, labels);
    }
}
