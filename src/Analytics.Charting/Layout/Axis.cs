using System.Globalization;
using Analytics.Tables;

namespace Analytics.Charting.Layout;

/// <summary>A linear value axis: the values it spans and its ticks at human numbers.</summary>
sealed class Axis
{
    Axis(double from, double to, double step) => (From, To, Step) = (from, to, step);

    public double From { get; }

    public double To { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = Math.Ceiling(From / Step - 1e-9); i * Step <= To + Step * 1e-9; i++) yield return i * Step;
        }
    }

    /// <summary>Where a value lies, 0 at the least and 1 at the greatest.</summary>
    public double Share(double value) => (value - From) / (To - From);

    /// <summary>An axis that holds all values.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="isRate">Percentages: the axis stays within 0 to 100 where the values do.</param>
    /// <param name="asked">A range to keep to; widened by values outside it.</param>
    /// <param name="ticks">About how many steps.</param>
    public static Axis Of(IReadOnlyCollection<double> values, bool isRate, ValueRange? asked, int ticks)
    {
        var (low, high) = (values.Min(), values.Max());
        var (floor, ceiling) = isRate && low >= 0 && high <= 100 ? (0.0, 100.0)
            : low >= 0 ? (0.0, double.PositiveInfinity) : (double.NegativeInfinity, double.PositiveInfinity);
        if (asked is not null)
        {
            (low, high) = (Math.Min(low, Math.Min(asked.From, asked.To)),
                Math.Max(high, Math.Max(asked.From, asked.To)));
        }
        else
        {
            var pad = high - low > 1e-9 * Math.Max(1, Math.Abs(high)) ? 0.06 * (high - low)
                : isRate ? 5 : Math.Max(1, 0.1 * Math.Abs(high));
            // Totals start at zero unless they all lie close together far from it.
            if (!isRate && low >= 0 && low < 0.5 * high) (low, pad) = (0, 0.06 * high);
            (low, high) = (Math.Max(floor, low - pad), Math.Min(ceiling, high + pad));
        }
        if (high <= low) high = low + 1;
        var step = NiceStep((high - low) / Math.Max(2, ticks));
        // An end moves out to its tick where that costs little of the picture.
        var (from, to) = (Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
        var little = 0.15 * (high - low);
        return new(low - from <= little ? Math.Max(from, Math.Min(low, floor)) : low,
            to - high <= little ? Math.Min(to, Math.Max(high, ceiling)) : high, step);
    }

    /// <summary>A tick's label: <c>70%</c>, <c>1,500</c>, and in Chinese from ten thousand on <c>1.5万</c>.</summary>
    public string Label(double tick, bool isRate, Language language)
    {
        if (isRate) return Number(tick, Step) + "%";
        var greatest = Math.Max(Math.Abs(From), Math.Abs(To));
        if (language == Language.English || tick == 0) return Number(tick, Step);
        return greatest >= 1e8 && Step >= 1e6 ? Number(tick / 1e8, Step / 1e8) + "亿"
            : greatest >= 1e4 && Step >= 100 ? Number(tick / 1e4, Step / 1e4) + "万"
            : Number(tick, Step);
    }

    static string Number(double value, double step)
    {
        var decimals = 0;
        for (var s = step; decimals < 6 && Math.Abs(s - Math.Round(s)) > 1e-6 * s; s *= 10) decimals++;
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;
        return rounded.ToString("N" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    static double NiceStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var factor in (double[])[1, 2, 5])
            if (rough <= factor * power * 1.0001) return factor * power;
        return 10 * power;
    }
}
