using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>Dots at their values with their names beside them, in as many rows as keep the names apart; a thin line
/// leads from each up to where it belongs.</summary>
sealed class NameRows
{
    const double Leading = 18, Size = 12, Reach = 9;

    /// <summary>A name beside its dot.</summary>
    sealed record Place(Observation O, double X, TextMark Text)
    {
        public double From => Math.Min(X - 6, Box.Of(Text).Left);

        public double To => Math.Max(X + 6, Box.Of(Text).Right);
    }

    readonly List<List<Place>> _rows = [];

    public bool Holds(Observation o) => _rows.Exists(row => row.Exists(p => p.O.Row == o.Row));

    public double Height => _rows.Count * Leading + (_rows.Count > 0 ? 4 : 0);

    /// <summary>Gives each its row; those for which there is none are left out.</summary>
    /// <param name="those">What to name.</param>
    /// <param name="format">Of the values beside the names.</param>
    /// <param name="x">Where a value lies.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="most">How many rows.</param>
    /// <param name="isStrong">Which names are bold.</param>
    public static NameRows Of(IEnumerable<Observation> those, ValueFormat format, Func<double, double> x,
        double width, int most,
        Func<Observation, bool> isStrong)
    {
        var found = new NameRows();
        // From the right: what comes later lies further left and leads down past the beginnings of names, not through
        // them.
        foreach (var o in those.OrderByDescending(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal))
        {
            var (at, isBold) = (x(o.Value), isStrong(o));
            // To the right where there is room for it, else where there is more; an arrow keeps the name further off.
            var (before, after) = (Reach + (o.Bound == "at_most" ? 12 : 0), Reach + (o.Bound == "at_least" ? 12 : 0));
            var (left, right) = (at - before - Frame.Margin, width - Frame.Margin - at - after);
            var value = " " + format.Label(o);
            var isLeft = Canvas.Width(o.Area + value, Size, isBold) > right && left > right;
            var text = TextWrap.Shorten(o.Area, (isLeft ? left : right) - Canvas.Width(value, Size, isBold), Size,
                isBold) + value;
            var place = new Place(o, at, new TextMark(isLeft ? at - before : at + after, 0, text, Size, "", isBold,
                isLeft ? TextAnchor.End : TextAnchor.Start, Halo: true));
            var row = found._rows.FindIndex(row => row.TrueForAll(p => place.From > p.To + 8 || place.To < p.From - 8));
            if (row < 0 && found._rows.Count == most) continue;
            if (row < 0) { row = found._rows.Count; found._rows.Add([]); }
            found._rows[row].Add(place);
        }
        return found;
    }

    /// <summary>Draws them.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="format">Of what is spoken.</param>
    /// <param name="from">Where the leading lines begin.</param>
    /// <param name="top">Of the first row.</param>
    /// <param name="color">Of a dot.</param>
    public void Draw(Canvas canvas, ValueFormat format, double from, double top, Func<Observation, string> color)
    {
        // The lowest first: where a line leads down through a name of a higher row, the name lies on it.
        for (var row = _rows.Count - 1; row >= 0; row--)
            foreach (var (o, x, text) in _rows[row])
            {
                var (y, ink) = (top + row * Leading + 7, color(o));
                List<Mark> marks = [new LineMark(x, from, x, y, canvas.Theme.Soft(ink))];
                if (o.Bound is "at_least" or "at_most")
                    marks.AddRange(Marks.Arrow(x, y, o.Bound == "at_least" ? 1 : -1, 0, ink, Marks.ArrowLength));
                marks.Add(Marks.Marker(canvas.Theme, o, x, y, MarkerShape.Circle, ink));
                marks.Add(text with { Y = y + 4.2, Color = canvas.Theme.Ink });
                canvas.Add(o.Datum(canvas, format, marks));
            }
    }
}
