using System.Globalization;

namespace Analytics.Pipelines.Sheets;

/// How numbers and dates of workbooks are written out.
static class SheetNumbers
{
    /// The shortest text of the number to 15 digits, which is what Excel shows and lets one type: 0.1 + 0.2 is 0.3.
    /// Never with an exponent where 28 places hold it.
    public static string Text(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (text.Count(char.IsAsciiDigit) > 15) text = number.ToString("G15", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : !text.Contains('E', StringComparison.Ordinal) ? text
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && (double)exact == double.Parse(text, CultureInfo.InvariantCulture)
                ? exact.ToString(CultureInfo.InvariantCulture) : text;
    }

    /// <c>2024-01-05</c>; with <c>T08:30:00</c> where it is no midnight.
    public static string DateText(DateTime time) => time.ToString(
        time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// Formats that a Chinese Excel shows as dates and writes by number alone (ECMA-376 part 1, 18.8.30): years, months
    /// and days from 27 to 31, 36 and from 50 to 58. The others among them are times of day.
    public static bool IsChineseDate(int format) => format is >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58;
}
