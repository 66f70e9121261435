using Analytics.Tables;

namespace Analytics.Pipelines.Checks.Rules;

/// What is counted is whole and not below 0.
sealed class WholeCountRule : CheckRule
{
    public override string Name => "whole-count";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from figure in figures.All
        where !figure.IsDerived && figure.Unit != "元"
        let whole = figure.Value == decimal.Truncate(figure.Value)
            && (figure.Value >= 0 || relations.Any(relation => relation.Result.Code == figure.Code))
        select new Finding(Name, [figure], [], Plain(Arithmetic.Of(figure)),
            whole ? CheckOutcome.Agrees : CheckOutcome.Disagrees);
}

/// A share lies between 0 and 100 %. Relations name what is a change, which may pass both.
sealed class PercentRangeRule : CheckRule
{
    public override string Name => "percent-range";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from figure in figures.All
        where figure.Unit == "%" && relations.All(relation => relation.Result.Code != figure.Code)
        let holds = figure.Value is >= 0 and <= 100
        select new Finding(Name, [figure], [], Plain(Arithmetic.Of(figure)),
            holds ? CheckOutcome.Agrees : CheckOutcome.Disagrees);
}

/// Where the numerator is not printed, some whole number must give the printed rate.
sealed class WholeNumeratorRule : CheckRule
{
    public override string Name => "whole-numerator";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from figure in figures.Of(relation.Result)
        where (relation.SourceId is "" || relation.SourceId == figure.Source.Id) && figure.IsExact
        let over = relation.Over.Select(term => figures.Beside(figure, term)).OfType<CheckedFigure>().ToArray()
        where over.Length == relation.Over.Count && over.All(one => one.IsExact)
        let sum = over.Sum(one => one.Value)
        // With a larger denominator every printed number has its numerator.
        where sum > 0 && 100 / sum > figure.Step
        select Whole.Check(Name, figure, over, figure.Value * sum / 100, n => 100 * n / sum,
            n => $"{Arithmetic.Number(n)} ÷ {Arithmetic.Term(over)} × 100");
}

/// Where the year before is not printed, some whole number of it must give the printed change.
sealed class WholeBaseRule : CheckRule
{
    public override string Name => "whole-base";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from figure in figures.Of(relation.Result)
        where (relation.SourceId is "" || relation.SourceId == figure.Source.Id) && figure.IsExact
            && figure.Value > -100
        let now = relation.Parts.Select(term => figures.Beside(figure, term)).OfType<CheckedFigure>().ToArray()
        where now.Length == relation.Parts.Count && now.All(one => one.IsExact)
        let sum = now.Sum(one => one.Value)
        let before = sum / (1 + figure.Value / 100)
        where before >= 1 && 100 * sum / (before * (before + 1)) > figure.Step
        select Whole.Check(Name, figure, now, before, n => 100 * (sum - n) / n,
            n => $"({Arithmetic.Term(now)} − {Arithmetic.Number(n)}) ÷ {Arithmetic.Number(n)} × 100");
}

static class Whole
{
    /// The whole number near a real one that gives what is printed, rounded or cut off; else the nearest.
    public static Finding Check(string rule, CheckedFigure figure, IReadOnlyList<CheckedFigure> used, decimal near,
        Func<decimal, decimal> formula, Func<decimal, string> text)
    {
        var candidates = new[] { decimal.Floor(near), decimal.Floor(near) + 1 }.Where(n => n > 0 || near < 1)
            .Select(n => (Number: n, Value: formula(Math.Max(n, rule == "whole-base" ? 1 : 0))))
            .OrderBy(one => Math.Abs(one.Value - figure.Value)).ToArray();
        var fitting = candidates.FirstOrDefault(one => Comparison.Fits(figure, ValueRange.At(one.Value)),
            candidates[0]);
        var outcome = Comparison.Fits(figure, ValueRange.At(fitting.Value)) ? CheckOutcome.Agrees
            : CheckOutcome.Disagrees;
        if (outcome == CheckOutcome.Disagrees)
            foreach (var one in candidates.Where(one => Comparison.IsTruncated(figure, one.Value)))
                (fitting, outcome) = (one, CheckOutcome.Truncated);
        return new Finding(rule, [figure], used,
            CheckRule.Plain($"{text(fitting.Number)} = {Arithmetic.Result(fitting.Value)}"), outcome)
        {
            Recomputed = fitting.Value, Tolerance = figure.Step / 2,
            Reason = outcome == CheckOutcome.Disagrees ? TextCatalog.BuiltIn["checks.reason.no-whole"] : null,
        };
    }
}
