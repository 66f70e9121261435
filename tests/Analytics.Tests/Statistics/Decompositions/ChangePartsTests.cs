using Analytics.Statistics.Decompositions;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Decompositions;

public class ChangePartsTests
{
    static KnownCounts Known(decimal numerator, decimal denominator) => new(new PartCounts(numerator, denominator));

    static KnownCounts Revised(decimal first, decimal denominator, decimal latest) =>
        new(new PartCounts(first, denominator), new PartCounts(latest, denominator));

    static readonly ChangeMember A = new("A", Known(10, 100), Known(30, 200)), B = new("B", Known(20, 100), Known(10, 50));

    static decimal[] Rounded(ChangeExplanation e) => [.. new[]
    {
        e.Before, e.After, e.Boundary, e.Exits, e.Entries, e.Volume, e.Mix, e.Rate, e.Revision,
    }.Select(part => Math.Round(part, 4))];

    [Fact]
    public void Weights_and_rates_meet_at_their_midpoints()
    {
        var parts = ChangeParts.OfRatio([A, B])!;
        Assert.Equal([15, 16, 0, 0, 0, 0, -2.25m, 3.25m, 0], Rounded(parts));
        // A: 0.3 × (12.5 - 15.5) and 0.65 × 5; B: -0.3 × (20 - 15.5) and nothing.
        Assert.Equal([new("A", 0, -0.9m, 3.25m), new("B", 0, -1.35m, 0m)], parts.Members);
    }

    // Reported 33/240 = 13.75; B redrawn 20/100, so 35/250 = 14; without D 30/200 = 15; A and B then 40/250 = 16; with C
    // 52/300 = 17.3333; corrected 55/300 = 18.3333.
    [Fact]
    public void Every_part_of_a_ratio_stands_for_itself() => Assert.Equal(
        [13.75m, 18.3333m, 0.25m, 1, 1.3333m, 0, -2.25m, 3.25m, 1], Rounded(ChangeParts.OfRatio(
        [
            A with { After = Revised(30, 200, 33) }, B with { Before = Known(18, 90), Mapped = new(20, 100) },
            new("C", null, Known(12, 50)), new("D", Known(5, 50), null),
        ])!));

    [Fact]
    public void A_district_that_took_in_another_is_no_exit() => Assert.Equal([150, 170, 0, 0, 0, 20, 0, 0, 0],
        Rounded(ChangeParts.OfCount(
        [
            new("静安-1", Known(60, 0), null, new PartCounts(0)), new("闸北", Known(90, 0), null, new PartCounts(0)),
            new("静安-2", null, Known(170, 0), new PartCounts(150)),
        ])));

    [Fact]
    public void Counts_change_by_entries_exits_volume_and_revision() => Assert.Equal([155, 151, 0, -50, 20, 30, 0, 0, -4],
        Rounded(ChangeParts.OfCount(
        [
            new("A", Revised(100, 0, 105), Revised(130, 0, 131)), new("B", Known(50, 0), null),
            new("C", null, Known(20, 0)),
        ])));

    [Fact]
    public void Where_nobody_stayed_entries_hold_the_change()
    {
        var parts = ChangeParts.OfRatio([A with { After = null }, B with { Before = null }])!;
        Assert.Equal((10m, 0m, 10m), (parts.Entries, parts.Exits, parts.Change));
    }

    [Fact]
    public void A_total_without_denominator_has_no_parts() =>
        Assert.Null(ChangeParts.OfRatio([A with { Before = null }, new("D", Known(0, 0), Known(1, 2))]));

    [Fact]
    public void A_member_stands_once() => Assert.Throws<ArgumentException>(() => ChangeParts.OfRatio([A, A]));

    static readonly Gen<PartCounts> Counts = from trials in Gen.Choose(0, 5000) from events in Gen.Choose(0, trials)
        select new PartCounts(events, trials);

    static readonly Gen<KnownCounts?> Observed = from first in Counts from latest in Counts from kind in Gen.Choose(0, 3)
        select kind switch { 0 => null, 1 => new KnownCounts(first, latest), _ => new KnownCounts(first) };

    static readonly Gen<ChangeMember[]> Members = (from before in Observed from after in Observed from mapped in Counts
        from isMapped in Gen.Choose(0, 4) select (before, after, isMapped == 0 ? mapped : (PartCounts?)null))
        .ListOf().Select(all => all.Select((m, i) => new ChangeMember($"{i}", m.before, m.after, m.Item3)).ToArray());

    [Fact]
    public void Parts_add_up_to_the_change() => Prop.ForAll(Members.ToArbitrary(), members =>
        Near(ChangeParts.OfCount(members)) && Near(ChangeParts.OfRatio(members))).Check(Sampling.Of(3000));

    [Fact]
    public void Members_add_up_to_the_parts() => Prop.ForAll(Members.ToArbitrary(), members =>
        ChangeParts.OfRatio(members) is not { } e || Math.Abs(e.Members.Sum(m => m.Mix + m.Rate) - e.Mix - e.Rate) < 1e-20m)
        .Check(Sampling.Of(1000));

    [Fact]
    public void The_order_of_members_does_not_matter() => Prop.ForAll(Members.ToArbitrary(), members =>
        ChangeParts.OfRatio(members) is not { } one || ChangeParts.OfRatio([.. members.Reverse()]) is { } other
            && Rounded(one).SequenceEqual(Rounded(other))).Check(Sampling.Of(1000));

    static bool Near(ChangeExplanation? e) => e is null || Math.Abs(e.Parts - e.Change) < 1e-20m;
}
