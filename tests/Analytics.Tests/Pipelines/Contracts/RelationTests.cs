using Analytics.Pipelines.Contracts.Rules;
using Analytics.Tables;
using FsCheck;
using FsCheck.Fluent;
using Interval = Analytics.Pipelines.Contracts.Rules.Interval;
using Outcome = Analytics.Pipelines.Contracts.Rules.Outcome;

namespace Analytics.Tests.Pipelines.Contracts;

public class RelationTests
{
    static Relation Parse(string text) => RelationParser.Parse(text, "t.yaml:7");

    static Outcome Evaluate(string rule, params (string Name, decimal? Low, decimal? High)[] columns) =>
        Parse(rule).Evaluate(column => columns.Where(c => c.Name == column.Name)
            .Select(c => (Interval?)new Interval(c.Low is { } low ? low : (Exact?)null, c.High is { } high ? high : (Exact?)null))
            .FirstOrDefault());

    static (string, decimal?, decimal?) Exactly(string name, decimal value) => (name, value, value);

    static readonly Gen<Term> Leaf = Gen.OneOf(
        Gen.Elements("a", "b", "total_2").Select(Term (name) => new ColumnTerm(name, false)),
        Gen.Elements("a", "b").Select(Term (name) => new ColumnTerm(name, true)),
        Gen.Choose(0, 1000).Select(Term (number) => new NumberTerm(number / 10m)));

    static Gen<Term> TermOf(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        TermOf(depth - 1).Select(Term (of) => new NegatedTerm(of)),
        from sign in Gen.Elements('+', '-', '*', '/')
        from left in TermOf(depth - 1)
        from right in TermOf(depth - 1)
        select (Term)new BinaryTerm(sign, left, right));

    [Fact]
    public void Every_relation_prints_to_what_reads_as_itself() => Prop.ForAll(
        (from left in TermOf(4)
         from sign in Gen.Elements("<=", ">=", "=", "<", ">")
         from right in TermOf(4)
         select new Relation(left, sign, right)).ToArbitrary(),
        relation => Parse(relation.ToString()) == relation).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a + b * c = d", "a + b * c = d")]
    [InlineData("(a+b)*c=d", "(a + b) * c = d")]
    [InlineData("a-(b-c)<=0", "a - (b - c) <= 0")]
    [InlineData("a - b - c < 1.5", "a - b - c < 1.5")]
    [InlineData("-(a+b) >= previous( a )", "-(a + b) >= previous(a)")]
    public void Signs_bind_as_in_arithmetic(string rule, string printed) => Assert.Equal(printed, Parse(rule).ToString());

    [Theory]
    [InlineData("a <", 4, "")]
    [InlineData("a", 2, "")]
    [InlineData("a <= b c", 8, "c")]
    [InlineData("(a + b = c", 8, "= c")]
    [InlineData("a = 1.2.3", 5, "1.2.3")]
    [InlineData("a = previous(b", 15, "")]
    [InlineData("a = B", 5, "B")]
    public void What_is_wrong_in_a_rule_is_told_with_its_place(string rule, int at, string found)
    {
        var error = Assert.Throws<AnalyticsException>(() => Parse(rule));
        Assert.Equal(("contract-rule", "t.yaml:7", at, found),
            (error.Code, error.Facts["place"], error.Facts["at"], error.Facts["found"]));
    }

    [Fact]
    public void Parentheses_without_end_are_refused_and_not_an_overflow() =>
        Assert.Equal("contract-rule", Assert.Throws<AnalyticsException>(() => Parse(new string('(', 50_000) + "a")).Code);

    [Theory]
    [InlineData(142, 79, 21, 42, false)]
    [InlineData(142, 79, 21, 41, true)]
    public void Parts_make_up_the_whole(int whole, int a, int b, int c, bool contradicted) => Assert.Equal(
        contradicted ? Outcome.Contradicted : Outcome.Holds, Evaluate("whole = a + b + c", Exactly("whole", whole),
            Exactly("a", a), Exactly("b", b), Exactly("c", c)));

    [Fact]
    public void A_missing_part_is_not_zero() => Assert.Equal(Outcome.NotApplicable,
        Evaluate("whole = a + b", Exactly("whole", 100), Exactly("a", 60)));

    [Fact]
    public void A_division_by_zero_says_nothing() => Assert.Equal(Outcome.NotApplicable,
        Evaluate("r = 100 * a / b", Exactly("r", 5), Exactly("a", 0), Exactly("b", 0)));

    [Fact]
    public void A_third_three_times_is_one() => Assert.Equal(Outcome.Holds,
        Evaluate("a / b + a / b + a / b = 1", Exactly("a", 1), Exactly("b", 3)));

    [Theory]
    [InlineData("a <= b", null, 5, 3, 3, false)]    // at most 5: may be 3
    [InlineData("a <= b", 5, null, 3, 3, true)]     // at least 5: cannot be
    [InlineData("a = b", 10, null, 9, 9, true)]
    [InlineData("a = b", 10, null, 11, 11, false)]
    [InlineData("a < b", 3, 3, 3, 3, true)]
    [InlineData("a > b", 3, 4, 3, 3, false)]
    public void Bounds_are_contradicted_only_when_certain(string rule, int? low, int? high, int from, int to, bool contradicted) =>
        Assert.Equal(contradicted ? Outcome.Contradicted : Outcome.Holds, Evaluate(rule, ("a", low, high), ("b", from, to)));

    [Fact]
    public void Intervals_hold_what_their_members_come_to() => Prop.ForAll(
        Gen.Choose(-50, 50).Three().Two().ToArbitrary(), pair =>
        {
            var (a, b) = (Sorted(pair.Item1), Sorted(pair.Item2));
            return Holds(Of(a) + Of(b), a[1] + b[1]) && Holds(Of(a) - Of(b), a[1] - b[1])
                && Holds(Of(a) * Of(b), a[1] * b[1])
                && (b[1] == 0 || Interval.Divide(Of(a), Of(b)) is { } quotient && Contains(quotient, (Exact)a[1] / (Exact)b[1]));
        }).QuickCheckThrowOnFailure();

    static decimal[] Sorted((int A, int B, int C) three) => [.. new[] { three.A, three.B, three.C }.Order().Select(n => (decimal)n)];

    static Interval Of(decimal[] sorted) => new(sorted[0], sorted[2]);

    static bool Holds(Interval interval, decimal value) => Contains(interval, value);

    static bool Contains(Interval interval, Exact value) =>
        (interval.Low is not { } low || low.CompareTo(value) <= 0) && (interval.High is not { } high || high.CompareTo(value) >= 0);

    [Fact]
    public void Exact_numbers_agree_with_decimals() => Prop.ForAll(
        Gen.Choose(-100_000, 100_000).Two().ToArbitrary(), pair =>
        {
            var (a, b) = (pair.Item1 / 100m, pair.Item2 / 1000m);
            return ((Exact)a + b).Rounded() == a + b && ((Exact)a * b).Rounded() == decimal.Round(a * b, 6)
                && ((Exact)a).CompareTo(b) == a.CompareTo(b);
        }).QuickCheckThrowOnFailure();
}
