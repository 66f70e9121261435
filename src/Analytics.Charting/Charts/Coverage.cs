using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Who reported what, and when: areas against periods, or against measures.</summary>
/// <remarks>Each state has a sign and a shade of its own. What is not in the table is missing; what is not due counts
/// neither way.</remarks>
sealed partial class Coverage : ChartType
{
    const int MostWithWords = 80, MostRows = 300, Bands = 40;

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
        if (data.Rows.Count + data.Withheld.Count == 0)
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var matrix = Matrix.Of(data);
        var (rows, columns) = (matrix.Areas.Count, matrix.Columns.Count);
        var states = new State[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) states[r, c] = StateOf(matrix.Cell(r, c));
        var order = Enumerable.Range(0, rows).ToArray();
        // Many areas: those with the most gaps first.
        var shares = order.Select(r => Came(states, r, columns).Share).ToArray();
        if (rows > MostWithWords) order = [.. order.OrderBy(r => shares[r]).ThenBy(r => Enumerable.Range(0, columns)
            .Count(c => states[r, c] == State.Reported)).ThenBy(r => r)];
        var notes = new List<string>();
        var isBanded = rows > MostRows;
        if (isBanded) notes.Add(canvas.Say("chart.coverage.bands", ("areas", rows), ("bands", Bands)));
        else if (rows > MostWithWords) notes.Add(canvas.Say("chart.coverage.sorted", ("areas", rows)));
        notes.Add(canvas.Say("chart.coverage.rule"));
        var frame = new Frame(canvas, spec, notes);
        var found = Enum.GetValues<State>().Where(state => states.Cast<State>().Contains(state));
        var top = frame.Header([.. found.Select(state => new LegendEntry(16, (c, x, y) =>
        {
            foreach (var mark in Sign(c.Theme, state, new Box(x, y - 7, x + 14, y + 7))) c.Add(mark);
        }, canvas.Say("chart.coverage." + Key(state))))], data.IsSimulated) + 4;
        var hasWords = order.Length <= MostWithWords;
        var shown = isBanded ? Bands : rows;
        var height = hasWords ? 22.0 : isBanded ? 16 : order.Length > 150 ? 4 : 6;
        var sums = isBanded ? [] : order.Select(r => Came(states, r, columns)).ToArray();
        var right = hasWords ? sums.Max(sum => Canvas.Width(sum.Words, 11)) + 14 : 0;
        var grid = Grid.Draw(canvas, spec.Width, top, hasWords ? [.. order.Select(r => matrix.Names[r])] : [],
            matrix.Headings,
            height, right, isBanded ? 140 : 72);
        if (isBanded) DrawBands(canvas, matrix, states, order, grid);
        for (var i = 0; i < (isBanded ? 0 : rows); i++)
        {
            for (var c = 0; c < columns; c++)
                DrawCell(canvas, matrix, order[i], c, states[order[i], c], grid.Cell(i, c));
            if (hasWords)
                canvas.Text(grid.Left + columns * grid.CellWidth + 10, grid.Top + (i + 0.5) * height + 4,
                    sums[i].Words, 11,
                    canvas.Theme.Muted);
        }
        var bottom = grid.Bottom(shown);
        bottom = ColumnSums(canvas, states, grid, bottom, rows, columns);
        frame.Footer(bottom);
        var (came, due) = Total(states);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.coverage", ("areas", rows), ("columns", columns), ("came", came),
                ("due", due)));
    }

    static void DrawCell(Canvas canvas, Matrix matrix, int row, int column, State state, Box box)
    {
        var o = matrix.Cell(row, column).FirstOrDefault();
        var colon = canvas.Language == Language.Chinese ? "：" : ": ";
        var words = $"{matrix.Names[row]} {matrix.Headings[column]}{colon}{canvas.Say("chart.coverage." + Key(state))}";
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        // A report may be late and provisional at once: the sign is of what weighs most, the words tell all.
        foreach (var other in o is null ? [] : o.Status.Where(status => status is "late" or "provisional" or "partial"))
            if (other != Key(state)) words += comma + canvas.Say("chart.coverage." + other);
        if (o?.PublishedOn is { } day)
            words += comma + canvas.Say("chart.coverage.published", ("day", canvas.Language == Language.Chinese
                ? $"{day.Year}年{day.Month}月{day.Day}日"
                    : day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        canvas.Add(new DatumGroup(o?.Figures ?? ["none"], words, [.. Sign(canvas.Theme, state, box)])
        {
            Area = matrix.Areas[row], Row = o?.Row ?? -1, Series = Key(state),
        });
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
            : Is("partial") ? State.Partial : Is("late") ? State.Late : Is("provisional") ? State.Provisional
            : State.Reported;
    }

    static string Key(State state) => state == State.NotDue ? "not-due" : state.ToString().ToLowerInvariant();
}
