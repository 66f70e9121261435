using System.Globalization;

namespace Analytics.Charting;

/// <summary>A length as SVG writes it: at most two decimals, halves away from zero, never <c>-0</c>.</summary>
readonly record struct Pixels(double Value) : ISpanFormattable
{
    // Beyond these hundredths no longer fit a whole number.
    const double Most = 1e15;

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format,
        IFormatProvider? provider)
    {
        var rounded = Math.Round(Value, 2, MidpointRounding.AwayFromZero) + 0.0;
        if (!(Math.Abs(rounded) < Most))
            return rounded.TryFormat(destination, out charsWritten, "0.##", CultureInfo.InvariantCulture);
        var hundredths = (long)Math.Round(Math.Abs(rounded) * 100);
        Span<char> digits = stackalloc char[24];
        var at = digits.Length;
        if (hundredths % 100 is var part and not 0)
        {
            if (part % 10 != 0) digits[--at] = (char)('0' + part % 10);
            digits[--at] = (char)('0' + part / 10);
            digits[--at] = '.';
        }
        var whole = hundredths / 100;
        do digits[--at] = (char)('0' + whole % 10);
        while ((whole /= 10) > 0);
        if (rounded < 0) digits[--at] = '-';
        var fits = digits[at..].TryCopyTo(destination);
        charsWritten = fits ? digits.Length - at : 0;
        return fits;
    }

    public string ToString(string? format, IFormatProvider? provider)
    {
        Span<char> text = stackalloc char[400];
        return TryFormat(text, out var length, default, null) ? text[..length].ToString()
            : Value.ToString(CultureInfo.InvariantCulture);
    }

    public override string ToString() => ToString(null, null);
}
