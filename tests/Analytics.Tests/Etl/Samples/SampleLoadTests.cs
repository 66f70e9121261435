using System.Globalization;
using Analytics.Etl;
using Analytics.Etl.Reference;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>Samples made as real files and read by the content's own forms and contracts are what their keys say: facts, rejects,
/// warnings, refusals and the account of rows.</summary>
public sealed class SampleLoadTests : IDisposable
{
    static readonly Lazy<ReceivedReader> Reader = new(() => Jobs.All.OfType<ReceivingJob>().Single(job => job.Dataset == "office").ReadRules(Clone.Root));

    // What needs earlier files or the warehouse is found by the load; see SampleWorkspaceTests.
    static readonly string[] OfTheLoad = ["as-last-year-said"];

    readonly string _folder = Directory.CreateTempSubdirectory("samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Loaded() => Of(key => key.Form is not null);

    public static TheoryData<string> Refused() => Of(key => key.Error is not null && !IsLarge(key));

    public static TheoryData<string> Large() => Of(IsLarge);

    public static TheoryData<string> Archives() => Of(key => key.Parts.Count > 0);

    static TheoryData<string> Of(Func<SampleKey, bool> keep) =>
        [.. SampleKey.Names.Select(SampleKey.Read).Where(keep).Select(key => key.Sample)];

    static bool IsLarge(SampleKey key) => SampleFiles.Read(Clone.Root, key.Sample).IsLarge;

    async Task<IReadOnlyList<FileReading>> ReadAll(string name)
    {
        var full = SampleFiles.Write(Clone.Root, _folder, name);
        return await Reader.Value.ReadAsync(full, "inbox/" + Path.GetFileName(full), null, TestContext.Current.CancellationToken);
    }

    async Task<(SampleKey Key, FileReading File, SheetReading Sheet)> Load(string name)
    {
        var key = SampleKey.Read(name);
        var file = Assert.Single(await ReadAll(name));
        Assert.Null(file.Refusal);
        return (key, file, SheetOf(key, file));
    }

    static SheetReading SheetOf(SampleKey key, FileReading file) => file.Sheets.Single(sheet => !sheet.IsHidden
        && (key.Sheet is null || sheet.Name == key.Sheet));

    [Theory, MemberData(nameof(Loaded))]
    public async Task Facts_are_those_of_the_key(string name)
    {
        var (key, file, sheet) = await Load(name);
        Assert.Equal((key.Form, key.Contract), (sheet.Form!.Name, sheet.Contract!.Name));
        Assert.Equal(ToldBy(key), FactsOf(sheet));
        Assert.DoesNotContain(file.Sheets, other => other != sheet && other.Records.Count > 0);
    }

    static IEnumerable<string> ToldBy(SampleKey key) => key.Facts.Select(f =>
        string.Join(' ', f.Area, f.Period, f.Field, f.Value, f.Unit, f.Bound, f.At)).Order(StringComparer.Ordinal);

    static IEnumerable<string> FactsOf(SheetReading sheet) => (
        from record in sheet.Accepted
        from value in record.Values.Values
        where !sheet.Contract!.Key.Contains(value.Field) && value.Place.Column is not null
        select string.Join(' ', IdOf(record), PeriodOf(record), value.Field, Said(value), sheet.Contract![value.Field].Unit,
            value.Bound, value.Place.Address)).Order(StringComparer.Ordinal);

    static string IdOf(ContractRecord record) => record["document_number"]?.Text ?? record["area"]!.Member!.Id;

    static string PeriodOf(ContractRecord record) =>
        record["period"]?.Period is { } period ? Period.Of(period.Start, period.End).Id : "";

    static string Said(ContractValue value) => value switch
    {
        { Number: { } number } => number.ToString("0.############", CultureInfo.InvariantCulture),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Member: not null } => value.Printed,
        _ => value.Text!,
    };

    [Theory, MemberData(nameof(Loaded))]
    public async Task Rejects_and_warnings_are_those_of_the_key(string name)
    {
        var (key, _, sheet) = await Load(name);
        Assert.Equal(Told(key.Rejects), Told(sheet.AllFindings, FindingSeverity.Reject));
        Assert.Equal(Told(key.Warnings.Where(warning => !OfTheLoad.Contains(warning.Rule))), Told(sheet.AllFindings, FindingSeverity.Warn)
            .Concat(Told(sheet.AllFindings.Where(finding => finding.Rule == "total-unchecked"), FindingSeverity.Note))
            .Order(StringComparer.Ordinal));
        AreSentences(sheet.AllFindings);
    }

    static IEnumerable<string> Told(IEnumerable<KeyFinding> findings) =>
        findings.Select(finding => $"{finding.At} {finding.Rule} {finding.Count}").Order(StringComparer.Ordinal);

    // Of unknown columns the first is named in a key, with their number.
    static IEnumerable<string> Told(IEnumerable<Finding> findings, FindingSeverity severity) => findings
        .Where(finding => finding.Severity == severity)
        .GroupBy(finding => finding.Rule == "column-unknown" ? finding.Rule : finding.Rule + finding.Place.Address)
        .Select(group => $"{group.First().Place.Address} {group.First().Rule} {group.Count()}").Order(StringComparer.Ordinal);

