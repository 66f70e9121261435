using System.Globalization;

namespace Analytics.Semantics.Compilation;

/// <summary>First and last day of a named period.</summary>
static class PeriodBounds
{
    static readonly string[] Forms = ["2017", "2022-H1", "2025-Q1", "2021-08", "2021-08-31"];

    public static (DateOnly Start, DateOnly End) Parse(string text, string place)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (day, day);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (head, tail) = dash < 0 ? (text, "") : (text[..dash], text[(dash + 1)..]);
        var (first, months) = tail switch
        {
            "" when dash < 0 => (1, 12),
            ['H', var half and ('1' or '2')] => ((half - '1') * 6 + 1, 6),
            ['Q', var quarter and >= '1' and <= '4'] => ((quarter - '1') * 3 + 1, 3),
            [_, _] when int.TryParse(tail, NumberStyles.None, null, out var month) && month is >= 1 and <= 12 =>
                (month, 1),
            _ => (0, 0),
        };
        if (months == 0 || head.Length != 4 || !int.TryParse(head, NumberStyles.None, null, out var year)
            || year is < 1 or > 9998)
            throw SemanticErrors.QueryValue(place, text, Forms);
        var start = new DateOnly(year, first, 1);
        return (start, start.AddMonths(months).AddDays(-1));
    }
}
