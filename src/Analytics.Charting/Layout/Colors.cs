namespace Analytics.Charting.Layout;

/// <summary>Sums with colours, written <c>#rrggbb</c>.</summary>
static class Colors
{
    // The linear light of each value of a channel.
    static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(i => i / 255.0)
        .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    /// <summary>Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).</summary>
    public static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    /// <summary>A share, 0 to 1, of a colour on another.</summary>
    public static string Mix(string color, string under, double share) => string.Create(7, (color, under, share),
        static (text, of) =>
        {
            text[0] = '#';
            for (var i = 0; i < 3; i++)
            {
                var (c, u) = (Channel(of.color, i), Channel(of.under, i));
                ((byte)Math.Round(u - of.share * (u - c))).TryFormat(text[(1 + 2 * i)..], out _, "x2");
            }
        });

    public static double Luminance(string color) => 0.2126 * Linear[Channel(color, 0)]
        + 0.7152 * Linear[Channel(color, 1)] + 0.0722 * Linear[Channel(color, 2)];

    static int Channel(string color, int index) =>
        16 * Digit(color[1 + 2 * index]) + Digit(color[2 + 2 * index]);

    static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
