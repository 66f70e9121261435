using System.Text.RegularExpressions;
using Analytics.Etl.Samples;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>Keys and descriptions are both written by hand: these tests find slips of the pen, by no code that reads
/// forms.</summary>
public partial class SampleKeyTests
{
    static readonly string[] Generated = ["break-thousand-columns"];

    static IEnumerable<SampleKey> Keys => SampleKey.Names.Select(SampleKey.Read);

    // Keys with facts, each with the sheet they are of.
    static IEnumerable<(SampleKey Key, SampleSheet Sheet)> Tables => Keys
        .Where(key => key.Account.Count > 0 && !Generated.Contains(key.Sample))
        .Select(key => (key, SheetOf(key)));

    static SampleSheet SheetOf(SampleKey key) => SampleFiles.Read(Clone.Root, key.Sample).Sheets
        .Single(sheet => !sheet.IsHidden && (key.Sheet is null || sheet.Name == key.Sheet));

    [GeneratedRegex("^([A-Z]+)([0-9]+)$")]
    static partial Regex Address { get; }

    static SampleCell CellAt(SampleSheet sheet, string address)
    {
        var match = Address.Match(address);
        var row = sheet.Rows[int.Parse(match.Groups[2].Value) - 1];
        return row[SampleValues.Column(match.Groups[1].Value)];
    }

    static IEnumerable<(string Path, YamlMap Map)> Forms => Clone.Files
        .Where(file => file.StartsWith("etl/", StringComparison.Ordinal) && file.Contains("/forms/", StringComparison.Ordinal))
        .Select(file => (file, YamlMap.Parse(file, Clone.Read(file))));

    [Fact]
    public void Every_sample_has_a_key_and_every_key_a_sample() =>
        Assert.Equal(SampleFiles.Names(Clone.Root), SampleKey.Names);

    [Fact]
    public void Every_key_says_what_is_loaded_or_why_not() => Assert.All(Keys, key =>
        Assert.True(key.Account.Count > 0 ^ key.Parts.Count > 0 ^ key.Error is not null, key.Sample));

    [Fact]
    public void There_are_eight_forms_and_ten_files_that_break_things()
    {
        Assert.InRange(Keys.Where(key => !IsBreak(key.Sample)).Select(key => key.Form).OfType<string>().Distinct().Count(), 8, 99);
        Assert.InRange(SampleKey.Names.Count(IsBreak), 10, 99);
    }

    static bool IsBreak(string name) => name.StartsWith("break-", StringComparison.Ordinal);

    [Fact]
    public void Accounts_have_as_many_rows_as_the_sheet() => Findings.None(
        from table in Tables
        let rows = table.Key.Account.Values.Sum()
        where rows != table.Sheet.Rows.Count
        select $"{table.Key.Sample}: {rows} in the account, {table.Sheet.Rows.Count} in the sheet");

    [Fact]
    public void Blank_rows_are_those_without_a_text() => Findings.None(
        from table in Tables
        let blank = table.Sheet.Rows.Count(row => row.All(cell => cell.Text.Length == 0))
        where blank != table.Key.Account["blank"]
        select table.Key.Sample);

    [Fact]
    public void Loaded_rows_are_those_facts_stand_in() => Findings.None(
        from table in Tables
        let rows = table.Key.Facts.Select(fact => Address.Match(fact.At).Groups[2].Value).Distinct().Count()
        where rows != table.Key.Account["loaded"]
        select $"{table.Key.Sample}: {rows}");

    [Fact]
    public void Facts_and_findings_stand_in_filled_cells() => Findings.None(
        from table in Tables
        from at in table.Key.Facts.Select(fact => fact.At)
            .Concat(table.Key.Rejects.Concat(table.Key.Warnings).Select(finding => finding.At))
        where Address.IsMatch(at) && CellAt(table.Sheet, at).Text.Length == 0
        select $"{table.Key.Sample} {at}");

    [Fact]
    public void A_cell_gives_one_fact_and_a_fact_stands_in_one_cell() => Findings.None(
        from key in Keys
        where key.Facts.Select(fact => fact.At).Distinct().Count() != key.Facts.Count
            || key.Facts.Select(fact => (fact.Area, fact.Period, fact.Field)).Distinct().Count() != key.Facts.Count
        select key.Sample);

