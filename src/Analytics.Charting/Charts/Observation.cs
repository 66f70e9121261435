using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>One row as charts see it: names in the picture's language, absent parts empty.</summary>
sealed record Observation
{
    public required string AreaId { get; init; }
    public required string Area { get; init; }
    public string AreaZh { get; init; } = "";
    public string AreaEn { get; init; } = "";
    public required string Level { get; init; }
    public required string Parent { get; init; }
    public required string Variant { get; init; }
    public required string VariantName { get; init; }
    public required string Scope { get; init; }
    public required string ScopeWords { get; init; }
    public required string Period { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? End { get; init; }
    public required double Value { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public required string Bound { get; init; }
    public long? Events { get; init; }
    public long? Trials { get; init; }
    public string? Reason { get; init; }
    public required bool IsPrintedRate { get; init; }
    public required IReadOnlyList<string> Figures { get; init; }
    public long Alternatives { get; init; }
    public required string Dataset { get; init; }
    public string Unit { get; init; } = "";
    public string Measure { get; init; } = "";
    public string MeasureName { get; init; } = "";

    /// <summary>The measure's name where the picture has several; "" where one is all there is.</summary>
    public string Topic { get; init; } = "";
    public string Part { get; init; } = "";
    public string PartName { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>Its row in the picture's data.</summary>
    public int Row { get; init; } = -1;

    public bool IsProvisional => Status.Contains("provisional");

    public bool IsPartial => Status.Contains("partial");

    /// <summary>Denominators under 30 leave an interval of 30 percentage points and more at 50 %.</summary>
    public bool IsSmallBase => Trials is < 30;

    /// <summary>Whether a name is the area's: its id, its name in either language, or that without 区 or 新区.</summary>
    public bool IsNamed(string name) => name.Length > 0 && (name == AreaId || name == Area || name == AreaZh
        || name == AreaEn || Bare(name) == Bare(AreaZh));

    /// <summary>Whether its value is no lower or upper bound; roughly known will do.</summary>
    public bool IsKnown => Bound is "exact" or "about";

    /// <summary>Whether it can be judged by its counts: those of a bound are bounds as well.</summary>
    public bool HasCounts => IsKnown && Trials is > 0 && Events is >= 0 && Events <= Trials;

    /// <summary>A district's name without 区 or 新区.</summary>
    public static string Bare(string name) => name.EndsWith("新区", StringComparison.Ordinal) && name.Length > 3
        ? name[..^2]
        : name.EndsWith('区') && name.Length > 2 ? name[..^1] : name;

    public bool HasInterval => Low is not null && High is not null;

    public bool IsCalendarYear => Start is { Month: 1, Day: 1 } start && End is { Month: 12, Day: 31 } end
        && start.Year == end.Year;

    /// <summary>Its marks as a group a reader can point at.</summary>
    public DatumGroup Datum(Canvas canvas, ValueFormat format, IReadOnlyList<Mark> marks, string series = "",
        string? more = null) => new(Figures, Spoken(canvas, format) + (more is null ? ""
            : (canvas.Language == Language.Chinese ? "，" : ", ") + more), marks)
    {
        Area = AreaId, Series = series, Row = Row,
    };

    public string Spoken(Canvas canvas, ValueFormat format)
    {
        var value = Bound switch
        {
            "at_least" => canvas.Say("chart.spoken.at-least", ("value", format.Long(this))),
            "at_most" => canvas.Say("chart.spoken.at-most", ("value", format.Long(this))),
            "about" => canvas.Say("chart.spoken.about", ("value", format.Long(this))),
            _ => format.Long(this),
        };
        var parts = new List<string>();
        if (Topic.Length > 0) parts.Add(Topic);
        if (VariantName.Length > 0) parts.Add(VariantName);
        if (ScopeWords.Length > 0) parts.Add(ScopeWords);
        parts.Add(value);
        if (Low is { } low && High is { } high)
            parts.Add(canvas.Say("chart.spoken.interval", ("low", format.Short(low)), ("high", format.Short(high))));
        else if (Reason is "rate-only" or "bound") parts.Add(canvas.Say("chart.spoken." + Reason));
        if (Trials is { } n) parts.Add(canvas.Say("chart.spoken.n", ("n", ValueFormat.Whole(n))));
        foreach (var status in Status.Where(status => status is "provisional" or "partial" or "late"))
            parts.Add(canvas.Say("chart.status." + status));
        if (Alternatives > 0) parts.Add(canvas.Say("chart.spoken.alternatives", ("count", Alternatives)));
        var where = Period.Length > 0 ? $"{Area} {Period}" : Area;
        return canvas.Language == Language.Chinese ? $"{where}：{string.Join("，", parts)}"
            : $"{where}: {string.Join(", ", parts)}";
    }
}
