using Analytics.Charting;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ThemeTests
{
    // Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
    static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["usual"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static TheoryData<string, string> Seen()
    {
        var data = new TheoryData<string, string>();
        foreach (var theme in Themes.All)
            foreach (var eye in Eyes.Keys) data.Add(theme.Name, eye);
        return data;
    }

    public static TheoryData<string> Names => [.. Themes.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(Seen))]
    public void Any_two_series_colours_can_be_told_apart(string theme, string eye)
    {
        var colors = Themes.Named(theme).Series;
        var seen = colors.Select(color => Lab(color, Eyes[eye])).ToArray();
        for (var i = 0; i < seen.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Distance(seen[i], seen[j]) >= 15, $"{colors[i]} and {colors[j]}");
    }

    [Theory, MemberData(nameof(Seen))]
    public void Better_and_worse_and_quiet_can_be_told_apart(string theme, string eye)
    {
        var t = Themes.Named(theme);
        var seen = new[] { t.Better, t.Worse, t.Quiet }.Select(color => Lab(color, Eyes[eye])).ToArray();
        Assert.True(Distance(seen[0], seen[1]) >= 40 && Distance(seen[0], seen[2]) >= 20 && Distance(seen[1], seen[2]) >= 20);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_ink_stands_out_from_the_background(string theme)
    {
        var t = Themes.Named(theme);
        Assert.All([.. t.Series, t.Ink, t.Muted, t.Neutral, t.Alert, t.Better, t.Worse],
            color => Assert.True(Colors.Contrast(color, t.Background) >= 4.5, color));
        Assert.True(Colors.Contrast(t.Quiet, t.Background) >= 3);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_ramp_keeps_its_order_in_grey_and_bears_ink_everywhere(string theme)
    {
        var t = Themes.Named(theme);
        var steps = Enumerable.Range(0, 101).Select(i => t.OnRamp(i / 100.0)).ToArray();
        var grey = steps.Select(Colors.Luminance).ToArray();
        var direction = Math.Sign(grey[^1] - grey[0]);
        Assert.All(grey.Zip(grey.Skip(1)), pair => Assert.Equal(direction, Math.Sign(pair.Second - pair.First)));
        Assert.All([.. steps, .. Enumerable.Range(-50, 101).Select(i => t.Diverging(i / 50.0))],
            fill => Assert.True(Colors.Contrast(t.InkOn(fill), fill) >= 4.5, fill));
    }

    [Fact]
    public void An_unknown_theme_names_the_nearest() => Assert.Equal("paper",
        Assert.Throws<AnalyticsException>(() => Themes.Named("papers")).Facts["nearest"]);

    [Fact]
    public void Black_on_white_has_a_contrast_of_21() => Assert.Equal(21, Colors.Contrast("#000000", "#ffffff"), 9);

    static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    static double[] Lab(string color, double[] eye)
    {
        var rgb = Enumerable.Range(0, 3).Select(i => Convert.ToInt32(color.Substring(1 + 2 * i, 2), 16) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        var seen = Enumerable.Range(0, 3)
            .Select(r => Math.Clamp(eye[3 * r] * rgb[0] + eye[3 * r + 1] * rgb[1] + eye[3 * r + 2] * rgb[2], 0, 1)).ToArray();
        var x = F((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
        var y = F(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
        var z = F((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
