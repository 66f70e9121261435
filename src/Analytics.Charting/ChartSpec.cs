using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>The name of a theme in <see cref="Themes"/>; null is <c>paper</c>.</summary>
    public string? Theme { get; init; }

    /// <summary>Areas to bring out, by id or by name in either language; the others step back. Empty brings out none.
    /// </summary>
    public IReadOnlyList<string> Highlight { get; init; } = [];

    /// <summary>A labelled line at one value, such as the city's figure or a target.</summary>
    public ReferenceLine? Reference { get; init; }

    /// <summary>The values the axis spans; null is computed. Data outside it widen it.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>Points over time: true gives each area its own panel, false all areas one; null decides by their
    /// number (one panel up to six areas).</summary>
    public bool? Panels { get; init; }

    /// <summary>Panels: true gives each its own scale, false and null all the same.</summary>
    public bool? FreeScales { get; init; }

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

    /// <summary>Maps: where each area's tile stands; null takes the built-in grid of Shanghai's districts.</summary>
    public IReadOnlyList<TilePlace>? Grid { get; init; }

    /// <summary>Maps: the outlines of areas, in degrees.</summary>
    public IReadOnlyList<AreaShape>? Shapes { get; init; }

    /// <summary>Forecasts: how many periods ahead, 1 to 60; null is as many as a third of those known, at most 5.
    /// </summary>
    public int? Horizon { get; init; }

    /// <summary>Bars and stacks: true shows shares of the whole.</summary>
    public bool? Shares { get; init; }

    /// <summary>Bars, histograms and axes of rates: true begins at zero.</summary>
    public bool? FromZero { get; init; }

    /// <summary>Scatters: the measure along the bottom, by its name in the rows or for people; null takes the first of
    /// the rows. A reference and a range are of <see cref="Y"/>.</summary>
    public string? X { get; init; }

    /// <summary>Scatters: the measure up the side; null takes the next of the rows.</summary>
    public string? Y { get; init; }

    /// <summary>The JSON form: snake_case, absent parts left out, language as <c>zh</c> or <c>en</c>, direction as
    /// <c>higher_better</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A spec from its JSON form.</summary>
    /// <exception cref="AnalyticsException"><c>chart-spec-invalid</c>, with the place: not JSON, a part is missing,
    /// unknown, null where it may not be, or of the wrong kind.</exception>
    public static ChartSpec Parse(string json)
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
                SpecCheck.Check(document.RootElement, Json.GetTypeInfo(typeof(ChartSpec)));
            return JsonSerializer.Deserialize<ChartSpec>(json, Json)!;
        }
        catch (JsonException error)
        {
            throw SpecCheck.Unreadable(error);
        }
    }

    /// <summary>The JSON schema of the JSON form.</summary>
    public static string Schema() => ChartSchema.Write(Json);

    /// <inheritdoc/>
    public bool Equals(ChartSpec? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
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

/// <summary>Where an area's tile stands on a map of equal tiles.</summary>
/// <param name="Area">Its id, or its name in either language.</param>
/// <param name="Column">From the left, 0 or more.</param>
/// <param name="Row">From the top, 0 or more.</param>
public sealed record TilePlace(string Area, int Column, int Row);

/// <summary>The outline of an area.</summary>
/// <param name="Area">Its id, or its name in either language.</param>
/// <param name="Rings">Closed rings of longitude and latitude in degrees; what two rings hold both is a hole.</param>
/// <param name="Name">What it is called where <paramref name="Area"/> is a code no row has; "" where there is no other
/// name.</param>
public sealed record AreaShape(string Area, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Rings,
    string Name = "");
