using Analytics.Tables;

namespace Analytics.Pipelines.Checks.Rules;

/// A figure equals what a formula makes of others: of the parts of its relation and of what stands over them.
sealed class EquationRule(string name, Func<ValueRange, ValueRange, ValueRange> formula, string form) : CheckRule
{
    public override string Name => name;

    public override bool Recomputes => true;

    /// Whether the figures of "over" are those of the year before.
    public bool OverIsYearBefore { get; init; }

    /// Whether the figure says nothing without its parts, so that missing ones are told.
    public bool IsDerived { get; init; }

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from figure in figures.Of(relation.Result)
        where relation.SourceId is "" || relation.SourceId == figure.Source.Id
        let finding = Check(figures, relation, figure)
        where finding is not null
        select finding;

    Finding? Check(CheckedFigures figures, Relation relation, CheckedFigure figure)
    {
        var (parts, over, missing) = Gathered.Of(figures, relation, figure, OverIsYearBefore);
        if (missing.Count > 0) return IsDerived ? Gathered.Missing(name, figures, figure, missing) : null;
        if (formula(Arithmetic.Point(parts), Arithmetic.Point(over)) is not { Low: { } value, High: not null })
            return Gathered.ZeroBase(name, figure, [.. parts, .. over]);
        var text = form.Replace("{parts}", Arithmetic.Term(parts), StringComparison.Ordinal)
            .Replace("{sum}", Arithmetic.Sum(parts), StringComparison.Ordinal)
            .Replace("{over}", Arithmetic.Term(over), StringComparison.Ordinal);
        return Comparison.Equal(name, figure, [.. parts, .. over], value,
            formula(Arithmetic.Range(parts), Arithmetic.Range(over)), text);
    }
}

/// The figures a relation names, beside the one under check.
sealed record Gathered(IReadOnlyList<CheckedFigure> Parts, IReadOnlyList<CheckedFigure> Over,
    IReadOnlyList<string> Absent)
{
    public static Gathered Of(CheckedFigures figures, Relation relation, CheckedFigure figure, bool overIsYearBefore)
    {
        var missing = new List<string>();
        return new Gathered(Found(relation.Parts, false), Found(relation.Over, overIsYearBefore), missing);

        CheckedFigure[] Found(IReadOnlyList<Term> terms, bool yearBefore)
        {
            var found = new List<CheckedFigure>();
            foreach (var term in terms)
                if (figures.Beside(figure, term, yearBefore) is { } one && one.Id != figure.Id) found.Add(one);
                else missing.Add(yearBefore ? term.Code + "@" : term.Code);
            return [.. found];
        }
    }

    public static Finding Missing(string rule, CheckedFigures figures, CheckedFigure figure,
        IReadOnlyList<string> missing) => new(rule, [figure], [], CheckRule.Plain(""), CheckOutcome.NotCheckable)
        {
            Missing = missing,
            Reason = CheckRule.Say("checks.reason.missing", ("codes", missing.Select(term => Shown(figures, term)))),
        };

    public static Finding ZeroBase(string rule, CheckedFigure figure, IReadOnlyList<CheckedFigure> used) =>
        new(rule, [figure], used, CheckRule.Plain(""), CheckOutcome.NotCheckable)
        {
            Reason = TextCatalog.BuiltIn["checks.reason.zero"],
        };

    // By name where any figure bears the code.
    static LocalText Shown(CheckedFigures figures, string term)
    {
        var code = term.TrimEnd('@');
        var shown = figures.NameOf(code) is { } name && name.Zh != code
            ? new LocalText($"{name.Zh} {code}", $"{name.En} {code}") : CheckRule.Plain(code);
        return term == code ? shown : CheckRule.Say("checks.reason.year-before", ("code", shown));
    }
}
