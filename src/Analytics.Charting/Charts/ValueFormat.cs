using System.Collections.Frozen;
using System.Globalization;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>How a chart prints its values: one number of decimals for all it computed, and the source's own for
/// printed rates.</summary>
sealed class ValueFormat
{
    static readonly FrozenDictionary<string, string> English = TextCatalog.BuiltIn.Keys
        .Where(key => key.StartsWith("chart.units.", StringComparison.Ordinal)).Select(key => TextCatalog.BuiltIn[key])
        .ToFrozenDictionary(unit => unit.In(Language.Chinese), unit => unit.In(Language.English),
            StringComparer.Ordinal);

    readonly Language _language;
    readonly int _decimals;

    public ValueFormat(string unit, bool isRate, Language language, IReadOnlyCollection<double> values)
    {
        (Unit, IsRate, _language) = (language == Language.English ? English.GetValueOrDefault(unit, unit) : unit,
            isRate, language);
        _decimals = isRate ? values.Any(HidesAnEnd) ? 2 : 1 : Decimals.Of(values);
    }

    /// <summary>In the reader's language; a unit the catalog does not know stays as it is.</summary>
    public string Unit { get; }

    public bool IsRate { get; }

    /// <summary>Whether the axis must name its unit; percent signs on the ticks do.</summary>
    public bool HasAxisUnit => Unit.Length > 0 && !(IsRate && Unit == "%");

    /// <summary>A value beside its mark: <c>95.5%</c>, <c>10,876</c>.</summary>
    public string Short(double value) => Print(value, "N" + _decimals);

    /// <summary>An observation's value: as its source printed it, else as <see cref="Short(double)"/>.</summary>
    public string Short(Observation observation) =>
        observation.IsPrintedRate ? Exact(observation.Value) : Short(observation.Value);

    /// <summary>A value with the decimals it has, at most two, or as many as the others have.</summary>
    public string Exact(double value) => Print(value, "#,0." + new string('#', Math.Max(2, _decimals)));

    /// <summary>A value with its unit: <c>95.5%</c>, <c>10,876件</c>.</summary>
    public string Long(Observation observation) => IsRate || Unit.Length == 0 ? Short(observation)
        : _language == Language.Chinese ? Short(observation) + Unit : $"{Short(observation)} {Unit}";

    /// <summary>The value with the sign of its bound, and a dagger where other sources differ.</summary>
    public string Label(Observation observation) => observation.Bound switch
    {
        "at_least" => "≥",
        "at_most" => "≤",
        "about" => "≈",
        _ => "",
    } + Short(observation) + (observation.Alternatives > 0 ? "†" : "");

    /// <summary>A value without its sign of unit, for a pair of limits.</summary>
    public string Plain(double value) => Short(value).TrimEnd('%');

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A change with its sign: <c>+0.7</c>, <c>−120</c>; two decimals where one would read 0, up to four.
    /// </summary>
    public static string Signed(double change)
    {
        var decimals = Math.Abs(change) is var size && size >= 100 ? 0 : size >= 0.05 || size == 0 ? 1
            : size >= 0.005 ? 2 : size >= 0.0005 ? 3 : 4;
        var text = Math.Round(size, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals,
            CultureInfo.InvariantCulture);
        return (change < 0 ? "−" : "+") + text;
    }

    /// <summary>As <see cref="Change"/>, changes of rates with one decimal where that does not read 0.</summary>
    public string Brief(double change) => IsRate && Math.Abs(change) >= 0.05 ? Signed(change) : Change(change);

    /// <summary>A change with its sign, in as many decimals as the values themselves have.</summary>
    public string Change(double change)
    {
        var decimals = IsRate ? 2 : _decimals;
        var size = Math.Round(Math.Abs(change), decimals, MidpointRounding.AwayFromZero);
        return (size == 0 ? "±" : change < 0 ? "−" : "+") + size.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    string Print(double value, string format)
    {
        var decimals = format[0] == 'N' ? _decimals : Math.Max(2, _decimals);
        var text = (Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0)
            .ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        return IsRate ? text + "%" : text;
    }

    // 99.97 must not read 100.0.
    static bool HidesAnEnd(double value) => (value is > 0 and < 0.05) || (value is >= 99.95 and < 100);
}