    static void AreSentences(IEnumerable<Finding> findings) => Assert.All(findings, finding => Assert.All(
        [finding.Sentence.Zh, finding.Sentence.En],
        sentence => Assert.False(sentence.Length == 0 || sentence.Contains('{'), $"{finding.Rule}: {sentence}")));

    [Theory, MemberData(nameof(Loaded))]
    public async Task Every_row_is_accounted_for_as_the_key_says(string name)
    {
        var (key, file, sheet) = await Load(name);
        Assert.True(file.Rows.IsWhole);
        Assert.Equal(
            (key.Account["header"], key.Account["loaded"], key.Account["rejected"], key.Account["total"], key.Account["note"], key.Account["blank"]),
            ((int)sheet.Rows.Header, (int)sheet.Rows.Loaded, (int)sheet.Rows.Rejected, (int)sheet.Rows.Total, (int)sheet.Rows.Note,
                (int)sheet.Rows.Blank));
    }

    [Theory, MemberData(nameof(Loaded))]
    public async Task Encoding_and_what_is_hidden_are_named(string name)
    {
        var (key, file, sheet) = await Load(name);
        Assert.Equal(key.HiddenSheets, file.Sheets.Where(other => other.IsHidden).Select(other => other.Name));
        Assert.All(key.HiddenSheets, hidden => Assert.Contains(file.Notes, note => note.Describe(Language.English).Contains(hidden)));
        Assert.Equal(key.HiddenRows, sheet.Findings.Where(finding => finding.Rule == "rows-hidden")
            .SelectMany(finding => (IEnumerable<long>)finding.Facts["rows"]!).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        if (key.Encoding is { } encoding)
            Assert.Equal(encoding.Replace("-bom", "", StringComparison.Ordinal),
                (string)file.Notes.Single(note => note.Code == "encoding").Facts["encoding"]!, ignoreCase: true);
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task What_cannot_be_loaded_is_refused_as_the_key_says(string name) => Refuses(SampleKey.Read(name).Refused!, await ReadAll(name));

    [Theory, MemberData(nameof(Large)), Trait("Speed", "Slow")]
    public async Task What_is_too_large_is_refused_in_little_memory(string name)
    {
        var full = SampleFiles.Write(Clone.Root, _folder, name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Reader.Value.ReadAsync(full, "inbox/" + Path.GetFileName(full), null, TestContext.Current.CancellationToken);
        Assert.True(read.IsCompleted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Refuses(SampleKey.Read(name).Refused!, await read);
    }

    static void Refuses(KeyRefusal wanted, IReadOnlyList<FileReading> files)
    {
        // An archive is refused by what is in it.
        var file = files[^1];
        var found = Assert.Single(files.SelectMany(one => one.Findings), finding => finding.Severity == FindingSeverity.Reject);
        Assert.True(file.Rows is { Loaded: 0, IsWhole: true });
        if (file.Refusal is { } refusal)
        {
            Assert.Equal(wanted.Error, refusal.Code);
            if (wanted.Offset is { } offset) Assert.Equal(offset, refusal.Facts["offset"]);
            Assert.Contains(wanted.At ?? "", found.Sentence.Zh, StringComparison.Ordinal);
        }
        else Assert.Equal((wanted.Error, wanted.At ?? "1"), (found.Rule, found.Place.Address));
        Assert.All([found.Sentence.Zh, found.Sentence.En], sentence => Assert.All(
            wanted.Names, named => Assert.Contains(named, sentence, StringComparison.Ordinal)));
        AreSentences(file.Findings);
    }

    [Theory, MemberData(nameof(Archives))]
    public async Task An_archive_is_what_the_keys_of_its_parts_say(string name)
    {
        var key = SampleKey.Read(name);
        var files = await ReadAll(name);
        var archive = "inbox/" + SampleFiles.Read(Clone.Root, name).File;
        Assert.Equal(key.Parts.Select(part => $"{archive}/{SampleFiles.Read(Clone.Root, part).File}").Append(archive).Order(StringComparer.Ordinal),
            files.Select(file => file.Path).Order(StringComparer.Ordinal));
        foreach (var part in key.Parts.Select(SampleKey.Read))
        {
            var file = files.Single(file => file.Path == $"{archive}/{SampleFiles.Read(Clone.Root, part.Sample).File}");
            Assert.Equal(ToldBy(part), FactsOf(SheetOf(part, file)));
            Assert.All(SheetOf(part, file).Accepted, record => Assert.Equal(file.Path, record.Source.Row.File));
        }
    }

    [Fact]
    public async Task A_short_name_is_told_once_for_all_months_of_its_row()
    {
        var (_, _, sheet) = await Load("jiading-mediation-2023");
        Assert.Equal(["A4 area-by-alias 1"], Told(sheet.AllFindings, FindingSeverity.Note));
        Assert.Equal(12, sheet.Accepted.Count());
    }
}
