using System.Globalization;
using Analytics.Pipelines.Checks;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Parts of a finding as text for people.</summary>
public static class CheckText
{
    /// <summary>The figure as printed, with the sign of a floor, ceiling or estimate.</summary>
    public static string Printed(CheckedFigure figure) => figure.Bound switch
    {
        "at_least" => "≥ ",
        "at_most" => "≤ ",
        "about" => "≈ ",
        _ => "",
    } + figure.Printed + figure.PrintedUnit;

    /// <summary>The recomputed number in the figure's unit, four decimals at most; "–" where there is none.</summary>
    public static string Recomputed(Finding finding) =>
        finding.Recomputed is { } value ? Number(value) + finding.Figure.Unit : "–";

    /// <summary>How far apart both lie and how far they may; null where there is no other number.</summary>
    public static LocalText? Difference(Finding finding) => finding.Difference is { } difference
        ? Say("checks.about-difference", ("difference", Signed(difference)),
            ("tolerance", Number(finding.Tolerance ?? 0))) : null;

    /// <summary>Indicator, area and period.</summary>
    public static LocalText What(CheckedFigure figure) => new(
        $"{figure.Name.Zh} · {figure.Place.Name.Zh} · {figure.Period.Label.Zh}",
        $"{figure.Name.En} · {figure.Place.Name.En} · {figure.Period.Label.En}");

    /// <summary>The heading of the finding's rule.</summary>
    public static LocalText Rule(Finding finding) => TextCatalog.BuiltIn["checks.rule." + finding.Rule];

    /// <summary>The outcome in words.</summary>
    public static LocalText Outcome(Finding finding) => TextCatalog.BuiltIn[$"checks.outcome.{finding.Outcome}"];

    /// <summary>The verdict's judgement and cause, or that there is none.</summary>
    public static LocalText Verdict(Verdict? verdict) => verdict is null ? TextCatalog.BuiltIn["checks.not-judged"]
        : new($"{verdict.JudgementText.Zh}（{verdict.CauseText.Zh}）",
            $"{verdict.JudgementText.En} ({verdict.CauseText.En})");

    /// <summary>How many figures were checked, agreed, disagreed and could not be checked.</summary>
    public static LocalText Totals(CheckTotals totals) => Say("checks.totals", ("figures", totals.Figures),
        ("checked", totals.Checked), ("agreed", totals.Agreed), ("truncated", totals.Truncated),
        ("disagreed", totals.Disagreed), ("open", totals.NotCheckable));

    static string Signed(decimal value) => value < 0 ? "−" + Number(-value) : "+" + Number(value);

    static string Number(decimal value) =>
        (value < 0 ? "−" : "") + Math.Abs(value).ToString("#,0.####", CultureInfo.InvariantCulture);

    static LocalText Say(string key, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));
}
