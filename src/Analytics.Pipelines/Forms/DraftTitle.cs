using System.Text.RegularExpressions;
using Analytics.Pipelines.Sheets;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// A value found outside the table: where and by which pattern.
sealed record DraftFixed(FieldWords Field, string Source, string? Pattern, bool IsCertain);

// Looks for the period and the area that the columns do not give: above the heading, in the sheet's and file's name.
static partial class DraftTitle
{
    [GeneratedRegex("(?:(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年?(?:度|全年|上半年|下半年|第?[一二三四1-4]季度"
        + "|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?(?:[-~至到—](?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?)?)?")]
    static partial Regex Period { get; }

    [GeneratedRegex("^(?<word>(?:填报|填表|报送|统计)?(?:单位|地区|区县)(?:名称)?):(?<area>[^:]{2,})$")]
    static partial Regex Reporter { get; }

    [GeneratedRegex("^(?<area>[\u4e00-\u9fff]{1,8}?(?:新区|区|县|市|街道|镇|乡))")]
    static partial Regex Area { get; }

    public static IReadOnlyList<DraftFixed> Of(Head head, DraftHeading heading, string sheet, string file)
    {
        (string Text, string Source)[] places = [.. Above(head, heading.FromRow), (Compared.Of(sheet), "from: sheet"), (Compared.Of(Path.GetFileNameWithoutExtension(file)), "from: file")];
        var found = new List<DraftFixed>();
        foreach (var field in heading.Fields)
        {
            var isWide = heading.WideField == field;
            if (heading.Has(field.Field) && !isWide) continue;
            var value = field.Type switch
            {
                "period" => First(places, (text, source) => OfPeriod(field, text, source)),
                "area" => First(places, (text, source) => OfReporter(field, text, source))
                    ?? First(places, (text, source) => OfArea(heading, field, text, source)),
                _ => null,
            };
            if (value is not null) found.Add(value);
        }
        return found;
    }

    static IEnumerable<(string, string)> Above(Head head, long heading) =>
        from row in head.First
        where row.Row.Number < heading
        from column in Enumerable.Range(0, row.Row.Cells.Count)
        where !row.Row[column].IsBlank
        select (head.Compare(row.Row[column].Text),
            $"cell: {new CellPlace("", "", row.Row.Number, column).Address}");

    static DraftFixed? First(IEnumerable<(string Text, string Source)> places, Func<string, string, DraftFixed?> find) =>
        places.Select(place => find(place.Text, place.Source)).FirstOrDefault(value => value is not null);

    // What stands before a period names the office and stays as it is: it tells this form from its neighbours'.
    static DraftFixed? OfPeriod(FieldWords field, string text, string source) =>
        Period.Match(text) is { Success: true } match
        && PeriodText.Read(match.Value, null).Kind == ReadingKind.Value
            ? new DraftFixed(field, source, Escape(text[..match.Index]) + $"{{{field.Field}}}"
                + Escape(text[(match.Index + match.Length)..]), source.StartsWith("cell", StringComparison.Ordinal))
            : null;

    static DraftFixed? OfReporter(FieldWords field, string text, string source) =>
        Reporter.Match(text) is { Success: true } match && !Units.IsKnown(match.Groups["area"].Value)
            ? new DraftFixed(field, source, $"{match.Groups["word"].Value}:{{{field.Field}}}", true)
            : null;

    static DraftFixed? OfArea(DraftHeading heading, FieldWords field, string text, string source)
    {
        var period = heading.Fields.FirstOrDefault(f => f.Type == "period")?.Field;
        if (Area.Match(text) is not { Success: true } match) return null;
        var rest = text[match.Length..];
        if (period is not null && Period.Match(rest) is { Success: true } year)
            rest = Escape(rest[..year.Index]) + $"{{{period}}}" + Escape(rest[(year.Index + year.Length)..]);
        return rest.Length == 0 ? null : new DraftFixed(field, source, $"{{{field.Field}}}{rest}", false);
    }

    // Braces and stars of a title would be read as places to be filled.
    static string Escape(string text) => text.Replace('{', '*').Replace('}', '*');
}
