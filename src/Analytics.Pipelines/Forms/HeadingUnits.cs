using System.Text.RegularExpressions;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// Units that stand in headings and above tables: 金额(万元), 成功率%, 单位:件.
static partial class HeadingUnits
{
    [GeneratedRegex(@"^(?<name>.*)[(\[【〔](?:计量|金额)?(?:单位)?:?(?<unit>[^()\[\]【】〔〕]{1,8})[)\]】〕]$")]
    static partial Regex Bracketed { get; }

    [GeneratedRegex(@"^(?<name>.+?)(?<unit>[%‰])$")]
    static partial Regex Signed { get; }

    [GeneratedRegex(@"^[(\[【〔]?(?:计量|金额)?单位:(?<units>[^()]{1,30}?)[)\]】〕]?$")]
    static partial Regex Stated { get; }

    // The name without its unit, and the unit; the whole text and null where none stands in it. Takes compared text.
    public static (string Name, string? Unit) Split(string compared)
    {
        foreach (var regex in (Regex[])[Bracketed, Signed])
            if (regex.Match(compared) is { Success: true } match && Units.IsKnown(match.Groups["unit"].Value))
                return (match.Groups["name"].Value, match.Groups["unit"].Value);
        return (compared, null);
    }

    // A whole row of a heading may hold units; a year or a month is none there.
    public static bool IsUnitAlone(string compared) =>
        compared is not ("年" or "月" or "日" or "天" or "期" or "岁") && Units.IsKnown(compared);

    // The units a cell above the table states for all of it; none where it states something else.
    public static IReadOnlyList<string> StatedIn(string compared) =>
        Stated.Match(compared) is { Success: true } match
            && match.Groups["units"].Value.Split(',', '、', '/', ';', '，') is var units && units.All(Units.IsKnown)
                ? units
                : [];
}
