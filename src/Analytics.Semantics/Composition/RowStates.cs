using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>States of a row's cells by column: what all rows share is kept once.</summary>
sealed class RowStates : IReadOnlyDictionary<string, CellState>
{
    readonly IReadOnlyList<string> _names;
    readonly Dictionary<string, int> _places;
    readonly CellState[] _states;

    RowStates(IReadOnlyList<string> names, Dictionary<string, int> places, CellState[] states) =>
        (_names, _places, _states) = (names, places, states);

    public static IReadOnlyList<IReadOnlyDictionary<string, CellState>> Of(Draft draft)
    {
        string[] names = [.. draft.Columns.Select(column => column.Name)];
        var places = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        return [.. draft.Rows.Select(row =>
            new RowStates(names, places, Array.ConvertAll(row.Cells, cell => cell.State)))];
    }

    public int Count => _states.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<CellState> Values => _states;

    public CellState this[string key] => _states[_places[key]];

    public bool ContainsKey(string key) => _places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out CellState value)
    {
        var found = _places.TryGetValue(key, out var place);
        value = found ? _states[place] : default;
        return found;
    }

    public IEnumerator<KeyValuePair<string, CellState>> GetEnumerator() =>
        _names.Select((name, place) => KeyValuePair.Create(name, _states[place])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
