namespace Analytics.Charting.Layout;

/// <summary>Colours of values: a ramp of one hue, or of two round a middle; with the legend that reads it.</summary>
sealed class ColorScale
{
    const double StepWidth = 34, StepHeight = 12;

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
    public static ColorScale Around(Theme theme, IReadOnlyCollection<double> values, bool isRate, double middle, bool isHighBetter)
    {
        var reach = Math.Max(values.Max(v => Math.Abs(v - middle)), 1e-9);
        return new(theme, Axis.Of([Math.Max(isRate ? 0 : double.MinValue, middle - reach), middle + reach], false, null, 5),
            middle, isHighBetter, reach);
    }

    public string Of(double value)
    {
        if (_middle is not { } middle) return _theme.OnRamp(_axis.Share(value));
        var share = (value - middle) / _reach;
        return _theme.Diverging(_isHighBetter ? share : -share);
    }

    /// <summary>How wide its legend is.</summary>
    public double Width => StepWidth * Steps().Count + 40;

    /// <summary>Height of the legend.</summary>
    public const double Height = 34;

    /// <summary>Steps of colour from tick to tick, the ticks' values under their edges.</summary>
    public void Draw(Canvas canvas, double left, double top, bool isRate)
    {
        var (ticks, free) = (Steps(), double.NegativeInfinity);
        for (var i = 0; i + 1 < ticks.Count; i++)
            canvas.Add(new RectMark(left + i * StepWidth, top, StepWidth - 1, StepHeight, Of((ticks[i] + ticks[i + 1]) / 2)));
        for (var i = 0; i < ticks.Count; i++)
        {
            var label = _axis.Label(ticks[i], isRate, canvas.Language);
            var half = Canvas.Width(label, 11) / 2;
            var x = Math.Max(left + i * StepWidth, left + (i == 0 ? half : 0));
            if (x - half < free) continue;
            canvas.Text(x, top + StepHeight + 14, label, 11, canvas.Theme.Muted, false, TextAnchor.Middle);
            free = x + half + 4;
        }
    }

    // The ticks, with one more step at an end that lies beyond them.
    List<double> Steps()
    {
        var ticks = _axis.Ticks.ToList();
        if (ticks.Count == 0 || ticks[0] > _axis.From + 1e-9) ticks.Insert(0, (ticks.Count == 0 ? _axis.From : ticks[0] - _axis.Step));
        if (ticks[^1] < _axis.To - 1e-9) ticks.Add(ticks[^1] + _axis.Step);
        return ticks;
    }
}
