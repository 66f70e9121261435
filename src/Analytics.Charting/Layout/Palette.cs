namespace Analytics.Charting.Layout;

/// <summary>The colours of the house. Every ink has a contrast of 4.5:1 or more on the background, every series colour
/// too, so that labels may wear it; no pair is told apart by red against green.</summary>
static class Palette
{
    public const string Background = "#ffffff";
    public const string Ink = "#1d2733";
    public const string Muted = "#5a6675";
    public const string Grid = "#e3e7ec";
    public const string Axis = "#9aa5b1";
    public const string Neutral = "#2f5d8a";
    public const string Alert = "#8a4500";

    /// <summary>Markers that ask for no attention; 3:1 on the background, too faint for text.</summary>
    public const string Quiet = "#84919f";

    /// <summary>Better and worse, where a direction says which is which: blue against orange, never green against red.
    /// </summary>
    public const string Better = "#0b5cad", Worse = "#b35300";

    /// <summary>Series colours in the order they are given out. Any two differ by 15 or more (CIE 1976) to the usual
    /// eye and under protanopia, deuteranopia and tritanopia.</summary>
    public static readonly string[] Series = ["#0b3f94", "#827615", "#a32bc4", "#5c2e12", "#1d7e67", "#0e1822"];

    /// <summary>A tint for bands behind points: 18 % of it on the background.</summary>
    public static string Faint(string color) => Mix(color, 0.18);

    /// <summary>A tint of a colour for small bases: 30 % of it on the background.</summary>
    public static string Pale(string color) => Mix(color, 0.3);

    /// <summary>A tint for connecting lines: 55 % of it on the background.</summary>
    public static string Soft(string color) => Mix(color, 0.55);

    /// <summary>Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).</summary>
    public static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    static string Mix(string color, double share) =>
        "#" + string.Concat(Channels(color).Select(c => ((int)Math.Round(255 - share * (255 - c))).ToString("x2")));

    static double Luminance(string color)
    {
        var linear = Channels(color).Select(c => c / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    static int[] Channels(string color) =>
        [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(color.Substring(1 + 2 * i, 2), 16))];
}
