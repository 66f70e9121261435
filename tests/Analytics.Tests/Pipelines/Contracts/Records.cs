using System.Globalization;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tests.House;

namespace Analytics.Tests.Pipelines.Contracts;

/// <summary>Form records and contracts in one expression.</summary>
static class Records
{
    static readonly Dictionary<string, string> NoMarks = [];

    public static ContractLibrary Library { get; } = ContractLibrary.Load(Clone.Root);

    /// <summary>A record of text cells, columns A, B, … in the order given; a cell may be given whole.</summary>
    public static FormRecord Of(long row, params (string Field, object Cell)[] cells) =>
        In("inbox/a.csv", row, cells);

    public static FormRecord In(string file, long row, params (string Field, object Cell)[] cells) => new(
        new CellPlace(file, "", row),
        cells.Select((one, i) => one.Cell as FormCell is { } whole ? whole with { Field = one.Field }
                : Cell(one.Field, one.Cell as SheetCell ?? new SheetCell(CellKind.Text, Convert.ToString(one.Cell, CultureInfo.InvariantCulture)!),
                    new CellPlace(file, "", row, i)))
            .ToDictionary(cell => cell.Field));

    public static FormCell Cell(string field, SheetCell cell, CellPlace place, string? unit = null, string? share = null) =>
        new(field, cell, place, "列" + place.Column, unit, NoMarks, share);

    public static FormCell Share(string text, string? share) =>
        Cell("", new SheetCell(CellKind.Text, text), new CellPlace("inbox/a.csv", "", 2, 9), null, share);

    public static SheetCell Number(string text, string? format = null) => new(CellKind.Number, text, format);

    public static Contract Small(string columns, string rest = "", string key = "area") => Contract.Parse("etl/T/contract.yaml", $$"""
        contract: t
        title: { zh: 试, en: trial }
        key: [{{key}}]
        columns:
          - { name: area, type: text, required: true }
        {{columns.ReplaceLineEndings("\n")}}
        {{rest}}
        """);

    public static ContractReader Reader(string contract) => new(Library[contract], References.All, null);

    /// <summary>Rule names and severities of a record, in order: <c>settled-within-accepted Reject</c>.</summary>
    public static string Told(this ContractRecord record) =>
        string.Join(", ", record.Findings.Select(finding => $"{finding.Rule} {finding.Severity}"));
}
