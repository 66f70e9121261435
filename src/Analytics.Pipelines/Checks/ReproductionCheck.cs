using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Checks;

/// <summary>Recomputes what is printed from what is printed beside it.</summary>
public static class ReproductionCheck
{
    const string Reader = "checks";

    /// <summary>Files beside the figures that the check is made from.</summary>
    public static IReadOnlyList<string> Inputs { get; } = [Relation.File, Verdict.File];

    /// <summary>Checks the published figures of a version.</summary>
    /// <param name="reader">The version.</param>
    /// <param name="contentRoot">The folder that <see cref="Inputs"/> are relative to.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException">An input is missing or wrong.</exception>
    public static async Task<CheckReport> RunAsync(WarehouseReader reader, string contentRoot, CancellationToken ct)
    {
        var (relations, verdicts) = (Relation.Read(Read), Verdict.Read(Read));
        return Run(await CheckedFigures.ReadAsync(reader, ct), relations, verdicts);

        IEnumerable<CsvRow> Read(string path, params string[] expected) =>
            Source.Read(contentRoot, path, Reader).ReadCsv(Reader, reject =>
                throw PipelineErrors.CheckRowRefused(reject), expected);
    }

    /// <summary>Applies every rule.</summary>
    /// <param name="figures">What is printed.</param>
    /// <param name="relations">What belongs together.</param>
    /// <param name="verdicts">What was judged.</param>
    public static CheckReport Run(CheckedFigures figures, IReadOnlyList<Relation> relations,
        IReadOnlyList<Verdict> verdicts)
    {
        var byRule = relations.ToLookup(relation => relation.Rule, StringComparer.Ordinal);
        var found = CheckRules.All.SelectMany(rule => rule.Run(figures, [.. byRule[rule.Name]])).ToArray();
        var settled = Settle(figures, found).ToArray();
        return new CheckReport(settled, Count(figures, settled),
            verdicts.ToDictionary(verdict => verdict.Finding, StringComparer.Ordinal));
    }

    // A figure that one relation recomputes misses nothing; one that none does is told once, by the relation that
    // lacks least.
    static IEnumerable<Finding> Settle(CheckedFigures figures, Finding[] found)
    {
        var known = Confirmed(found);
        known.UnionWith(found.Where(finding => finding.Missing.Count == 0
                && (RuleOf(finding).Recomputes || (finding.WantsVerdict && RuleOf(finding).ConcernsValue)))
            .Select(finding => finding.Figure.Id));
        var missing = found.Where(finding => finding.Missing.Count > 0).GroupBy(finding => finding.Figure.Id)
            .ToDictionary(group => group.Key, group => group.MinBy(finding => finding.Missing.Count)!);
        foreach (var finding in found)
            if (finding.Missing.Count == 0
                || (!known.Contains(finding.Figure.Id) && ReferenceEquals(missing[finding.Figure.Id], finding)))
                yield return finding;
        foreach (var figure in figures.All)
            if (figure.IsDerived && !known.Contains(figure.Id) && !missing.ContainsKey(figure.Id))
                yield return new Finding("rate", [figure], [], CheckRule.Plain(""), CheckOutcome.NotCheckable)
                {
                    Reason = TextCatalog.BuiltIn["checks.reason.no-relation"],
                };
    }

    static CheckTotals Count(CheckedFigures figures, Finding[] findings)
    {
        var disagreed = Ids(findings
            .Where(finding => finding.Outcome == CheckOutcome.Disagrees && RuleOf(finding).ConcernsValue)
            .SelectMany(finding => finding.Printed));
        var truncated = Ids(findings.Where(finding => finding.Outcome == CheckOutcome.Truncated)
            .SelectMany(finding => finding.Printed));
        truncated.ExceptWith(disagreed);
        var agreed = Confirmed(findings);
        agreed.ExceptWith(disagreed);
        agreed.ExceptWith(truncated);
        var all = figures.All.Count;
        return new CheckTotals(all, agreed.Count, truncated.Count, disagreed.Count,
            all - agreed.Count - truncated.Count - disagreed.Count);
    }

    // Figures that a second number confirms, and those it is made of.
    static HashSet<string> Confirmed(IEnumerable<Finding> findings) => Ids(findings
        .Where(finding => RuleOf(finding).Recomputes
            && (finding.Outcome is CheckOutcome.Agrees or CheckOutcome.Truncated))
        .SelectMany(finding => finding.Printed.Concat(finding.Used)));

    static HashSet<string> Ids(IEnumerable<CheckedFigure> figures) =>
        figures.Select(figure => figure.Id).ToHashSet(StringComparer.Ordinal);

    static CheckRule RuleOf(Finding finding) => CheckRules.All.First(rule => rule.Name == finding.Rule);
}
