using Analytics.Pipelines;

namespace Analytics.Etl.Published;

/// <summary>The reviewed map from reported codes to indicator variants.</summary>
public sealed class IndicatorMap
{
    readonly ILookup<string, CsvRow> _byCode;

    IndicatorMap(IReadOnlyList<CsvRow> rules)
    {
        Rules = rules;
        _byCode = rules.ToLookup(rule => rule["reported_code"], StringComparer.Ordinal);
    }

    /// <summary>Every rule, in file order.</summary>
    public IReadOnlyList<CsvRow> Rules { get; }

    /// <summary>Reads the map.</summary>
    /// <exception cref="Tables.AnalyticsException">The file is missing or malformed.</exception>
    public static IndicatorMap Read(CsvReading read) => new([.. read(PublishedFiles.Map)]);

    /// <summary>The rules for a figure that name most of its source and unit: one when the map is sound.</summary>
    public IReadOnlyList<CsvRow> Find(CsvRow figure)
    {
        var fitting = _byCode[figure["indicator_code"]]
            .Where(rule => rule["source_id"] is "" || rule["source_id"] == figure["source_id"])
            .Where(rule => rule["unit"] is "" || rule["unit"] == figure["unit"])
            .ToLookup(rule => (rule["source_id"] is "" ? 0 : 1) + (rule["unit"] is "" ? 0 : 1));
        return fitting.Count == 0 ? [] : [.. fitting[fitting.Max(group => group.Key)]];
    }
}
