using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// <summary>One kind of check. It reads value, unit, bound, scope, place, period and day of publication.</summary>
/// <remarks>What it says of itself stands in the catalog of texts under <c>checks.rule.{name}</c>.</remarks>
public abstract class CheckRule
{
    /// <summary>In kebab-case.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it gives a figure a second time, so that agreeing confirms it; else it only finds what cannot
    /// be.</summary>
    public virtual bool Recomputes => false;

    /// <summary>Whether what it finds speaks against a number, not against the document as a whole.</summary>
    public virtual bool ConcernsValue => true;

    /// <summary>Its heading.</summary>
    public LocalText Title => TextCatalog.BuiltIn["checks.rule." + Name];

    /// <summary>What must hold.</summary>
    public LocalText Statement => TextCatalog.BuiltIn[$"checks.rule.{Name}.statement"];

    /// <summary>Every application of the rule to the figures.</summary>
    /// <param name="figures">All figures.</param>
    /// <param name="relations">The relations reviewed for this rule; other rules need none.</param>
    public abstract IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations);

    internal static LocalText Say(string key, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));

    internal static LocalText Plain(string text) => new(text, text);
}
