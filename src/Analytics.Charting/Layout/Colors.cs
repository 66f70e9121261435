namespace Analytics.Charting.Layout;

/// <summary>Sums with colours, written <c>#rrggbb</c>.</summary>
static class Colors
{
    /// <summary>Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).</summary>
    public static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    /// <summary>A share, 0 to 1, of a colour on another.</summary>
    public static string Mix(string color, string under, double share) => "#" + string.Concat(Channels(color)
        .Zip(Channels(under), (c, u) => ((int)Math.Round(u - share * (u - c))).ToString("x2")));

    public static double Luminance(string color)
    {
        var linear = Channels(color).Select(c => c / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    static int[] Channels(string color) =>
        [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(color.Substring(1 + 2 * i, 2), 16))];
}
