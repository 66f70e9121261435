using System.CommandLine;
using System.Globalization;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>What a chart is made of and how it looks.</summary>
sealed class ChartOptions
{
    readonly Option<string> _spec, _title, _theme, _target, _grid, _shapes;
    readonly Option<string[]> _by, _highlight;
    readonly Option<double?> _width, _height, _dpi;
    readonly Option<double> _scale;
    readonly Option<int?> _horizon;
    readonly Option<bool> _trend, _wide, _shares, _free, _zero, _outline;

    public ChartOptions(Command command, Language language)
    {
        command.Add(Measure = new("--measure") { Description = Words("measure"), HelpName = "MEASURE" });
        command.Add(_by = new("--by") { Description = Words("by"), HelpName = "area|period" });
        command.Add(Out = new("--out") { Description = Words("out"), HelpName = "FILE.svg|png|html" });
        command.Add(_spec = new("--spec") { Description = Words("spec"), HelpName = "FILE.json" });
        command.Add(_title = new("--title") { Description = Words("title"), HelpName = "TEXT" });
        command.Add(_theme = new("--theme")
        {
            Description = Words("theme"), HelpName = string.Join("|", Themes.All.Select(theme => theme.Name)),
        });
        command.Add(_target = new("--target") { Description = Words("target"), HelpName = "VALUE[:TEXT]" });
        command.Add(_highlight = new("--highlight") { Description = Words("highlight"), HelpName = "AREA" });
        command.Add(_trend = new("--trend") { Description = Words("trend") });
        command.Add(_wide = new("--overdispersion") { Description = Words("overdispersion") });
        command.Add(_free = new("--free-scales") { Description = Words("free-scales") });
        command.Add(_zero = new("--from-zero") { Description = Words("from-zero") });
        command.Add(_shares = new("--shares") { Description = Words("shares") });
        command.Add(_horizon = new("--horizon") { Description = Words("horizon"), HelpName = "N" });
        command.Add(_grid = new("--grid") { Description = Words("grid"), HelpName = "FILE.csv" });
        command.Add(_shapes = new("--shapes") { Description = Words("shapes"), HelpName = "FILE.geojson" });
        command.Add(_width = new("--width") { Description = Words("width"), HelpName = "320–4000" });
        command.Add(_height = new("--height") { Description = Words("height"), HelpName = "120–20000" });
        command.Add(_scale = new("--scale")
        {
            Description = Words("scale"), HelpName = "1–4", DefaultValueFactory = _ => 2,
        });
        command.Add(_dpi = new("--dpi") { Description = Words("dpi"), HelpName = "72–1200" });
        command.Add(_outline = new("--outline") { Description = Words("outline") });
        command.Add(List = new("--list") { Description = Words("list") });
        command.Add(Schema = new("--schema") { Description = Words("schema") });

        string Words(string key) => TextCatalog.BuiltIn["cli.chart." + key].In(language);
    }

    public Option<string[]> Measure { get; }

    public Option<string> Out { get; }

    public Option<bool> List { get; }

    public Option<bool> Schema { get; }

    /// <summary>What a row stands for: <c>area</c>, <c>period</c>, or both; empty where nothing is said.</summary>
    public IReadOnlyList<string> By(ParseResult parsed)
    {
        string[] by = [.. (parsed.GetValue(_by) ?? []).SelectMany(one => one.Split(','))];
        return by.FirstOrDefault(one => one is not ("area" or "period")) is { } other
            ? throw CliErrors.ValueInvalid("--by", other, "area, period") : by;
    }

    /// <summary>How a surface writes; a chart's ids begin with its type's name.</summary>
    public SurfaceOptions Surface(ParseResult parsed, string type)
    {
        if (parsed.GetValue(_scale) is not (>= 1 and <= 4) and var wrong)
            throw CliErrors.ValueInvalid("--scale", Text(wrong), "1–4");
        if (parsed.GetValue(_dpi) is { } dpi and not (>= 72 and <= 1200))
            throw CliErrors.ValueInvalid("--dpi", Text(dpi), "72–1200");
        return new SurfaceOptions(type, parsed.GetValue(_outline), parsed.GetValue(_scale), parsed.GetValue(_dpi));
    }

    /// <summary>The file's spec, or one of the type alone, with what the options say.</summary>
    public async Task<ChartSpec> ReadAsync(Invocation call, string type, LocalText title, CancellationToken ct)
    {
        var parsed = call.Parsed;
        var spec = parsed.GetValue(_spec) is { } file
            ? await Files.ReadAsync(file, ChartSpec.Parse, ct) with { Type = type }
            : new ChartSpec { Type = type, Title = title, Language = call.Language };
        return spec with
        {
            Language = parsed.GetValue(call.Shared.Lang) is null ? spec.Language : call.Language,
            Title = parsed.GetValue(_title) is { } words ? new LocalText(words, words) : spec.Title,
            Theme = parsed.GetValue(_theme) is { } theme ? Themes.Named(theme).Name : spec.Theme,
            Reference = parsed.GetValue(_target) is { } target ? Target(target) : spec.Reference,
            Highlight = [.. spec.Highlight, .. parsed.GetValue(_highlight) ?? []],
            Trend = parsed.GetValue(_trend) ? true : spec.Trend,
            Overdispersion = parsed.GetValue(_wide) ? true : spec.Overdispersion,
            FreeScales = parsed.GetValue(_free) ? true : spec.FreeScales,
            FromZero = parsed.GetValue(_zero) ? true : spec.FromZero,
            Shares = parsed.GetValue(_shares) ? true : spec.Shares,
            Horizon = parsed.GetValue(_horizon) ?? spec.Horizon,
            Grid = parsed.GetValue(_grid) is { } grid ? await Files.ReadAsync(grid, TileGrid.Parse, ct) : spec.Grid,
            Shapes = parsed.GetValue(_shapes) is { } shapes ? await Files.ReadAsync(shapes, AreaShapes.Parse, ct)
                : spec.Shapes,
            Width = parsed.GetValue(_width) ?? spec.Width,
            Height = parsed.GetValue(_height) ?? spec.Height,
        };
    }

    /// <summary>The surface a file's name asks for.</summary>
    /// <exception cref="AnalyticsException"><c>value-invalid</c>: no surface writes such files.</exception>
    public static Surface SurfaceOf(string path) => Surfaces.All
        .FirstOrDefault(surface => path.EndsWith("." + surface.Name, StringComparison.OrdinalIgnoreCase))
        ?? throw CliErrors.ValueInvalid("--out", path, string.Join(", ", Surfaces.All.Select(s => "*." + s.Name)));

    // 95, or 95:the city's plan.
    static ReferenceLine Target(string text)
    {
        var (number, words) = text.IndexOfAny([':', '：']) is var at and > 0 ? (text[..at], text[(at + 1)..])
            : (text, "");
        if (!double.TryParse(number.TrimEnd('%', '％'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value)) throw CliErrors.ValueInvalid("--target", text, "95, 95:TEXT");
        return new ReferenceLine(value, words.Length > 0 ? new(words, words)
            : TextCatalog.BuiltIn["cli.chart.target.label"]);
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
