using System.Globalization;
using Analytics.Etl.Reference;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tests.House;
using Analytics.Tests.Pipelines.Contracts;

namespace Analytics.Tests.Etl.Samples;

/// <summary>Forms and contracts make of the samples what the keys say: facts, rejects and the account of rows.</summary>
public class SampleLoadTests
{
    static readonly ContractLibrary Contracts = ContractLibrary.Load(Clone.Root);

    static readonly IReadOnlyList<Form> Forms = FormLibrary.Load(Clone.Root, [.. from contract in Contracts.All
                                                                                from column in contract.Columns
                                                                                select WordsOf(contract, column)]);

    static FieldWords WordsOf(Contract contract, ContractColumn column) => new(contract.Name, column.Name,
        column.Type == FieldType.DocumentNumber ? "document_number" : column.Type.ToString().ToLowerInvariant(),
        column.IsRequired, [column.Title.Zh], column.Unit);

    public static TheoryData<string> Loaded() => [.. SampleKey.Names
        .Where(name => SampleKey.Read(name).Form is not null && name != "break-thousand-columns")];

    sealed record Outcome(FormReading Reading, IReadOnlyList<ContractRecord> Records);

    static async Task<Outcome> Load(SampleKey key)
    {
        var described = SampleFiles.Read(Clone.Root, key.Sample).Sheets
            .First(sheet => !sheet.IsHidden && (key.Sheet is null || sheet.Name == key.Sheet));
        var form = Forms.Single(form => form.Name == key.Form);
        var reading = FormReader.Read(form, key.Sample, new DescribedSheet(described));
        var records = new List<ContractRecord>();
        var reader = new ContractReader(Contracts[form.Contract], References.All, form.Within);
        await foreach (var record in reader.ReadAsync(reading.Records, TestContext.Current.CancellationToken))
            records.Add(record);
        return new Outcome(reading, records);
    }

    [Theory, MemberData(nameof(Loaded))]
    public async Task Facts_are_those_of_the_key(string name)
    {
        var key = SampleKey.Read(name);
        var loaded = await Load(key);
        var contract = Contracts[key.Contract!];
        var found = from record in loaded.Records
                    where !record.IsRejected
                    from value in record.Values.Values
                    where !contract.Key.Contains(value.Field) && value.Place.Column is not null
                    select string.Join(' ', IdOf(contract, record), PeriodOf(record), value.Field, Said(value), value.Bound, value.Place.Address);
        Assert.Equal(
            key.Facts.Select(f => string.Join(' ', f.Area, f.Period, f.Field, f.Value, f.Bound, f.At)).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal));
    }

    static string IdOf(Contract contract, ContractRecord record) =>
        contract.IsRegister ? record["document_number"]!.Text! : record["area"]!.Member!.Id;

    static string PeriodOf(ContractRecord record) =>
        record["period"]?.Period is { } period ? Period.Of(period.Start, period.End).Id : "";

    static string Said(ContractValue value) => value switch
    {
        { Number: { } number } => number.ToString("0.############", CultureInfo.InvariantCulture),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Member: { } member } => value.Printed,
        _ => value.Text!,
    };

    [Theory, MemberData(nameof(Loaded))]
    public async Task Rejects_and_warnings_stand_where_the_key_says(string name)
    {
        var key = SampleKey.Read(name);
        var loaded = await Load(key);
        var found = loaded.Reading.Findings.Concat(loaded.Records.SelectMany(record => record.Findings)).ToArray();
        Assert.Equal(key.Rejects.Select(reject => reject.At).Order(StringComparer.Ordinal),
            At(found, FindingSeverity.Reject));
        // What needs another file or the warehouse is found later.
        Assert.Equal(key.Warnings.Where(w => w.Rule is not ("as-last-year-said" or "total-unchecked")).Select(w => w.At)
            .Order(StringComparer.Ordinal), At(found, FindingSeverity.Warn));
    }

    static IEnumerable<string> At(IEnumerable<Finding> findings, FindingSeverity severity) => findings
        .Where(finding => finding.Severity == severity).Select(finding => finding.Place.Address).Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Loaded))]
    public async Task Every_row_is_accounted_for_as_the_key_says(string name)
    {
        var key = SampleKey.Read(name);
        var loaded = await Load(key);
        var rows = loaded.Reading.Rows;
        var rejected = loaded.Records.Where(record => record.IsRejected).Select(record => record.Source.Row.Row).Distinct().Count();
        Assert.Equal(
            (key.Account["header"], key.Account["loaded"], key.Account["rejected"], key.Account["total"], key.Account["note"], key.Account["blank"]),
            ((int)rows.Header, (int)(rows.Data - rows.Refused) - rejected, rejected + (int)rows.Refused, (int)rows.Total, (int)rows.Note, (int)rows.Blank));
    }

    /// <summary>A description as a reader would hand it on.</summary>
    sealed class DescribedSheet(SampleSheet sheet) : Sheet
    {
        public override string Name => sheet.Name;

        public override bool IsHidden => sheet.IsHidden;

        public override IReadOnlyList<MergedRange> Merges => sheet.Merges;

        public override IEnumerable<SheetRow> ReadRows() => sheet.Rows.Select((row, at) => new SheetRow(at + 1,
            [.. row.Select((cell, column) => Cell(cell, at + 1, column))], sheet.HiddenRows.Contains(at + 1)));

        SheetCell Cell(SampleCell cell, int row, int column) => cell.Kind == CellKind.Empty
            ? SheetCell.Empty with { IsCovered = sheet.Merges.Any(range => range.Holds(row, column)) }
            : new SheetCell(cell.Kind, cell.Text, cell.Format, cell.Formula is not null);
    }
}
