using Analytics.Statistics.Intervals;

namespace Analytics.Tests.Statistics;

public class IntervalReferenceTests
{
    [Fact]
    public void Wilson_is_as_in_R() => Assert.All(Reference.Rows("01-proportion-ci.csv"), row =>
    {
        var found = Wilson.Interval(row.Count("x"), row.Count("n"), row.Number("conf"));
        Reference.ClassA(row.Number("wilson_lo"), found.Low, row["case_id"]);
        Reference.ClassA(row.Number("wilson_hi"), found.High, row["case_id"]);
    });

    [Fact]
    public void Clopper_Pearson_is_as_in_R() => Assert.All(Reference.Rows("01-proportion-ci.csv"), row =>
    {
        var found = ClopperPearson.Interval(row.Count("x"), row.Count("n"), row.Number("conf"));
        Reference.ClassB(row.Number("clopper_lo"), found.Low, row["case_id"]);
        Reference.ClassB(row.Number("clopper_hi"), found.High, row["case_id"]);
    });

    [Fact]
    public void Newcombe_is_as_in_R() => Assert.All(Reference.Rows("03-two-proportions.csv"), row =>
    {
        var found = Newcombe.Interval(
            row.Count("x1"), row.Count("n1"), row.Count("x2"), row.Count("n2"), row.Number("conf"));
        Reference.ClassA(row.Number("newcombe_lo"), found.Low, row["case_id"]);
        Reference.ClassA(row.Number("newcombe_hi"), found.High, row["case_id"]);
    });

    [Fact]
    public void Differences_in_points_are_a_hundred_times_those_in_R() => Assert.All(Reference.Rows("03-two-proportions.csv"), row =>
    {
        var found = PercentagePoints.Difference(
            row.Count("x1"), row.Count("n1"), row.Count("x2"), row.Count("n2"), row.Number("conf"));
        Reference.ClassA(100 * row.Number("diff"), found.Points, row["case_id"]);
        Reference.ClassA(100 * row.Number("newcombe_lo"), found.Interval.Low, row["case_id"]);
        Reference.ClassA(100 * row.Number("newcombe_hi"), found.Interval.High, row["case_id"]);
    });
}
