using Analytics.Semantics.Stars;
using Analytics.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Semantics.Stars;

public class FormulaTests
{
    [Theory]
    [InlineData("a+b*c", "a + b * c")]
    [InlineData("(a + b) * c", "(a + b) * c")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("(a - b) - c", "a - b - c")]
    [InlineData("a / (b / 2.50)", "a / (b / 2.50)")]
    [InlineData("-(a + 1) * -b", "-(a + 1) * -b")]
    [InlineData("--a", "--a")]
    public void A_formula_prints_with_no_bracket_too_many(string written, string printed) =>
        Assert.Equal(printed, FormulaExpression.Parse(written, "").Text);

    [Fact]
    public void Products_bind_stronger_and_signs_are_read_from_the_left() => Assert.Equal(
        new Operation('-', new Operation('-', new MeasureTerm("a"), new Operation('*', new NumberTerm(2),
            new MeasureTerm("b"))), new Negation(new MeasureTerm("c"))),
        FormulaExpression.Parse("a - 2 * b - -c", ""));

    [Fact]
    public void Names_come_in_order_each_as_often_as_it_stands() =>
        Assert.Equal(["b", "a", "b"], FormulaExpression.Parse("b * (a - 3) / b", "").Names);

    [Theory]
    [InlineData("a +", 4, "none", "a name, a number or (")]
    [InlineData("a + * b", 5, "*", "a name, a number or (")]
    [InlineData("(a + b", 7, "none", ")")]
    [InlineData("a b", 3, "b", "+ - * / or the end")]
    [InlineData("1.2.3", 1, "1", "a number such as 0.5")]
    [InlineData("", 1, "none", "a name, a number or (")]
    [InlineData("a % b", 3, "%", "+ - * / or the end")]
    public void A_fault_is_told_with_its_place(string written, int column, string found, string expected) =>
        Assert.Equal($"m.yaml:3: formula '{written}' is wrong at character {column}: found {found}, expected "
            + $"{expected}.", Assert.Throws<AnalyticsException>(() => FormulaExpression.Parse(written, "m.yaml:3"))
                .Message);

    [Fact]
    public void A_formula_too_deep_to_read_is_refused() => Assert.Equal("formula-malformed", Assert.Throws
        <AnalyticsException>(() => FormulaExpression.Parse(new string('(', 10_000) + "a", "")).Code);

    [Fact]
    public void What_was_printed_reads_back_as_the_same() => Prop.ForAll(Trees(4).ToArbitrary(), tree =>
        FormulaExpression.Parse(tree.Text, "") == tree).QuickCheckThrowOnFailure();

    static Gen<FormulaExpression> Trees(int depth)
    {
        var name = Gen.Elements("a", "b_1", "总数").Select(text => (FormulaExpression)new MeasureTerm(text));
        var number = Gen.Elements(0m, 2m, 0.25m).Select(value => (FormulaExpression)new NumberTerm(value));
        if (depth == 0) return Gen.OneOf(name, number);
        var below = Trees(depth - 1);
        return Gen.OneOf(name, number, below.Select(of => (FormulaExpression)new Negation(of)),
            from sign in Gen.Elements('+', '-', '*', '/')
            from left in below
            from right in below
            select (FormulaExpression)new Operation(sign, left, right));
    }
}
