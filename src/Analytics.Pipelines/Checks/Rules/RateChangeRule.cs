using Analytics.Tables;

namespace Analytics.Pipelines.Checks.Rules;

/// A change of a rate, read as percentage points and as percent; only one reading may fit, and it must be the printed
/// one.
sealed class RateChangeRule(string name, bool inPoints) : CheckRule
{
    public override string Name => name;

    public override bool Recomputes => true;

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from figure in figures.Of(relation.Result)
        where relation.SourceId is "" || relation.SourceId == figure.Source.Id
        select Check(figures, relation, figure);

    Finding Check(CheckedFigures figures, Relation relation, CheckedFigure figure)
    {
        var (now, before, missing) = Gathered.Of(figures, relation, figure, overIsYearBefore: true);
        if (missing.Count > 0) return Gathered.Missing(name, figures, figure, missing);
        if (before.Sum(one => one.Value) == 0) return Gathered.ZeroBase(name, figure, [.. now, .. before]);
        var points = Read(figure, now, before, (a, b) => a - b,
            $"{Arithmetic.Sum(now)} − {Arithmetic.Sum(before)}");
        var percent = Read(figure, now, before, (a, b) => 100 * (a / b) - ValueRange.At(100),
            $"({Arithmetic.Sum(now)} − {Arithmetic.Sum(before)}) ÷ {Arithmetic.Sum(before)} × 100");
        var (printed, other) = inPoints ? (points, percent) : (percent, points);
        // Printed as %, points are often meant: where both fit nobody can tell.
        if (!inPoints && printed.Outcome == CheckOutcome.Agrees && other.Outcome == CheckOutcome.Agrees)
            return printed with
            {
                Outcome = CheckOutcome.NotCheckable, Reason = TextCatalog.BuiltIn["checks.reason.both-readings"],
            };
        return printed.Outcome == CheckOutcome.Disagrees && other.Outcome == CheckOutcome.Agrees
            ? printed with
            {
                Reason = Say(inPoints ? "checks.reason.fits-percent" : "checks.reason.fits-points",
                    ("arithmetic", other.Arithmetic)),
            }
            : printed;
    }

    Finding Read(CheckedFigure figure, IReadOnlyList<CheckedFigure> now, IReadOnlyList<CheckedFigure> before,
        Func<ValueRange, ValueRange, ValueRange> formula, string text) => Comparison.Equal(name, figure,
            [.. now, .. before], formula(Arithmetic.Point(now), Arithmetic.Point(before)).Low ?? 0,
            formula(Arithmetic.Range(now), Arithmetic.Range(before)), text);
}
