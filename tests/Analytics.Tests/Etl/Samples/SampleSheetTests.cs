using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl.Samples;

/// <summary>The house's readers find in the files made what the descriptions put there.</summary>
public sealed class SampleSheetTests : IDisposable
{
    static readonly string[] OfFiles = ["csv-", "workbook-", "input-", "cell-"];

    readonly string _folder = Directory.CreateTempSubdirectory("samples-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Readable() => [.. SampleKey.Names.Where(name =>
        SampleFiles.Read(Clone.Root, name) is { Sheets.Count: > 0, Truncate: 1 })];

    public static TheoryData<string> Refused() => [.. SampleKey.Names.Where(name =>
        SampleKey.Read(name).Error is { } error && OfFiles.Any(of => error.StartsWith(of, StringComparison.Ordinal))
        && SampleFiles.Read(Clone.Root, name) is { IsLarge: false })];

    ReceivedFile Take(string name)
    {
        var path = SampleFiles.Write(Clone.Root, _folder, name);
        return ReceivedFile.Take(path, "inbox/" + Path.GetFileName(path));
    }

    [Theory, MemberData(nameof(Readable))]
    public void A_reader_finds_the_cells_described(string name)
    {
        using var received = Take(name);
        var (read, sample) = (SheetFile.Open(received).Sheets, SampleFiles.Read(Clone.Root, name));
        var described = sample.Sheets;
        Assert.Equal(described.Select((sheet, at) => (sample.Kind == "html" ? $"table {at + 1}" : sheet.Name, sheet.IsHidden)),
            read.Select(sheet => (sheet.Name, sheet.IsHidden)));
        Assert.All(read.Zip(described), pair => Assert.Equal(Filled(pair.Second), Filled(pair.First)));
    }

    // Row, column, kind, text, format, whether of a formula and in a hidden row: of cells in which something stands.
    static (long, int, CellKind, string, string?, bool, bool)[] Filled(Sheet sheet) =>
        [.. from row in sheet.ReadRows()
            from cell in row.Cells.Index()
            where cell.Item.Kind != CellKind.Empty && cell.Item.Text.Length > 0
            select (row.Number, cell.Index, cell.Item.Kind, cell.Item.Text,
                cell.Item.Format is "General" ? null : cell.Item.Format, cell.Item.IsFormula, row.IsHidden)];

    static (long, int, CellKind, string, string?, bool, bool)[] Filled(SampleSheet sheet) =>
        [.. from row in sheet.Rows.Index()
            from cell in row.Item.Index()
            where cell.Item.Text.Length > 0
            select ((long)row.Index + 1, cell.Index, cell.Item.Kind, cell.Item.Text, cell.Item.Format,
                cell.Item.Formula is not null, sheet.HiddenRows.Contains(row.Index + 1))];

    [Theory]
    [InlineData("jiading-mediation-2023", "gb18030")]
    [InlineData("minhang-appearance-2023", "utf-16le")]
    [InlineData("shanghai-legal-advisers-2023", "utf-8")]
    [InlineData("mediation-list-2022", "utf-8")]
    public void The_encoding_is_found(string name, string encoding)
    {
        using var received = Take(name);
        Assert.Equal(encoding, SheetFile.Open(received).Encoding!.Name, ignoreCase: true);
    }

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_refused_as_its_key_says(string name) =>
        Assert.Equal(SampleKey.Read(name).Error, Refusal(name).Code);

    AnalyticsException Refusal(string name) => Assert.Throws<AnalyticsException>(() =>
    {
        using var received = Take(name);
        foreach (var sheet in SheetFile.Open(received).Sheets)
            foreach (var _ in sheet.ReadRows()) { }
    });

    [Fact]
    public void The_offset_of_a_byte_valid_in_no_encoding_is_told() =>
        Assert.Equal(47L, Refusal("break-no-encoding").Facts["offset"]);

    [Fact]
    public void The_cell_whose_quote_is_not_closed_is_told() =>
        Assert.Contains("F3", Refusal("break-unclosed-quote").Describe(Language.Chinese));

    [Fact, Trait("Speed", "Slow")]
    public void A_cell_of_100_MiB_is_refused() => Assert.Equal("cell-too-long", Refusal("break-huge-cell").Code);
}
