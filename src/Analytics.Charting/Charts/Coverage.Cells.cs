using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed partial class Coverage
{
    // A shade and a sign each, so that no state is told by colour alone.
    static IEnumerable<Mark> Sign(Theme theme, State state, Box box)
    {
        var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
        var hasSign = box.Height >= 10 && box.Width >= 13;
        var fill = state switch
        {
            State.Reported => theme.Neutral,
            State.Late => theme.Soft(theme.Neutral),
            State.Provisional => theme.Pale(theme.Neutral),
            State.Partial => theme.Faint(theme.Neutral),
            State.Withheld => theme.Faint(theme.Muted),
            State.Missing => theme.Background,
            _ => theme.Grid,
        };
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, fill, hasSign ? 2 : 0);
        if (!hasSign)
        {
            if (state == State.Missing) yield return new RectMark(box.Left, y - 0.5, box.Width, 1, theme.Alert);
            if (state == State.Withheld && box.Height >= 10)
                foreach (var line in Hatch.Lines(box, theme.Axis, 5)) yield return line;
            yield break;
        }
        var ink = theme.InkOn(fill);
        switch (state)
        {
            case State.Late: yield return new MarkerMark(x, y, MarkerShape.Triangle, 3.5, ink, ink); break;
            case State.Provisional:
                yield return new LineMark(x, y - 4.5, x, y + 4.5, ink, 1.5);
                yield return new LineMark(x - 3.9, y - 2.25, x + 3.9, y + 2.25, ink, 1.5);
                yield return new LineMark(x - 3.9, y + 2.25, x + 3.9, y - 2.25, ink, 1.5);
                break;
            case State.Partial:
                yield return new RectMark(box.Left + 3, box.Top + 3, box.Width / 2 - 3, box.Height - 6, theme.Neutral);
                break;
            case State.Withheld: foreach (var line in Hatch.Lines(box, theme.Axis, 5)) yield return line; break;
            case State.Missing:
                foreach (var line in MapRows.Rim(box, theme.Alert, 1))
                    yield return line;
                yield return new MarkerMark(x, y, MarkerShape.Circle, 2.5, theme.Background, theme.Alert);
                break;
            case State.NotDue: yield return new RectMark(x - 4, y - 0.75, 8, 1.5, theme.Muted); break;
        }
    }

    // Too many areas for a row each: bands of equal number, from the most gaps on; a cell is divided as its areas are.
    static void DrawBands(Canvas canvas, Matrix matrix, Report[,] cells, int[] order, Grid grid)
    {
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        for (var band = 0; band < Bands; band++)
        {
            var (first, end) = (band * order.Length / Bands, (band + 1) * order.Length / Bands);
            for (var column = 0; column < matrix.Columns.Count; column++)
            {
                var (box, at) = (grid.Cell(band, column), column);
                var counts = order[first..end].GroupBy(row => cells[row, at].State).OrderBy(g => g.Key)
                    .Select(g => (State: g.Key, Count: g.Count())).ToArray();
                var (x, marks) = (box.Left, new List<Mark>());
                foreach (var (state, count) in counts)
                {
                    var width = box.Width * count / (end - first);
                    marks.AddRange(Sign(canvas.Theme, state, new Box(x, box.Top, x + width, box.Bottom)));
                    x += width;
                }
                var words = canvas.Say("chart.coverage.band", ("from", first + 1), ("to", end),
                    ("column", matrix.Headings[column]),
                    ("states",
                        string.Join(comma,
                            counts.Select(c => $"{canvas.Say("chart.coverage." + Key(c.State))} {c.Count}"))));
                var o = order[first..end].Select(row => matrix.Cell(row, at).FirstOrDefault())
                    .FirstOrDefault(o => o is not null);
                canvas.Add(new DatumGroup(o?.Figures ?? ["none"], words, marks));
            }
        }
    }
}
