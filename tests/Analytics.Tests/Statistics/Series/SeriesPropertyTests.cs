using Analytics.Statistics.Series;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Series;

public class SeriesPropertyTests
{
    static readonly Gen<double> Number = Gen.Choose(-100000, 100000).Select(i => i / 1000.0);

    static Arbitrary<double[]> Series(int least, int most) =>
        Gen.Choose(least, most).SelectMany(n => Number.ArrayOf(n)).ToArbitrary();

    static bool Near(IEnumerable<double> a, IEnumerable<double> b, double tolerance) =>
        a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance);

    [Fact]
    public void Parts_of_a_season_add_up_to_the_series() => Prop.ForAll(Series(13, 60), y =>
        new[] { (4, (int?)null, false), (4, 7, false), (6, null, true), (5, 3, true) }.All(way =>
            Stl.Of(y, way.Item1, way.Item2, way.Item3) is var parts
            && Near(y, y.Select((_, t) => parts.Seasonal[t] + parts.Trend[t] + parts.Remainder[t]), 1e-10)
            && parts.Weights.All(w => w is >= 0 and <= 1))).Check(Sampling.Of(150));

    [Fact]
    public void A_shift_moves_the_trend_alone_and_a_scale_all_parts() => Prop.ForAll(Series(13, 40), y =>
    {
        var parts = Stl.Of(y, 4, 7);
        var moved = Stl.Of([.. y.Select(value => 3 * value + 500)], 4, 7);
        return Near(parts.Seasonal.Select(s => 3 * s), moved.Seasonal, 1e-9)
            && Near(parts.Trend.Select(t => 3 * t + 500), moved.Trend, 1e-9);
    }).Check(Sampling.Of(150));

    [Fact]
    public void All_components_together_are_the_series() => Prop.ForAll(Series(3, 40), y =>
        Near(y, Ssa.Of(y, rank: y.Length).Reconstruction, 1e-9)).Check(Sampling.Of(150));

    [Fact]
    public void Squared_singular_values_sum_to_the_matrix_and_shares_to_at_most_1() => Prop.ForAll(Series(3, 40), y =>
    {
        var ssa = Ssa.Of(y);
        var sum = Enumerable.Range(0, y.Length - ssa.Window + 1).Sum(i => y[i..(i + ssa.Window)].Sum(v => v * v));
        return Math.Abs(ssa.SingularValues.Sum(v => v * v) - sum) <= 1e-10 * sum
            && ssa.SingularValues.Zip(ssa.SingularValues.Skip(1)).All(pair => pair.First >= pair.Second)
            && ssa.VarianceShares.Sum() <= 1 + 1e-12 && ssa.Verticality is >= 0 and <= 1;
    }).Check(Sampling.Of(150));

    [Fact]
    public void Windows_of_L_and_of_K_see_the_same_components() => Prop.ForAll(Series(6, 30), y =>
        Ssa.Of(y, 3, 1) is var standing && Ssa.Of(y, y.Length - 2, 1) is var lying
        && Near(standing.SingularValues, lying.SingularValues, 1e-9)
        && (standing.SingularValues[0] - standing.SingularValues[1] < 1e-3 * standing.SingularValues[0]
            || Near(standing.Reconstruction, lying.Reconstruction, 1e-7))).Check(Sampling.Of(150));

    [Fact]
    public void A_scale_scales_reconstruction_and_forecast() => Prop.ForAll(Series(6, 30), y =>
        Ssa.Of(y, rank: 2) is var one && Ssa.Of([.. y.Select(v => v * 1024)], rank: 2) is var scaled
        && Near(one.Reconstruction.Select(v => v * 1024), scaled.Reconstruction, 1e-6)
        && one.Rank == scaled.Rank).Check(Sampling.Of(150));

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    public void What_single_precision_cannot_hold_is_still_told(double amplitude)
    {
        // A cycle of so small a part of its level is lost in single precision (7 digits).
        double[] y = [.. Enumerable.Range(0, 60).Select(t => 1 + amplitude * Math.Sin(2 * Math.PI * t / 12))];
        var ssa = Ssa.Of(y, 24, 3);
        Assert.True(Near(ssa.Forecast(12)!.Select((v, i) => (v - 1) / amplitude),
            Enumerable.Range(60, 12).Select(t => Math.Sin(2 * Math.PI * t / 12)), 1e-12 / amplitude));
    }

    [Fact]
    public void A_robust_season_does_not_follow_one_wild_point()
    {
        double[] y = [.. Enumerable.Range(0, 48).Select(t => 50 + 0.2 * t + 3 * Math.Sin(2 * Math.PI * t / 12) + 0.3 * Math.Cos(5.0 * t * t))];
        double[] wild = [.. y];
        wild[20] += 40;
        double Miss(bool robust) => Stl.Of(y, 12, null, robust).Seasonal.Zip(Stl.Of(wild, 12, null, robust).Seasonal, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(Miss(true) < 0.3 && Miss(false) > 3, $"{Miss(true)} {Miss(false)}");
        Assert.Equal(0, Stl.Of(wild, 12, null, true).Weights[20]);
    }

    [Fact]
    public void Numbers_out_of_range_are_a_programmers_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ssa.Of([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ssa.Of([1, 2, 3], 3));
        Assert.Throws<ArgumentException>(() => Ssa.Of([1, double.NaN, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stl.Of([1, 2, 3, 4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stl.Of([1, 2, 3, 4, 5], 2, 2));
    }
}
