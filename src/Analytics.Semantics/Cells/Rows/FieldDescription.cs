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
            var attribute = path.Attribute;
            _sources.Add((rows, reading.Column(rows, attribute.Value), reading.Column(rows, attribute.OrderBy),
                reading.Column(rows, attribute.LabelZh), reading.Column(rows, attribute.LabelEn)));
        }
    }

    public async Task<IReadOnlyDictionary<MemberValue, MemberFacts>> OfAsync(IReadOnlyCollection<MemberValue> members,
        CancellationToken ct)
    {
        var (orders, labels) = Known();
        var sounds = _attribute.Order != MemberOrder.Pinyin ? new Dictionary<string, string>()
            : await PinyinOrder.KeysAsync([.. members.Select(member => member.Value).OfType<string>().Distinct()], ct);
        var sorted = members.Distinct().OrderBy(member => member.Kind)
            .ThenBy(member => orders.ContainsKey(Key(member)) ? 0 : 1)
            .ThenBy(member => orders.GetValueOrDefault(Key(member)), Comparer<object?>.Create(Values.Compare))
            .ThenBy(Listed)
            .ThenBy(member => member.Value is string text ? sounds.GetValueOrDefault(text) : null,
                StringComparer.Ordinal)
            .ThenBy(member => member.Value, Comparer<object?>.Create(Values.Compare));
        return sorted.Index().ToDictionary(pair => pair.Item,
            pair => new MemberFacts(pair.Index, labels.GetValueOrDefault(Key(pair.Item))));
    }

    MemberValue Key(MemberValue member) =>
        member.Value is string text ? MemberValue.Of(Spelling.Key(text, _attribute.Same)) : member;

    int Listed(MemberValue member) => _attribute.Order != MemberOrder.Listed ? 0
        : _attribute.Members.Select(name => Spelling.Key(name, _attribute.Same)).ToList()
            .IndexOf(Key(member).ToString()) is >= 0 and var place ? place : int.MaxValue;

    // Where rows of one member differ, the least place and the first label hold.
    (Dictionary<MemberValue, object> Orders, Dictionary<MemberValue, LocalText> Labels) Known()
    {
        var (orders, labels) = (new Dictionary<MemberValue, object>(), new Dictionary<MemberValue, LocalText>());
        foreach (var (rows, value, order, zh, en) in _sources)
            for (var row = 0; row < rows.Count; row++)
            {
                if (rows[row, value] is not { } own) continue;
                var member = Key(MemberValue.Of(own));
                if (_attribute.Order == MemberOrder.Column && order is { } at && rows[row, at] is { } place
                    && (!orders.TryGetValue(member, out var least) || Values.Compare(place, least) < 0))
                    orders[member] = place;
                if (zh is { } z && rows[row, z] is string label)
                    labels.TryAdd(member, new LocalText(label, en is { } e ? rows[row, e] as string ?? label : label));
            }
        return (orders, labels);
    }
}
