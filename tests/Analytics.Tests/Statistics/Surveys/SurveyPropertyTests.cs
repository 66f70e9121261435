using Analytics.Statistics.Surveys;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Surveys;

/// <summary>What holds of any survey.</summary>
public class SurveyPropertyTests
{
    sealed record Person(double Answer, double Weight, string Stratum, string Cluster, int Sex, int Age);

    static readonly Gen<Person> One =
        from answer in Gen.Choose(-5, 5)
        from weight in Gen.Choose(1, 40)
        from stratum in Gen.Elements("a", "b")
        from cluster in Gen.Elements("1", "2", "3")
        from sex in Gen.Choose(0, 1)
        from age in Gen.Choose(0, 2)
        select new Person(answer, weight / 4.0, stratum, cluster, sex, age);

    // At least two of every group, stratum and cluster.
    static readonly Gen<Person[]> Any =
        from people in One.ListOf()
        from answers in Gen.Choose(-5, 5).ArrayOf(24)
        select people.Concat(answers.Select((answer, i) => new Person(answer, 1 + i % 5, i % 2 == 0 ? "a" : "b",
            (1 + i / 2 % 3).ToString(System.Globalization.CultureInfo.InvariantCulture), i / 6 % 2, i / 4 % 3))).ToArray();

    static SurveyDesign Design(IEnumerable<Person> people, Func<Person, double>? weight = null) => SurveyDesign.Of(
        [.. people.Select(weight ?? (p => p.Weight))], [.. people.Select(p => p.Stratum)], [.. people.Select(p => p.Cluster)]);

    static double?[] Answers(IEnumerable<Person> people) => [.. people.Select(p => (double?)p.Answer)];

    static Margin Sex(Person[] people) => new([.. people.Select(p => p.Sex)], [300, 700]);

    static Margin Age(Person[] people) => new([.. people.Select(p => p.Age)], [250, 350, 400]);

    static bool Near(double? a, double? b, double within = 1e-9) => a is null == b is null
        && (a is null || Math.Abs(a.Value - b!.Value) <= within * Math.Max(1, Math.Abs(a.Value)));

    static bool Same(SurveyEstimate a, SurveyEstimate b) => Near(a.Value, b.Value) && Near(a.StandardError, b.StandardError)
        && Near(a.DesignEffect, b.DesignEffect) && a.Count == b.Count && a.Freedom == b.Freedom;

    static void Holds(Func<Person[], bool> property) => Prop.ForAll(Any.ToArbitrary(), property).Check(Sampling.Of(200));

    [Fact]
    public void The_order_of_respondents_does_not_matter() => Holds(people =>
    {
        Person[] back = [.. people.Reverse()];
        return Same(Design(people).Mean(Answers(people)), Design(back).Mean(Answers(back)))
            && Same(Design(people).Total(Answers(people)), Design(back).Total(Answers(back)))
            && Same(Design(people).PostStratify(Sex(people)).Mean(Answers(people)), Design(back).PostStratify(Sex(back)).Mean(Answers(back)))
            && Same(Design(people).Rake([Sex(people), Age(people)])!.Mean(Answers(people)),
                Design(back).Rake([Sex(back), Age(back)])!.Mean(Answers(back)));
    });

    [Fact]
    public void Equal_weights_give_the_plain_mean_and_Kishs_effect_is_1() => Holds(people =>
    {
        var found = SurveyDesign.Of([.. people.Select(_ => 7.0)]).Mean(Answers(people));
        var (n, mean) = (people.Length, people.Average(p => p.Answer));
        var spread = people.Sum(p => (p.Answer - mean) * (p.Answer - mean)) / (n - 1);
        return Near(found.Value, mean) && Near(found.StandardError, Math.Sqrt(spread / n)) && Near(KishEffect.Of([.. people.Select(_ => 7.0)]), 1)
            && KishEffect.Of([.. people.Select(p => p.Weight)]) is >= 1 - 1e-12 and var effect && effect <= people.Length;
    });

    [Fact]
    public void Clusters_of_one_are_no_clusters() => Holds(people =>
    {
        double[] weights = [.. people.Select(p => p.Weight)];
        string[] strata = [.. people.Select(p => p.Stratum)], own = [.. people.Select((_, i) => $"{i}")];
        return Same(SurveyDesign.Of(weights, strata, own).Mean(Answers(people)), SurveyDesign.Of(weights, strata).Mean(Answers(people)));
    });

