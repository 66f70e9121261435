using Analytics.Statistics.Hierarchies;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Hierarchies;

public class HierarchiesPropertyTests
{
    // A city, two groups and six districts.
    static readonly Hierarchy City = Hierarchy.Of([["a", "b", "c", "d", "e", "f"], ["a", "b"], ["c", "d", "e", "f"],
        ["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]);

    static readonly Gen<double> Number = Gen.Choose(-100000, 100000).Select(i => i / 100.0);

    static readonly Arbitrary<(double[] Forecasts, double[] Variances, double[] Factor)> Cases =
        Number.ArrayOf(9).SelectMany(forecasts => Gen.Choose(1, 5000).Select(i => i / 100.0).ArrayOf(9).SelectMany(variances =>
            Gen.Choose(-100, 100).Select(i => i / 100.0).ArrayOf(81).Select(factor => (forecasts, variances, factor)))).ToArbitrary();

    static double[,] Covariance(double[] variances, double[] factor)
    {
        var w = new double[9, 9];
        for (var i = 0; i < 9; i++)
            for (var j = 0; j < 9; j++)
            {
                for (var k = 0; k < 9; k++) w[i, j] += factor[9 * i + k] * factor[9 * j + k];
                if (i == j) w[i, i] += variances[i];
            }
        return w;
    }

    static Reconciliation[] Ways((double[] Forecasts, double[] Variances, double[] Factor) c) =>
    [
        Reconciliation.Ols(City), Reconciliation.WlsStructural(City), Reconciliation.WlsVariance(City, c.Variances)!,
        Reconciliation.MinT(City, Covariance(c.Variances, c.Factor))!,
    ];

    static bool Near(double[] a, double[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9);

    static bool AddsUp(double[] y) => Math.Abs(y[1] - y[3] - y[4]) <= 1e-9 && Math.Abs(y[2] - y[5..].Sum()) <= 1e-9
        && Math.Abs(y[0] - y[1] - y[2]) <= 1e-9;

    [Fact]
    public void Districts_add_up_to_the_city() => Prop.ForAll(Cases, c =>
        AddsUp(Reconciliation.BottomUp(City, c.Forecasts)) && Ways(c).All(way => AddsUp(way.Of(c.Forecasts)))).Check(Sampling.Of(200));

    [Fact]
    public void Forecasts_that_add_up_stay_as_they_are() => Prop.ForAll(Cases, c =>
        Reconciliation.BottomUp(City, c.Forecasts) is var coherent && Ways(c).All(way => Near(coherent, way.Of(coherent)))).Check(Sampling.Of(200));

    [Fact]
    public void Twice_is_once_and_scales_carry_over() => Prop.ForAll(Cases, c => Ways(c).All(way =>
        way.Of(c.Forecasts) is var once && Near(once, way.Of(once))
        && Near([.. once.Select(v => 3 * v)], way.Of([.. c.Forecasts.Select(v => 3 * v)])))).Check(Sampling.Of(200));

    [Fact]
    public void Variances_do_not_grow() => Prop.ForAll(Cases, c =>
    {
        var w = Covariance(c.Variances, c.Factor);
        var found = Reconciliation.MinT(City, w)!.Variances;
        return Enumerable.Range(0, 9).All(i => found[i] <= w[i, i] * (1 + 1e-12) && found[i] >= 0);
    }).Check(Sampling.Of(200));

    [Fact]
    public void Many_periods_are_each_by_itself() => Prop.ForAll(Cases, c =>
    {
        var way = Ways(c)[3];
        double[] other = [.. c.Forecasts.Reverse()];
        var both = way.OfAll([c.Forecasts, other]);
        return both[0].SequenceEqual(way.Of(c.Forecasts)) && both[1].SequenceEqual(way.Of(other));
    }).Check(Sampling.Of(50));
}
