using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

/// <summary>Which form a sheet has.</summary>
/// <param name="Form">The one that fits best; null where none does, or two alike.</param>
/// <param name="Heading">Its heading there; null without a form.</param>
/// <param name="Finding"><c>form-unknown</c>, <c>form-ambiguous</c> or <c>sheet-empty</c>; null with a form.</param>
/// <param name="Fitting">The names of all that fit, best first.</param>
public sealed record Recognition(Form? Form, FoundHeading? Heading, Finding? Finding, IReadOnlyList<string> Fitting);

/// <summary>Finds the form of a sheet by its headings, title and name; never by the file's name.</summary>
public static class FormRecogniser
{
    /// <summary>The form that fits best: all it requires is found, and then the most columns, the most values of its
    /// title, a sheet's name it asks for, the fewest columns it does not know.</summary>
    /// <param name="forms">The forms known.</param>
    /// <param name="file">The file's path, for places.</param>
    /// <param name="sheet">The sheet; only its beginning is read.</param>
    public static Recognition Recognise(IReadOnlyList<Form> forms, string file, Sheet sheet)
    {
        var head = Head.Of(sheet, forms.SelectMany(FixedValues.Rows));
        var place = new CellPlace(file, sheet.Name, 1);
        if (head.IsEmpty) return new Recognition(null, null, FormFindings.Empty(place), []);
        var candidates = forms.OrderBy(form => form.Name, StringComparer.Ordinal)
            .Select(form => Candidate.Of(form, head, file, sheet)).ToArray();
        var fitting = candidates.Where(candidate => candidate.Fits).OrderByDescending(c => c.Score).ToArray();
        string[] names = [.. fitting.Select(candidate => candidate.Form.Name)];
        if (fitting is [var best, ..])
            return fitting.Length > 1 && best.Score == fitting[1].Score
                ? new Recognition(null, null, FormFindings.Ambiguous(place,
                    [.. fitting.TakeWhile(c => c.Score == best.Score).Select(c => c.Form.Name)]), names)
                : new Recognition(best.Form, best.Match!.Heading, null, names);
        var nearest = candidates.Where(candidate => candidate.Match is not null)
            .OrderBy(candidate => candidate.Lacks.Count).ThenByDescending(c => c.Score).FirstOrDefault();
        return new Recognition(null, null, FormFindings.Unknown(place, nearest?.Form, nearest?.Lacks ?? [],
            [.. (nearest?.Match?.Heading.Columns ?? []).Select(column => column.Header)]), []);
    }

    sealed record Candidate(Form Form, HeadingMatch? Match, IReadOnlyList<string> Lacks,
        (int Found, int Title, int Named, int Known, int Whole) Score)
    {
        public bool Fits => Match is not null && Lacks.Count == 0;

        public static Candidate Of(Form form, Head head, string file, Sheet sheet)
        {
            var isNamed = form.SheetName is { } name && new Glob(name).Matches(sheet.Name);
            if (HeadingFinder.Find(form, head) is not { } match) return new Candidate(form, null, [], default);
            var (_, titles) = FixedValues.Of(form, head, file, sheet.Name, match.Heading.FromRow);
            var read = form.Fixed.Count(value => value.Pattern is not null
                && titles.All(finding => finding.Field != value.Field));
            var lacks = match.Missing.Where(column => column.IsRequired).Select(column => column.Wanted)
                .Concat(titles.Where(finding => finding.Rule == "fixed-missing"
                    && finding.Severity == FindingSeverity.Reject).Select(finding => form.TitleOf(finding.Field!)));
            if (form.SheetName is null ? sheet.IsHidden : !isNamed)
                lacks = lacks.Append(form.SheetName ?? sheet.Name);
            return new Candidate(form, match, [.. lacks],
                (match.Found, read, isNamed ? 1 : 0, -match.Unknown.Count, match.Whole));
        }
    }
}
