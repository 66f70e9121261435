using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Who reported what, and when: areas against periods, or against measures.</summary>
/// <remarks>Each state has a sign and a shade of its own. What is not in the table is missing; what is not due counts
/// neither way.</remarks>
sealed class Coverage : ChartType
{
    const int MostWithWords = 80, MostRows = 400;

    public override string Name => "coverage";

    internal override IEnumerable<GalleryCase> Cases => CoverageSamples.Cases;

    enum State
    {
        Reported,
        Late,
        Provisional,
        Partial,
        Withheld,
        Missing,
        NotDue,
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        // Rows without a value say something here: that nothing came, or that nothing was due.
        var data = Observations.ReadAll(spec, table, canvas);
        if (data.Rows.Count + data.Withheld.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var matrix = Matrix.Of(data);
        var (rows, columns) = (matrix.Areas.Count, matrix.Columns.Count);
        var states = new State[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) states[r, c] = StateOf(matrix.Cell(r, c));
        var order = Enumerable.Range(0, rows).ToArray();
        // Many areas: those with the most gaps first, and no more than can be shown.
        if (rows > MostWithWords) order = [.. order.OrderBy(r => Came(states, r, columns).Share).ThenBy(r => r)];
        var notes = new List<string>();
        if (order.Length > MostRows)
        {
            notes.Add(canvas.Say("chart.coverage.many", ("shown", MostRows), ("left", order.Length - MostRows)));
            canvas.Warn("chart.coverage.many", ("shown", MostRows), ("left", order.Length - MostRows));
            order = order[..MostRows];
        }
        notes.Add(canvas.Say("chart.coverage.rule"));
        var frame = new Frame(canvas, spec, notes);
        var found = Enum.GetValues<State>().Where(state => states.Cast<State>().Contains(state));
        var top = frame.Header([.. found.Select(state => new LegendEntry(16, (c, x, y) =>
        {
            foreach (var mark in Sign(c.Theme, state, new Box(x, y - 7, x + 14, y + 7))) c.Add(mark);
        }, canvas.Say("chart.coverage." + Key(state))))], data.IsSimulated) + 4;
        var hasWords = order.Length <= MostWithWords;
        var height = hasWords ? 22.0 : order.Length > 150 ? 3 : 6;
        var sums = order.Select(r => Came(states, r, columns)).ToArray();
        var right = hasWords ? sums.Max(sum => Canvas.Width(sum.Words, 11)) + 14 : 0;
        var grid = Grid.Draw(canvas, spec.Width, top, hasWords ? [.. order.Select(r => matrix.Names[r])] : [], matrix.Headings,
            height, right, 72);
        for (var i = 0; i < order.Length; i++)
        {
            for (var c = 0; c < columns; c++)
                DrawCell(canvas, matrix, order[i], c, states[order[i], c], grid.Cell(i, c));
            if (hasWords)
                canvas.Text(grid.Left + columns * grid.CellWidth + 10, grid.Top + (i + 0.5) * height + 4, sums[i].Words, 11,
                    canvas.Theme.Muted);
        }
        var bottom = grid.Bottom(order.Length);
        bottom = ColumnSums(canvas, states, grid, bottom, rows, columns);
        frame.Footer(bottom);
        var (came, due) = Total(states);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.coverage", ("areas", rows), ("columns", columns), ("came", came), ("due", due)));
    }

