using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>What was noticed on the way, by code: told once, with all it is about.</summary>
sealed class Notices
{
    readonly SortedDictionary<DateOnly, List<string>> _aligned = [];
    readonly SortedDictionary<string, List<string>> _gaps = new(StringComparer.Ordinal);
    readonly Dictionary<string, LocalText> _told = [];

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

    /// <summary>What a source noted. The same of several questions is told once.</summary>
    public void Tell(SourceNote note) => Tell(note.Code, note.Facts);

    /// <summary>All of it.</summary>
    public IReadOnlyList<LocalText> All()
    {
        foreach (var (until, periods) in _aligned) Tell("aligned", ("periods", periods), ("until", Day(until)));
        foreach (var (gap, periods) in _gaps) Tell("no-counterpart", ("periods", periods), ("gap", gap));
        return [.. _told.Values];
    }

    /// <summary>A text of the catalog in both languages.</summary>
    public static LocalText Say(string key, params (string Name, object? Value)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));

    /// <summary>A day as in files.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static void Add<TKey>(SortedDictionary<TKey, List<string>> to, TKey key, string period) where TKey : notnull
    {
        if (!to.TryGetValue(key, out var periods)) to[key] = periods = [];
        if (!periods.Contains(period)) periods.Add(period);
    }
}
