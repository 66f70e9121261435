using Analytics.Charting.Layout;

namespace Analytics.Tests.Charting;

public class PaletteTests
{
    // Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
    static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["usual"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static TheoryData<string> EyeNames => [.. Eyes.Keys];

    [Theory, MemberData(nameof(EyeNames))]
    public void Any_two_series_colours_can_be_told_apart(string eye)
    {
        var seen = Palette.Series.Select(color => Lab(color, Eyes[eye])).ToArray();
        for (var i = 0; i < seen.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Distance(seen[i], seen[j]) >= 15, $"{Palette.Series[i]} and {Palette.Series[j]}");
    }

    [Theory, MemberData(nameof(EyeNames))]
    public void Better_and_worse_and_quiet_can_be_told_apart(string eye)
    {
        var seen = new[] { Palette.Better, Palette.Worse, Palette.Quiet }.Select(color => Lab(color, Eyes[eye])).ToArray();
        Assert.True(Distance(seen[0], seen[1]) >= 40 && Distance(seen[0], seen[2]) >= 20 && Distance(seen[1], seen[2]) >= 20);
    }

    [Fact]
    public void Every_ink_stands_out_from_the_background() =>
        Assert.All([.. Palette.Series, Palette.Ink, Palette.Muted, Palette.Neutral, Palette.Alert, Palette.Better,
            Palette.Worse],
            color => Assert.True(Palette.Contrast(color, Palette.Background) >= 4.5, color));

    [Fact]
    public void Black_on_white_has_a_contrast_of_21() => Assert.Equal(21, Palette.Contrast("#000000", "#ffffff"), 9);

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
