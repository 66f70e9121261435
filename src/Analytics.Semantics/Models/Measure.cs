using Analytics.Tables;

namespace Analytics.Semantics.Models;

/// <summary>How a measure's values behave.</summary>
public enum MeasureKind
{
    /// <summary>A flow over a period, counted in its unit.</summary>
    Count,

    /// <summary>A share in percent; from numerator and denominator where a source has both, else as printed.</summary>
    Rate,

    /// <summary>A level at a period's end; never added over time.</summary>
    Stock,

    /// <summary>A difference or growth on another period as printed, in % or 百分点: no counts, no interval, no
    /// meaning in a zero-based axis.</summary>
    Change,

    /// <summary>Whether a duty was met by a body in a year: 1 met, 0 not met, null unknown. Its one variant is the
    /// indicator that shows it.</summary>
    Duty,
}

/// <summary>Our computation over published indicators.</summary>
/// <param name="Name">snake_case, unique in the model.</param>
/// <param name="Subject">The subject whose <c>model.yaml</c> declares it.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind">How its values behave.</param>
/// <param name="Unit">The unit of its values; each variant may have its own.</param>
/// <param name="Direction"><c>higher_better</c>, <c>lower_better</c> or <c>neutral</c>.</param>
/// <param name="Definition">What it says, in a sentence.</param>
/// <param name="MinimumBase">A rate of fewer trials is marked by a warning; 0 for none.</param>
/// <param name="Variants">At least one, in the order of the file.</param>
/// <param name="Comparable">Names of variants that may share an axis, in groups; all others may not.</param>
/// <param name="Duty">Id of the duty it judges, a row of <c>dim_duty</c>; null for other kinds.</param>
public sealed record Measure(string Name, string Subject, LocalText Title, MeasureKind Kind, string Unit,
    string Direction, LocalText Definition, int MinimumBase, IReadOnlyList<Variant> Variants,
    IReadOnlyList<IReadOnlyList<string>> Comparable, string? Duty = null)
{
    /// <summary>Whether two of its variants may stand on one axis without being asked for as mixed.</summary>
    public bool MayCompare(Variant one, Variant other) => one.Name == other.Name
        || Comparable.Any(group => group.Contains(one.Name) && group.Contains(other.Name));

    // Every pair is asked: a with b and b with c does not make a comparable with c.
    internal (Variant One, Variant Other)? FirstToDiffer(IReadOnlyList<Variant> variants)
    {
        foreach (var (index, one) in variants.Index())
            foreach (var other in variants.Skip(index + 1))
                if (!MayCompare(one, other)) return (one, other);
        return null;
    }
}

/// <summary>One definition of a measure: an indicator, the counts it is made of, and the scope it wants.</summary>
/// <param name="Code">Code of the indicator as printed.</param>
/// <param name="Title">What tells it from its siblings: the denominator, the unit, the defendants.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Numerator">Code of the counted events; null where a rate is only printed.</param>
/// <param name="Denominator">Code of the counted trials; null together with the numerator.</param>
/// <param name="Scope">Wanted value by scope dimension; <c>unstated</c> wants the source to be silent; a dimension
/// that is not named takes any.</param>
public sealed record Variant(string Code, LocalText Title, string Unit, string? Numerator, string? Denominator,
    IReadOnlyDictionary<string, string> Scope)
{
    /// <summary>The code, followed by the stated scope it wants: <c>LIT-010-U;tier=city</c>.</summary>
    public string Name => Scope.Where(rule => rule.Value != "unstated")
        .Aggregate(Code, (name, rule) => $"{name};{rule.Key}={rule.Value}");

    /// <summary>Codes it reads: its own and those of its counts.</summary>
    public IEnumerable<string> Codes =>
        new[] { Code, Numerator, Denominator }.Where(code => code is not null).Select(code => code!);

    /// <summary>Whether both take an observation of some scope.</summary>
    public bool Overlaps(Variant other) => Code == other.Code
        && Scope.All(rule => !other.Scope.TryGetValue(rule.Key, out var value) || value == rule.Value);
}
