using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Who reported what, and when: areas against periods, or against measures.</summary>
/// <remarks>Each state has a sign and a shade of its own. What is not in the table is missing; what is not due counts
/// neither way. A period of several measures is partial where some of them are missing, and each counts.</remarks>
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

    /// <summary>What a cell says.</summary>
    /// <param name="State">Of all its measures together.</param>
    /// <param name="Came">How many of them came.</param>
    /// <param name="Due">How many of them were due.</param>
    /// <param name="Lacking">Rows of those that are missing where others came.</param>
    readonly record struct Report(State State, int Came, int Due, IReadOnlyList<Observation> Lacking)
    {
        public static Report Of(State state) => new(state, state is State.Missing or State.NotDue ? 0 : 1,
            state == State.NotDue ? 0 : 1, []);

        // What weighs most stands for all: a hole, then a figure not public, then what is not as it should be.
        public static Report Of((Observation Measure, State State)[] measures)
        {
            var due = measures.Where(m => m.State != State.NotDue).ToArray();
            if (due.Length == 0) return Of(State.NotDue);
            var missing = due.Where(m => m.State == State.Missing).Select(m => m.Measure).ToArray();
            if (missing.Length == due.Length) return new(State.Missing, 0, due.Length, []);
            var state = missing.Length > 0 ? State.Partial : Weights.First(s => due.Any(m => m.State == s));
            return new(state, due.Length - missing.Length, due.Length, missing);
        }

        static readonly State[] Weights =
            [State.Withheld, State.Partial, State.Late, State.Provisional, State.Reported];
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        // Rows without a value say something here: that nothing came, or that nothing was due.
        var data = Observations.ReadAll(spec, table, canvas);
        if (data.Rows.Count + data.Withheld.Count == 0)
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var matrix = Matrix.Of(canvas, data);
        var (rows, columns) = (matrix.Areas.Count, matrix.Columns.Count);
        var cells = new Report[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) cells[r, c] = ReportOf(matrix, r, c);
        var order = Enumerable.Range(0, rows).ToArray();
        // Many areas: those with the most gaps first.
        var shares = order.Select(r => Fraction(RowOf(cells, r)).Share).ToArray();
        if (rows > MostWithWords) order = [.. order.OrderBy(r => shares[r]).ThenBy(r => Enumerable.Range(0, columns)
            .Count(c => cells[r, c].State == State.Reported)).ThenBy(r => r)];
        var notes = new List<string>();
        var isBanded = rows > MostRows;
        if (isBanded) notes.Add(canvas.Say("chart.coverage.bands", ("areas", rows), ("bands", Bands)));
        else if (rows > MostWithWords) notes.Add(canvas.Say("chart.coverage.sorted", ("areas", rows)));
        notes.Add(canvas.Say("chart.coverage.rule"));
        if (matrix.Measures.Count > 1)
            notes.Add(canvas.Say("chart.coverage.measures", ("count", matrix.Measures.Count)));
        var frame = new Frame(canvas, spec, notes);
        var found = Enum.GetValues<State>()
            .Where(cells.Cast<Report>().Select(report => report.State).ToHashSet().Contains);
        var top = frame.Header([.. found.Select(state => new LegendEntry(16, (c, x, y) =>
        {
            foreach (var mark in Sign(c.Theme, state, new Box(x, y - 7, x + 14, y + 7))) c.Add(mark);
        }, canvas.Say("chart.coverage." + Key(state))))], data.IsSimulated) + 4;
        var hasWords = order.Length <= MostWithWords;
        var shown = isBanded ? Bands : rows;
        var height = hasWords ? 22.0 : isBanded ? 16 : order.Length > 150 ? 4 : 6;
        var sums = isBanded ? [] : order.Select(r => Fraction(RowOf(cells, r))).ToArray();
        var right = hasWords ? sums.Max(sum => Canvas.Width(sum.Words, 11)) + 14 : 0;
        var grid = Grid.Draw(canvas, spec.Width, top, hasWords ? [.. order.Select(r => matrix.Names[r])] : [],
            matrix.Headings,
            height, right, isBanded ? 140 : 72);
        if (isBanded) DrawBands(canvas, matrix, cells, order, grid);
        for (var i = 0; i < (isBanded ? 0 : rows); i++)
        {
            for (var c = 0; c < columns; c++)
                DrawCell(canvas, matrix, order[i], c, cells[order[i], c], grid.Cell(i, c));
            if (hasWords)
                canvas.Text(grid.Left + columns * grid.CellWidth + 10, grid.Top + (i + 0.5) * height + 4,
                    sums[i].Words, 11,
                    canvas.Theme.Muted);
        }
        var bottom = grid.Bottom(shown);
        bottom = ColumnSums(canvas, cells, grid, bottom);
        frame.Footer(bottom);
        var all = cells.Cast<Report>().ToArray();
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.coverage", ("areas", rows), ("columns", columns),
                ("came", all.Sum(report => report.Came)), ("due", all.Sum(report => report.Due))));
    }

    static void DrawCell(Canvas canvas, Matrix matrix, int row, int column, Report report, Box box)
    {
        var (all, state) = (matrix.Cell(row, column).ToArray(), report.State);
        var o = all.FirstOrDefault();
        var colon = canvas.Language == Language.Chinese ? "：" : ": ";
        var words = $"{matrix.Names[row]} {matrix.Headings[column]}{colon}{canvas.Say("chart.coverage." + Key(state))}";
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        // A report may be late and provisional at once: the sign is of what weighs most, the words tell all.
        foreach (var other in all.SelectMany(one => one.Status).Distinct()
            .Where(status => status is "late" or "provisional" or "partial"))
            if (other != Key(state)) words += comma + canvas.Say("chart.coverage." + other);
        if (report.Lacking.Count > 0)
            words += comma + canvas.Say("chart.coverage.lacking", ("measures", report.Lacking.Select(one =>
                one.MeasureName.Length > 0 ? one.MeasureName : canvas.Say("chart.not-stated"))));
        if (o?.PublishedOn is { } day)
            words += comma + canvas.Say("chart.coverage.published", ("day", canvas.Language == Language.Chinese
                ? $"{day.Year}年{day.Month}月{day.Day}日"
                    : day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        string[] figures = [.. all.SelectMany(one => one.Figures).Distinct()];
        canvas.Add(new DatumGroup(figures.Length > 0 ? figures : ["none"], words, [.. Sign(canvas.Theme, state, box)])
        {
            Area = matrix.Areas[row], Row = o?.Row ?? -1, Series = Key(state),
        });
    }

    static double ColumnSums(Canvas canvas, Report[,] cells, Grid grid, double bottom)
    {
        var free = double.NegativeInfinity;
        for (var c = 0; c < cells.GetLength(1); c++)
        {
            var column = c;
            var text = Fraction(Enumerable.Range(0, cells.GetLength(0)).Select(r => cells[r, column])).Words;
            var (x, half) = (grid.Left + (c + 0.5) * grid.CellWidth, Canvas.Width(text, 11) / 2);
            if (x - half < free) continue;
            canvas.Text(x, bottom + 15, text, 11, canvas.Theme.Muted, false, TextAnchor.Middle);
            free = x + half + 4;
        }
        return bottom + 22;
    }

    static IEnumerable<Report> RowOf(Report[,] cells, int row) =>
        Enumerable.Range(0, cells.GetLength(1)).Select(c => cells[row, c]);

    static (string Words, double Share) Fraction(IEnumerable<Report> reports)
    {
        var all = reports.ToArray();
        var (came, due) = (all.Sum(report => report.Came), all.Sum(report => report.Due));
        return ($"{came}/{due}", due == 0 ? 1 : came / (double)due);
    }

    static Report ReportOf(Matrix matrix, int row, int column)
    {
        var rows = matrix.Cell(row, column).ToArray();
        if (matrix.Measures.Count < 2) return Report.Of(StateOf(rows));
        var byMeasure = rows.ToLookup(o => o.Measure);
        return Report.Of([.. matrix.Measures.Select(o => (o, StateOf([.. byMeasure[o.Measure]])))]);
    }

    static State StateOf(Observation[] all)
    {
        if (all.Length == 0) return State.Missing;
        bool Is(string status) => all.Any(o => o.Status.Contains(status));
        var hasValue = all.Any(o => !double.IsNaN(o.Value));
        return Is("suppressed") ? State.Withheld : !hasValue ? Is("not_due") ? State.NotDue : State.Missing
            : Is("partial") ? State.Partial : Is("late") ? State.Late : Is("provisional") ? State.Provisional
            : State.Reported;
    }

    static string Key(State state) => state == State.NotDue ? "not-due" : state.ToString().ToLowerInvariant();
}
