using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>What to draw and how to word it; the data come beside it as a <see cref="Table"/>. Immutable, with a JSON
/// form.</summary>
public sealed record ChartSpec
{
    /// <summary>The name of a chart type in <see cref="ChartTypes.All"/>, such as <c>ranked-dots</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The headline; wraps to the width.</summary>
    public required LocalText Title { get; init; }

    /// <summary>A line under the headline: what is measured, of whom, how.</summary>
    public LocalText? Subtitle { get; init; }

    /// <summary>The unit on the axis; null takes the unit the rows carry. <c>%</c> makes the axis stay in 0 to
    /// 100.</summary>
    public LocalText? Unit { get; init; }

    /// <summary>Who published the figures; printed under the plot after the word "source".</summary>
    public LocalText? Source { get; init; }

    /// <summary>Remarks under the source line, one paragraph each.</summary>
    public IReadOnlyList<LocalText> Footnotes { get; init; } = [];

    /// <summary>Which columns hold what; the defaults are the names a query's result has.</summary>
    public ChartColumns Columns { get; init; } = new();

    /// <summary>Width in pixels at 1×, 320 to 4000.</summary>
    public double Width { get; init; } = 760;

    /// <summary>Height in pixels at 1×; null is computed from the rows. A height too small for the text is
    /// enlarged.</summary>
    public double? Height { get; init; }

    /// <summary>The language of every word in the picture.</summary>
    public Language Language { get; init; }

    /// <summary>A labelled line at one value, such as the city's figure or a target.</summary>
    public ReferenceLine? Reference { get; init; }

    /// <summary>The values the axis spans; null is computed. Data outside it widen it.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>Points over time: true gives each area its own panel, false all areas one; null decides by their
    /// number (one panel up to six areas).</summary>
    public bool? Panels { get; init; }

    /// <summary>What a higher value means. With a direction, marks and trends are coloured as better or worse, by two
    /// colours every eye tells apart; null and neutral colour neither.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Funnels: true widens the limits by what areas differ in truth; null and false allow for chance alone.
    /// </summary>
    public bool? Overdispersion { get; init; }

    /// <summary>Points over time in panels: true adds each area's trend line, its band, and a verdict in words.
    /// </summary>
    public bool? Trend { get; init; }

    /// <summary>Points over time: days on which what the series count changed. Lines and trends stop there, a thin
    /// dashed line marks the day and a remark names it. Null takes those the model knows; an empty list none.</summary>
    public IReadOnlyList<ChartBreak>? Breaks { get; init; }

    /// <summary>The JSON form: snake_case, absent parts left out, language as <c>zh</c> or <c>en</c>, direction as
    /// <c>higher_better</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A spec from its JSON form.</summary>
    /// <exception cref="AnalyticsException"><c>chart-spec-invalid</c>: not JSON, a part is missing or
    /// unknown.</exception>
    public static ChartSpec Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ChartSpec>(json, Json) ?? throw ChartErrors.SpecInvalid("null", null);
        }
        catch (JsonException error)
        {
            throw ChartErrors.SpecInvalid(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public bool Equals(ChartSpec? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new LanguageConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    };

    sealed class LanguageConverter : JsonConverter<Language>
    {
        public override Language Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() switch
            {
                "zh" => Language.Chinese,
                "en" => Language.English,
                var other => throw new JsonException($"language is '{other}', expected zh or en."),
            };

        public override void Write(Utf8JsonWriter writer, Language value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value == Language.Chinese ? "zh" : "en");
    }
}

/// <summary>A labelled line at one value of the axis.</summary>
/// <param name="Value">In the unit of the axis.</param>
/// <param name="Label">Words beside the line; the value is added by the chart.</param>
public sealed record ReferenceLine(double Value, LocalText Label);

/// <summary>The least and the greatest value of an axis.</summary>
public sealed record ValueRange(double From, double To);