    static void DrawCell(Canvas canvas, Matrix matrix, int row, int column, State state, Box box)
    {
        var o = matrix.Cell(row, column).FirstOrDefault();
        var colon = canvas.Language == Language.Chinese ? "：" : ": ";
        var words = $"{matrix.Names[row]} {matrix.Headings[column]}{colon}{canvas.Say("chart.coverage." + Key(state))}";
        if (o?.PublishedOn is { } day)
            words += (canvas.Language == Language.Chinese ? "，" : ", ") + canvas.Say("chart.coverage.published",
                ("day", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        canvas.Add(new DatumGroup(o?.Figures ?? ["none"], words, [.. Sign(canvas.Theme, state, box)])
        {
            Area = matrix.Areas[row], Row = o?.Row ?? -1, Series = Key(state),
        });
    }

    // A shade and a sign each, so that no state is told by colour alone.
    static IEnumerable<Mark> Sign(Theme theme, State state, Box box)
    {
        var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
        var hasSign = box.Height >= 10;
        var fill = state switch
        {
            State.Reported => theme.Neutral,
            State.Late => theme.Soft(theme.Neutral),
            State.Provisional or State.Partial => theme.Pale(theme.Neutral),
            State.Withheld => theme.Faint(theme.Muted),
            State.Missing => theme.Background,
            _ => theme.Grid,
        };
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, fill, Math.Min(2, box.Height / 4));
        if (!hasSign)
        {
            if (state == State.Missing) yield return new RectMark(x - 1, box.Top, 2, box.Height, theme.Worse);
            yield break;
        }
        var ink = theme.InkOn(fill);
        switch (state)
        {
            case State.Late: yield return new MarkerMark(x, y, MarkerShape.Triangle, 3.5, ink, ink); break;
            case State.Provisional: yield return new MarkerMark(x, y, MarkerShape.Saltire, 3, ink, ink); break;
            case State.Partial:
                yield return new RectMark(box.Left + 3, box.Top + 3, box.Width / 2 - 3, box.Height - 6, theme.Neutral);
                break;
            case State.Withheld: foreach (var line in Hatch.Lines(box, theme.Axis, 5)) yield return line; break;
            case State.Missing:
                foreach (var line in MapRows.Rim(box, theme.Worse, 1))
                    yield return line;
                yield return new MarkerMark(x, y, MarkerShape.Circle, 2.5, theme.Background, theme.Worse);
                break;
            case State.NotDue: yield return new RectMark(x - 4, y - 0.75, 8, 1.5, theme.Muted); break;
        }
    }

    static double ColumnSums(Canvas canvas, State[,] states, Grid grid, double bottom, int rows, int columns)
    {
        var free = double.NegativeInfinity;
        for (var c = 0; c < columns; c++)
        {
            var column = Enumerable.Range(0, rows).Select(r => states[r, c]).ToArray();
            var text = Fraction(column).Words;
            var (x, half) = (grid.Left + (c + 0.5) * grid.CellWidth, Canvas.Width(text, 11) / 2);
            if (x - half < free) continue;
            canvas.Text(x, bottom + 15, text, 11, canvas.Theme.Muted, false, TextAnchor.Middle);
            free = x + half + 4;
        }
        return bottom + 22;
    }

    static (string Words, double Share) Came(State[,] states, int row, int columns) =>
        Fraction([.. Enumerable.Range(0, columns).Select(c => states[row, c])]);

    static (string Words, double Share) Fraction(State[] states)
    {
        var due = states.Count(state => state != State.NotDue);
        var came = states.Count(state => state is not (State.Missing or State.NotDue));
        return ($"{came}/{due}", due == 0 ? 1 : came / (double)due);
    }

    static (int Came, int Due) Total(State[,] states)
    {
        var all = states.Cast<State>().Where(state => state != State.NotDue).ToArray();
        return (all.Count(state => state != State.Missing), all.Length);
    }

    static State StateOf(IEnumerable<Observation> cell)
    {
        var all = cell.ToArray();
        if (all.Length == 0) return State.Missing;
        bool Is(string status) => all.Any(o => o.Status.Contains(status));
        var hasValue = all.Any(o => !double.IsNaN(o.Value));
        return Is("suppressed") ? State.Withheld : !hasValue ? Is("not_due") ? State.NotDue : State.Missing
            : Is("partial") ? State.Partial : Is("late") ? State.Late : Is("provisional") ? State.Provisional : State.Reported;
    }

    static string Key(State state) => state == State.NotDue ? "not-due" : state.ToString().ToLowerInvariant();
}
