using Analytics.Cli;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Tests.Cli;

public class ConditionTextTests
{
    static string Told(Filter filter) => $"{filter.Field} {filter.Operator} {string.Join(" ", filter.Values.Select(value => value switch
    {
        null => "null",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    }))}";

    [Theory]
    [InlineData("kind=a|b", "kind In 'a' 'b'")]
    [InlineData("kind!=a", "kind NotIn 'a'")]
    [InlineData("amount>=3.50", "amount AtLeast 3.50")]
    [InlineData("amount<-3", "amount Less -3")]
    [InlineData("amount=3..5", "amount Between 3 5")]
    [InlineData("filed_on>2024-03-31", "filed_on Greater '2024-03-31'")]
    [InlineData("judge~王", "judge Contains '王'")]
    [InlineData("code^3101", "code BeginsWith '3101'")]
    [InlineData("code=310104", "code In 310104")]
    [InlineData("code=\"310104\"", "code In '310104'")]
    [InlineData("code=007", "code In '007'")]
    [InlineData("name=\"a|b\"|c", "name In 'a|b' 'c'")]
    [InlineData("name=\"say \"\"yes\"\"\"", "name In 'say \"yes\"'")]
    [InlineData("is_open=true|null", "is_open In true null")]
    [InlineData("area.region = 浦东", "area.region In '浦东'")]
    public void A_condition_is_read(string text, string filter) => Assert.Equal(filter, Told(ConditionText.Filter(text, "--where")));

    [Theory]
    [InlineData("kind"), InlineData("=a"), InlineData("amount>=true"), InlineData("amount>1|2")]
    public void What_is_no_condition_is_refused(string text) => Assert.Contains(text,
        Assert.Throws<AnalyticsException>(() => ConditionText.Filter(text, "--where")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cases>=10", FilterOperator.AtLeast, "10"), InlineData("cases=10", FilterOperator.Between, "10 10")]
    [InlineData("cases=1..9", FilterOperator.Between, "1 9"), InlineData("rate<0.5", FilterOperator.Less, "0.5")]
    public void A_condition_on_a_measure_is_read(string text, FilterOperator kind, string values)
    {
        var filter = ConditionText.Measure(text, "--having");
        Assert.Equal((kind, values), (filter.Operator, string.Join(" ", filter.Values.Select(v => FormattableString.Invariant($"{v}")))));
    }

    [Fact]
    public void Another_fact_is_read_with_conditions_and_time()
    {
        var has = ConditionText.SemiJoin("hearings/person: kind=open; judge~王 @held_on:2024-01..2024-03", true, "--has-not");
        Assert.Equal(("hearings", "person", "2024-01", "2024-03", "held_on", true), (has.Fact, has.On, has.From, has.To, has.Date, has.Not));
        Assert.Equal(["kind In 'open'", "judge Contains '王'"], has.Where!.Select(Told));
        Assert.Equal(new SemiJoin("hearings"), ConditionText.SemiJoin("hearings", false, "--has"));
        Assert.Equal(("2024", "2024"), (ConditionText.SemiJoin("hearings @2024", false, "--has").From, ConditionText.SemiJoin("hearings@2024", false, "--has").To));
        Assert.Null(ConditionText.SemiJoin("hearings @2024..", false, "--has").To);
    }
}
