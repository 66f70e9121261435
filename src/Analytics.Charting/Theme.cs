using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>The looks of a picture, in one place: colours as <c>#rrggbb</c>, sizes in pixels at 1×. Every ink and every
/// series colour has a contrast of 4.5:1 or more on the background, so that labels may wear it; no pair is told apart
/// by red against green.</summary>
public sealed record Theme
{
    /// <summary>kebab-case name, as written in a spec.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is meant to be seen, in one sentence for people.</summary>
    public LocalText Purpose => TextCatalog.BuiltIn["chart.theme." + Name];

    /// <summary>Behind everything.</summary>
    public string Background { get; init; } = "#ffffff";

    /// <summary>Titles, values, names.</summary>
    public string Ink { get; init; } = "#1d2733";

    /// <summary>Subtitles, ticks, remarks.</summary>
    public string Muted { get; init; } = "#5a6675";

    /// <summary>Lines behind the marks.</summary>
    public string Grid { get; init; } = "#e3e7ec";

    /// <summary>Base lines, ticks and limits.</summary>
    public string Axis { get; init; } = "#9aa5b1";

    /// <summary>The one colour of a picture without series.</summary>
    public string Neutral { get; init; } = "#2f5d8a";

    /// <summary>Words of warning.</summary>
    public string Alert { get; init; } = "#8a4500";

    /// <summary>Markers that ask for no attention; 3:1 on the background, too faint for text.</summary>
    public string Quiet { get; init; } = "#84919f";

    /// <summary>Where a direction says so: better.</summary>
    public string Better { get; init; } = "#0b5cad";

    /// <summary>Where a direction says so: worse; 40 or more from <see cref="Better"/> to every eye (CIE
    /// 1976).</summary>
    public string Worse { get; init; } = "#b35300";

    /// <summary>Series colours in the order they are given out. Any two differ by 15 or more (CIE 1976) to the usual
    /// eye and under protanopia, deuteranopia and tritanopia.</summary>
    public IReadOnlyList<string> Series { get; init; } =
        ["#0b3f94", "#827615", "#a32bc4", "#5c2e12", "#1d7e67", "#0e1822"];

    /// <summary>Colours of ordered values from least to greatest, at least two, of steadily changing lightness, so that
    /// they keep their order in grey.</summary>
    public IReadOnlyList<string> Ramp { get; init; } = ["#e9f0f7", "#9dc0e0", "#4a86bf", "#10427f"];

    /// <summary>Size of the title.</summary>
    public double TitleSize { get; init; } = 20;

    /// <summary>Where title and subtitle stand.</summary>
    public TextAnchor TitleAnchor { get; init; } = TextAnchor.Start;

    /// <summary>Colour of a line between the words above and the plot; null draws none.</summary>
    public string? Rule { get; init; }

    internal string SeriesColor(int index) => Series[index % Series.Count];

    /// A tint for bands behind points: 18 % of it on the background.
    internal string Faint(string color) => Colors.Mix(color, Background, 0.18);

    /// A tint of a colour for marks of less weight: 30 % of it on the background.
    internal string Pale(string color) => Colors.Mix(color, Background, 0.3);

    /// A tint for connecting lines: 55 % of it on the background.
    internal string Soft(string color) => Colors.Mix(color, Background, 0.55);

    /// A colour for words that may stand on any band: as much nearer to the ink as 4.5:1 asks.
    internal string OnBands(string color)
    {
        string[] bands = [.. Series.Append(Quiet).Append(Better).Append(Worse).Select(Faint)];
        return Enumerable.Range(0, 11).Select(step => Colors.Mix(Ink, color, step / 10.0))
            .First(ink => bands.All(band => Colors.Contrast(ink, band) >= 4.5));
    }

    /// The colour of a share 0 to 1 of the ramp.
    internal string OnRamp(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Ramp.Count - 1);
        var left = Math.Min((int)at, Ramp.Count - 2);
        return Colors.Mix(Ramp[left + 1], Ramp[left], at - left);
    }

    /// The colour of a share -1 to 1: worse at -1, better at 1, nearly the background at 0.
    internal string Diverging(double share) =>
        Colors.Mix(share < 0 ? Worse : Better, Background, 0.06 + 0.8 * Math.Min(1, Math.Abs(share)));

    /// The ink that stands out from a fill: this theme's, or white or black where neither of its own does better.
    internal string InkOn(string fill)
    {
        string[] inks = [Ink, Background, "#000000", "#ffffff"];
        return Array.Find(inks, ink => Colors.Contrast(ink, fill) >= 4.5)
            ?? inks.MaxBy(ink => Colors.Contrast(ink, fill))!;
    }
}

/// <summary>The catalog of themes.</summary>
public static class Themes
{
    /// <summary>For screens in dark rooms.</summary>
    public static Theme Dark { get; } = new()
    {
        Name = "dark", Background = "#12171e", Ink = "#eef2f6", Muted = "#a9b5c2", Grid = "#27303a", Axis = "#64717f",
        Neutral = "#7db4f0", Alert = "#ffb45c", Quiet = "#6c7886", Better = "#6ea8ff", Worse = "#ff9a3d",
        Series = ["#12effd", "#f4c636", "#d03af4", "#079589", "#c5f796", "#7f8938"],
        Ramp = ["#1c2733", "#2a5584", "#5b9bd8", "#d6ecff"],
    };

    /// <summary>For reports of an office: title in the middle, a line under it, colours of print.</summary>
    public static Theme GovernmentReport { get; } = new()
    {
        Name = "government-report", Ink = "#111111", Muted = "#4d4d4d", Grid = "#e0e0e0", Axis = "#8c8c8c",
        Neutral = "#1f3f77", Quiet = "#858585", Better = "#1a4f9c", Worse = "#a84e00",
        Ramp = ["#eceff5", "#a9b8d4", "#5d7bb0", "#172f5f"], TitleSize = 22, TitleAnchor = TextAnchor.Middle,
        Rule = "#9c1f1f",
    };

    /// <summary>For print on white paper; what a spec takes that names none.</summary>
    public static Theme Paper { get; } = new() { Name = "paper" };

    /// <summary>For pages on a screen: a soft background and a larger title.</summary>
    public static Theme Screen { get; } = new()
    {
        Name = "screen", Background = "#f7f5f0", Ink = "#20262e", Muted = "#57606b", Grid = "#e4e0d7", Axis = "#98a0a8",
        Neutral = "#26547d", Quiet = "#7f8b98", Better = "#0b5cad", Worse = "#a84e00",
        Series = ["#211949", "#c44312", "#8d1afb", "#3e7668", "#462008", "#b32eab"],
        Ramp = ["#e6ecef", "#9cbdd6", "#4a82b4", "#143f70"], TitleSize = 22,
    };

    /// <summary>Every theme, in order of name.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Dark, GovernmentReport, Paper, Screen];

    /// <summary>The theme of a name; null is <see cref="Paper"/>.</summary>
    /// <exception cref="AnalyticsException"><c>chart-theme-unknown</c>, with the nearest name.</exception>
    public static Theme Named(string? name) => name is null ? Paper
        : All.FirstOrDefault(theme => theme.Name == name) ?? throw ChartErrors.ThemeUnknown(name);
}
