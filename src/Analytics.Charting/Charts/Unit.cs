using System.Collections.Frozen;

namespace Analytics.Charting.Charts;

/// <summary>What may be done with figures of a unit.</summary>
static class Unit
{
    // Shares, points, multiples and answers; and spans of time, which are means of many cases.
    static readonly FrozenSet<string> NotAdditive = FrozenSet.ToFrozenSet(
        ["%", "％", "‰", "百分点", "分", "倍", "布尔", "天", "日", "小时", "分钟", "个月", "月", "年"], StringComparer.Ordinal);

    /// <summary>Whether figures of several areas may be added up: counts may, shares, points, days and what is per
    /// head may not.</summary>
    /// <param name="unit">As the rows carry it; "" is taken for a count.</param>
    public static bool IsAdditive(string unit) => !NotAdditive.Contains(unit) && !unit.Contains('/');

    /// <summary>Whether all are counts; changes are none, whatever their unit.</summary>
    public static bool AreAdditive(IEnumerable<Observation> rows) =>
        rows.All(o => IsAdditive(o.Unit) && o.Reason != "change");
}
