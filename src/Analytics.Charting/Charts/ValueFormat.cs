using System.Globalization;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>How a chart prints its values: one number of decimals for all.</summary>
sealed class ValueFormat
{
    readonly Language _language;
    readonly int _decimals;

    public ValueFormat(string unit, bool isRate, Language language, IReadOnlyCollection<double> values)
    {
        (Unit, IsRate, _language) = (unit, isRate, language);
        _decimals = isRate ? values.Any(HidesAnEnd) ? 2 : 1 : Enumerable.Range(0, 2)
            .FirstOrDefault(d => values.All(v => Math.Abs(v - Math.Round(v, d)) < 1e-9), 2);
    }

    public string Unit { get; }

    public bool IsRate { get; }

    /// <summary>A value beside its mark: <c>95.5%</c>, <c>10,876</c>.</summary>
    public string Short(double value)
    {
        var text = (Math.Round(value, _decimals, MidpointRounding.AwayFromZero) + 0.0)
            .ToString("N" + _decimals, CultureInfo.InvariantCulture).Replace('-', '−');
        return IsRate ? text + "%" : text;
    }

    /// <summary>A value with its unit: <c>95.5%</c>, <c>10,876件</c>.</summary>
    public string Long(double value) => IsRate || Unit.Length == 0 ? Short(value)
        : _language == Language.Chinese ? Short(value) + Unit : $"{Short(value)} {Unit}";

    /// <summary>The value with the sign of its bound, and a dagger where other sources differ.</summary>
    public string Label(Observation observation) => observation.Bound switch
    {
        "at_least" => "≥",
        "at_most" => "≤",
        "about" => "≈",
        _ => "",
    } + Short(observation.Value) + (observation.Alternatives > 0 ? "†" : "");

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // 99.97 must not read 100.0.
    static bool HidesAnEnd(double value) => (value is > 0 and < 0.05) || (value is >= 99.95 and < 100);
}
