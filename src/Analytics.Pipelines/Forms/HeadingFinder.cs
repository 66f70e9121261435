namespace Analytics.Pipelines.Forms;

// Looks for the row in which a form's heading begins: where most of its columns are found; whole names before last
// levels, the first of equals.
static class HeadingFinder
{
    public static HeadingMatch? Find(Form form, Head head)
    {
        var matcher = new HeadingMatcher(form);
        var stated = new List<string>();
        HeadingMatch? best = null;
        for (var first = 0; first < Math.Min(Head.Rows, head.First.Count - form.Headers + 1); first++)
        {
            var (from, to) = (head.First[first].Row.Number, head.First[first + form.Headers - 1].Row.Number);
            if (from >= form.Range.FromRow && to <= form.Range.ToRow && !head.First[first].Row.IsBlank)
            {
                var columns = HeadingColumn.Of(head, first, form.Headers, form.Range);
                var match = matcher.Match(columns, from, to, stated);
                if (match.Found > 0 && (best is null || IsBetter(match, best))) best = match;
            }
            foreach (var cell in head.First[first].Row.Cells)
                if (!cell.IsBlank) stated.AddRange(HeadingUnits.StatedIn(head.Compare(cell.Text)));
        }
        return best;
    }

    static bool IsBetter(HeadingMatch match, HeadingMatch best) =>
        (match.HasRequired, match.Found, match.Whole).CompareTo((best.HasRequired, best.Found, best.Whole)) > 0;
}