    [Fact]
    public void Plain_whole_numbers_of_keys_are_what_the_cells_say() => Findings.None(
        from table in Tables
        from fact in table.Key.Facts
        let text = CellAt(table.Sheet, fact.At).Text
        where text.All(char.IsAsciiDigit) && fact.Unit is not ("" or "%") && text != fact.Value
        select $"{table.Key.Sample} {fact.At}: {text}, {fact.Value}");

    [Fact]
    public void Rates_of_keys_are_those_of_their_counts_within_rounding()
    {
        (string Rate, string Part, string Whole)[] rates = [("success_rate", "settled", "accepted"),
            ("loss_rate", "lost", "concluded"), ("appearance_rate", "appeared", "hearings"),
            ("correction_rate", "corrected", "concluded"), ("certification_rate", "certified", "staff")];
        Findings.None(
            from key in Keys
            from fact in key.Facts
            from rate in rates
            where fact.Field == rate.Rate && key.Warnings.All(warning => warning.Rule != "rate-of-counts")
            let derived = 100 * Number(key, fact, rate.Part) / Number(key, fact, rate.Whole)
            where Math.Abs(derived - decimal.Parse(fact.Value)) > 0.051m
            select $"{key.Sample} {fact.At}: {derived:0.000}");
    }

    static decimal Number(SampleKey key, KeyFact fact, string field) => decimal.Parse(key.Facts
        .Single(other => other.Field == field && other.Area == fact.Area && other.Period == fact.Period).Value);

    [Fact]
    public void Areas_of_keys_were_valid_at_the_end_of_their_period() => Findings.None(
        from key in Keys
        where key.Contract is not "normative-register"
        from fact in key.Facts
        let end = EndOf(fact.Period)
        where !Versions[fact.Area].Any(area => area.From <= end && end <= area.To)
        select $"{key.Sample} {fact.At}: {fact.Area} at {end:yyyy-MM-dd}");

    static readonly ILookup<string, (DateOnly From, DateOnly To)> Versions = Seeds
        .Own("seeds/domain/areas.csv", ["area_id", "valid_from", "valid_to"])
        .ToLookup(row => row["area_id"], row => (DateOnly.Parse(row["valid_from"]),
            row["valid_to"].Length == 0 ? DateOnly.MaxValue : DateOnly.Parse(row["valid_to"])));

    static DateOnly EndOf(string period)
    {
        var month = period.Length == 4 ? 12 : period[5] switch
        {
            'H' => 6 * (period[6] - '0'),
            'Q' => 3 * (period[6] - '0'),
            _ => int.Parse(period[5..]),
        };
        return new DateOnly(int.Parse(period[..4]), month, 1).AddMonths(1).AddDays(-1);
    }

    [Fact]
    public void Forms_bear_the_name_of_their_file_and_are_used_by_a_sample() => Findings.None(
        from form in Forms
        let name = form.Map.Text("form")
        where Path.GetFileNameWithoutExtension(form.Path) != name
            || Keys.All(key => key.Form != name) && !form.Path.StartsWith("etl/Simulated/", StringComparison.Ordinal)
        select form.Path);

    [Fact]
    public void Keys_name_forms_of_their_contract_that_give_their_fields()
    {
        var forms = Forms.ToDictionary(form => form.Map.Text("form"), form => form.Map);
        Findings.None(
            from key in Keys
            where key.Form is not null
            let form = forms[key.Form!]
            let fields = FieldsOf(form)
            from fact in key.Facts
            where form.Text("contract") != key.Contract || !fields.Contains(fact.Field)
            select $"{key.Sample} {fact.At}");
    }

    static HashSet<string> FieldsOf(YamlMap form) =>
        [.. form.Maps("columns").Concat(form.MapsOrNone("fixed")).Select(column => column.Text("field")),
            .. form.Has("wide") && form.Map("wide").TextOrNull("value") is { } value ? new[] { value } : []];
}
