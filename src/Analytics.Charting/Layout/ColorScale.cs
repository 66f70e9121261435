namespace Analytics.Charting.Layout;

/// <summary>Colours of values: a ramp of one hue, or of two round a middle; with the legend that reads it.</summary>
sealed class ColorScale
{
    const int Cells = 40;

    const double CellWidth = 6, CellHeight = 12;

    readonly Theme _theme;
    readonly Axis _axis;
    readonly double? _middle;
    readonly bool _isHighBetter;
    readonly double _reach;

    ColorScale(Theme theme, Axis axis, double? middle, bool isHighBetter, double reach) =>
        (_theme, _axis, _middle, _isHighBetter, _reach) = (theme, axis, middle, isHighBetter, reach);

    /// <summary>A ramp over the values.</summary>
    /// <param name="theme">Gives the colours.</param>
    /// <param name="values">At least one.</param>
    /// <param name="isRate">Percentages.</param>
    /// <param name="asked">A range to keep to; null is computed.</param>
    public static ColorScale Ramp(Theme theme, IReadOnlyCollection<double> values, bool isRate, ValueRange? asked) =>
        new(theme, Axis.Of(values, isRate, asked, 5), null, false, 1);

    /// <summary>Better and worse than a middle value.</summary>
    /// <inheritdoc cref="Ramp" path="/param"/>
    /// <param name="theme">Gives the colours.</param>
    /// <param name="values">At least one.</param>
    /// <param name="isRate">Percentages.</param>
    /// <param name="middle">Nearly the background's colour.</param>
    /// <param name="isHighBetter">Which side is better.</param>
    public static ColorScale Around(Theme theme, IReadOnlyCollection<double> values, bool isRate, double middle,
        bool isHighBetter)
    {
        var reach = Math.Max(values.Max(v => Math.Abs(v - middle)), 1e-9);
        // The legend of rates ends where rates do; colours reach as far to both sides.
        var isBounded = isRate && middle is >= 0 and <= 100 && values.All(v => v is >= 0 and <= 100);
        double[] ends = isBounded ? [Math.Max(0, middle - reach), Math.Min(100, middle + reach)]
            : [middle - reach, middle + reach];
        return new(theme, Axis.Of(ends, isBounded, null, 5), middle, isHighBetter, reach);
    }

    public string Of(double value)
    {
        if (_middle is not { } middle) return _theme.OnRamp(_axis.Share(value));
        var share = (value - middle) / _reach;
        return _theme.Diverging(_isHighBetter ? share : -share);
    }

    /// <summary>How wide its strip of colours is.</summary>
    public const double Width = Cells * CellWidth;

    /// <summary>Height of the legend.</summary>
    public const double Height = 34;

    /// <summary>A strip of its colours with values under it.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="left">Of the strip.</param>
    /// <param name="top">Of the strip.</param>
    /// <param name="isRate">Whether ticks are percentages.</param>
    /// <param name="mark">A value marked by a line through the strip, and its words; null is none.</param>
    public void Draw(Canvas canvas, double left, double top, bool isRate, (double Value, string Words)? mark)
    {
        for (var i = 0; i < Cells; i++)
            canvas.Add(new RectMark(left + i * CellWidth, top, CellWidth + (i + 1 < Cells ? 0.5 : 0), CellHeight,
                Of(_axis.From + (i + 0.5) / Cells * (_axis.To - _axis.From))));
        var taken = new List<(double From, double To)>();
        if (mark is { } given && given.Value >= _axis.From && given.Value <= _axis.To)
        {
            var x = left + _axis.Share(given.Value) * Width;
            canvas.Add(new LineMark(x, top - 3, x, top + CellHeight + 4, canvas.Theme.Ink, 1.5));
            Label(given.Words, x, canvas.Theme.Ink, true);
        }
        foreach (var tick in _axis.Ticks)
        {
            var x = left + _axis.Share(tick) * Width;
            canvas.Add(new LineMark(x, top + CellHeight, x, top + CellHeight + 3, canvas.Theme.Axis));
            Label(_axis.Label(tick, isRate, canvas.Language), x, canvas.Theme.Muted, false);
        }

        void Label(string words, double x, string color, bool isBold)
        {
            var half = Canvas.Width(words, 11, isBold) / 2;
            x = Math.Max(x, left + half);
            if (taken.Exists(other => x - half < other.To + 4 && x + half > other.From - 4)) return;
            canvas.Text(x, top + CellHeight + 15, words, 11, color, isBold, TextAnchor.Middle);
            taken.Add((x - half, x + half));
        }
    }
}
