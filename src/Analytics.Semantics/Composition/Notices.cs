using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>What was noticed on the way, by code: told once, with all it is about.</summary>
sealed class Notices
{
    readonly SortedDictionary<DateOnly, List<string>> _aligned = [];
    readonly SortedDictionary<string, List<string>> _gaps = new(StringComparer.Ordinal);
    readonly Dictionary<string, LocalText> _told = [];
    readonly Dictionary<(string Code, string Words), SourceNote> _noted = [];

    /// <summary>Days of an incomplete period were compared with the same days.</summary>
    public void Aligned(string period, DateOnly until) => Add(_aligned, until, period);

    /// <summary>A period has no counterpart.</summary>
    public void Gap(string period, string gap) => Add(_gaps, gap, period);

    public bool HasAligned => _aligned.Count > 0;

    /// <summary>A warning of the catalog, once for equal facts.</summary>
    public void Tell(string code, params (string Name, object? Value)[] facts)
    {
        var text = Say("warning." + code, facts);
        _told.TryAdd(text.En, text);
    }

    /// <summary>What a source noted. Of the same told by several questions with other numbers, the largest is told.
    /// </summary>
    public void Tell(SourceNote note)
    {
        var words = string.Join('\u0001', note.Facts.Where(fact => fact.Value is not long).Select(fact => fact.Value));
        var key = (note.Code, words);
        if (!_noted.TryGetValue(key, out var known) || Size(note) > Size(known)) _noted[key] = note;

        static long Size(SourceNote one) => one.Facts.Select(fact => fact.Value).OfType<long>().Sum();
    }

    /// <summary>All of it.</summary>
    public IReadOnlyList<LocalText> All()
    {
        foreach (var note in _noted.Values) Tell(note.Code, note.Facts);
        foreach (var (until, periods) in _aligned) Tell("aligned", ("periods", periods), ("until", Day(until)));
        foreach (var (gap, periods) in _gaps) Tell("no-counterpart", ("periods", periods), ("gap", gap));
        return [.. _told.Values];
    }

    /// <summary>A text of the catalog in both languages.</summary>
    public static LocalText Say(string key, params (string Name, object? Value)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));

    /// <summary>A day as in files.</summary>
    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static void Add<TKey>(SortedDictionary<TKey, List<string>> to, TKey key, string period) where TKey : notnull
    {
        if (!to.TryGetValue(key, out var periods)) to[key] = periods = [];
        if (!periods.Contains(period)) periods.Add(period);
    }
}