    [Fact]
    public void Post_stratified_weights_add_up_to_the_population_group_by_group() => Holds(people =>
    {
        var design = Design(people).PostStratify(Sex(people));
        return Near(design.Weights.Sum(), 1000) && Near(people.Zip(design.Weights).Where(p => p.First.Sex == 0).Sum(p => p.Second), 300)
            && Near(design.Total([.. people.Select(_ => (double?)1)]).Value, 1000);
    });

    [Fact]
    public void Raked_weights_meet_every_margin() => Holds(people =>
    {
        var weights = Design(people).Rake([Sex(people), Age(people)])!.Weights;
        double Sum(Func<Person, bool> which) => people.Zip(weights).Where(p => which(p.First)).Sum(p => p.Second);
        return Near(Sum(p => p.Sex == 1), 700, 1e-9) && Near(Sum(p => p.Age == 0), 250, 1e-9) && Near(Sum(p => p.Age == 2), 400, 1e-9)
            && weights.All(w => w > 0);
    });

    [Fact]
    public void What_the_margins_say_has_no_error() => Holds(people =>
    {
        double?[] sex = [.. people.Select(p => (double?)p.Sex)];
        var (one, both) = (Design(people).PostStratify(Sex(people)).Mean(sex), Design(people).Rake([Sex(people), Age(people)])!.Mean(sex));
        return Near(one.Value, 0.7) && Near(both.Value, 0.7) && Near(one.StandardError, 0) && Near(both.StandardError, 0);
    });

    [Fact]
    public void Raking_one_margin_is_post_stratifying_weights_and_mean_alike() => Holds(people =>
    {
        var (raked, stratified) = (Design(people).Rake([Sex(people)])!, Design(people).PostStratify(Sex(people)));
        return raked.Weights.Zip(stratified.Weights).All(w => Near(w.First, w.Second)) && Near(raked.Mean(Answers(people)).Value,
            stratified.Mean(Answers(people)).Value);
    });

    [Fact]
    public void Answers_twice_as_large_have_twice_the_error_and_the_same_effect() => Holds(people =>
    {
        var (once, twice) = (Design(people).Mean(Answers(people)), Design(people).Mean([.. people.Select(p => (double?)(3 - 2 * p.Answer))]));
        return Near(twice.Value, 3 - 2 * once.Value) && Near(twice.StandardError, 2 * once.StandardError) && Near(once.DesignEffect, twice.DesignEffect);
    });

    [Fact]
    public void Weights_in_other_units_change_totals_alone() => Holds(people =>
    {
        var (once, tenfold) = (Design(people), Design(people, p => 10 * p.Weight));
        return Near(once.Mean(Answers(people)).Value, tenfold.Mean(Answers(people)).Value)
            && Near(once.Mean(Answers(people)).StandardError, tenfold.Mean(Answers(people)).StandardError)
            && Near(10 * once.Total(Answers(people)).Value, tenfold.Total(Answers(people)).Value)
            && Near(10 * once.Total(Answers(people)).StandardError, tenfold.Total(Answers(people)).StandardError);
    });

    [Fact]
    public void Totals_of_domains_add_up() => Holds(people =>
    {
        var design = Design(people);
        double Part(Func<int, bool> isIn) => design.Total(Answers(people), isIn).Value ?? 0;
        return Near(Part(i => people[i].Sex == 0) + Part(i => people[i].Sex == 1), design.Total(Answers(people)).Value);
    });

    [Fact]
    public void Limits_hold_the_estimate_and_proportions_stay_within_0_and_1() => Holds(people =>
    {
        var found = Design(people).Mean([.. people.Select(p => p.Answer > 0 ? 1.0 : (double?)0)]);
        if (found is not { Value: > 0 and < 1 and var p, StandardError: { } error }) return true;
        return new[]
        {
            SurveyLimits.Logit(p, error, found.Freedom), SurveyLimits.ArcSine(p, error, found.Freedom), SurveyLimits.Beta(p, error, found.Count, found.Freedom),
        }.All(limits => limits.Low >= 0 && limits.High <= 1 && limits.Contains(p)) && SurveyLimits.Mean(p, error, found.Freedom).Contains(p)
            && Near(SurveyLimits.Logit(1 - p, error, found.Freedom).Low, 1 - SurveyLimits.Logit(p, error, found.Freedom).High)
            && Near(SurveyLimits.Beta(1 - p, error, found.Count, found.Freedom).Low, 1 - SurveyLimits.Beta(p, error, found.Count, found.Freedom).High, 1e-7)
            && Near(SurveyLimits.ArcSine(1 - p, error, found.Freedom).Low, 1 - SurveyLimits.ArcSine(p, error, found.Freedom).High);
    });
}
