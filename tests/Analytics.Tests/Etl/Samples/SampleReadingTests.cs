using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tables.Text;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>What is read in the cells of samples, cell by cell, is what the keys say.</summary>
public partial class SampleReadingTests
{
    static readonly string[] CannotBeRead = ["share-form", "mark-unclear", "digit-lookalike", "number-range", "date-impossible"];

    [GeneratedRegex("^([A-Z]+)([0-9]+)$")]
    static partial Regex Address { get; }

    [GeneratedRegex("[(](?<unit>[^()]{1,2}|万份)[)]$")]
    static partial Regex Bracketed { get; }

    sealed record Told(SampleKey Key, SampleSheet Sheet, YamlMap Form);

    static IEnumerable<Told> All => from name in SampleKey.Names
                                    let key = SampleKey.Read(name)
                                    where key.Form is not null && name != "break-thousand-columns"
                                    let sheet = SampleFiles.Read(Clone.Root, name).Sheets.First(sheet => !sheet.IsHidden
                                        && (key.Sheet is null || sheet.Name == key.Sheet))
                                    select new Told(key, sheet, FormOf(key.Form!));

    static YamlMap FormOf(string name)
    {
        var file = Clone.Files.Single(file => file.EndsWith($"/forms/{name}.yaml", StringComparison.Ordinal));
        return YamlMap.Parse(file, Clone.Read(file));
    }

    static SampleCell CellAt(SampleSheet sheet, string address) =>
        sheet.Rows[int.Parse(Address.Match(address).Groups[2].Value) - 1][ColumnOf(address)];

    static int ColumnOf(string address) => SampleValues.Column(Address.Match(address).Groups[1].Value);

    // The texts of a column's heading, widths and script aside.
    static IEnumerable<string> HeadingsOf(Told told, string address) => told.Sheet.Rows.Take(FirstRowOf(told) - 1)
        .Where(row => row.Count > Math.Max(1, ColumnOf(address))).Select(row => row[ColumnOf(address)].Text)
        .Select(Plain).Where(text => text.Length > 0);

    static int FirstRowOf(Told told) => told.Key.Facts.Concat<object>(told.Key.Rejects)
        .Select(found => found is KeyFact fact ? fact.At : ((KeyFinding)found).At)
        .Where(at => Address.IsMatch(at))
        .Min(at => int.Parse(Address.Match(at).Groups[2].Value));

    static string Plain(string text) => Script.ToSimplified(Width.Bare(text)).Replace('（', '(').Replace('）', ')');

    static NumberReading Read(Told told, string address, string field, string unit)
    {
        var marks = told.Form.Has("marks") ? told.Form.Map("marks") : null;
        var column = told.Form.Maps("columns").FirstOrDefault(column => column.Text("field") == field);
        return NumberText.Read(CellAt(told.Sheet, address).Text, new NumberExpectation(unit,
            column?.TextOrNull("unit") ?? HeadingsOf(told, address).Select(heading => Bracketed.Match(heading))
                .Where(match => match.Success && Units.IsKnown(match.Groups["unit"].Value))
                .Select(match => match.Groups["unit"].Value).LastOrDefault(),
            marks?.Keys.ToDictionary(mark => mark, marks.Text), column?.TextOrNull("share")));
    }

    [Fact]
    public void Numbers_read_are_those_of_the_keys() => Findings.None(
        from told in All
        from fact in told.Key.Facts
        where fact.Unit.Length > 0
        let cell = CellAt(told.Sheet, fact.At)
        let isPercent = cell is { Kind: CellKind.Number, Format: not null } && cell.Format.Contains('%')
        let reading = Read(told, fact.At, fact.Field, fact.Unit)
        let value = isPercent ? 100 * decimal.Parse(cell.Text, CultureInfo.InvariantCulture) : reading.Value
        where value != decimal.Parse(fact.Value, CultureInfo.InvariantCulture)
            || (!isPercent && reading.Bound != fact.Bound)
        select $"{told.Key.Sample} {fact.At} '{cell.Text}': {value} {reading.Bound} {reading.Problem}, key {fact.Value}");

    [Fact]
    public void Days_read_are_those_of_the_keys() => Findings.None(
        from told in All
        from fact in told.Key.Facts
        where fact.Field.EndsWith("_on", StringComparison.Ordinal)
        let reading = DateText.Read(CellAt(told.Sheet, fact.At).Text)
        where reading.Value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) != fact.Value
        select $"{told.Key.Sample} {fact.At}: {reading}");

    [Fact]
    public void What_a_key_says_cannot_be_read_is_not_read() => Findings.None(
        from told in All
        from reject in told.Key.Rejects
        where CannotBeRead.Contains(reject.Rule)
        let unit = HeadingsOf(told, reject.At).Any(heading => heading.Contains('率')) ? "%" : "件"
        let kind = reject.Rule == "date-impossible" ? DateText.Read(CellAt(told.Sheet, reject.At).Text).Kind
            : Read(told, reject.At, "", unit).Kind
        where kind != (reject.Rule is "share-form" or "mark-unclear" ? ReadingKind.Ambiguous : ReadingKind.Invalid)
        select $"{told.Key.Sample} {reject.At}: {kind}");

    [Fact]
    public void Every_cell_of_a_fact_stands_under_a_heading_its_form_names() => Findings.None(
        from told in All
        from fact in told.Key.Facts
        let columns = told.Form.Maps("columns").Concat(told.Form.Has("wide") ? told.Form.Map("wide").Maps("members") : [])
        let aliases = columns.Where(column => column.TextOrNull("field") is not { } field || field == fact.Field)
            .SelectMany(column => column.Words("headers")).Select(alias => Plain(alias).Split('/')[^1])
        where !HeadingsOf(told, fact.At).Any(heading => aliases.Contains(heading) || aliases.Contains(Bare(heading)))
        select $"{told.Key.Sample} {fact.At}: {string.Join('/', HeadingsOf(told, fact.At))}");

    static string Bare(string heading) => Bracketed.Replace(heading, "");

    [Fact]
    public void Periods_of_titles_and_cells_are_those_of_the_keys() => Findings.None(
        from told in All
        where told.Form.MapsOrNone("fixed").FirstOrDefault(value => value.Text("field") == "period") is { } value
            && !told.Form.Has("wide")
        let title = Plain(told.Sheet.Rows[0][0].Text)
        let pattern = Regex.Escape(Plain(told.Form.Maps("fixed").First(f => f.Has("pattern")).Text("pattern")))
            .Replace("\\{period}", "(.+?)", StringComparison.Ordinal).Replace("\\*", ".*", StringComparison.Ordinal)
        let match = Regex.Match(title, $"^{pattern}$")
        let period = match.Success ? PeriodText.Read(match.Groups[1].Value, null).Value : null
        from fact in told.Key.Facts
        where period is not { Kind: "year" } || period.FirstDay.Year.ToString(CultureInfo.InvariantCulture) != fact.Period
        select $"{told.Key.Sample}: '{title}' '{pattern}' {period}");
}
