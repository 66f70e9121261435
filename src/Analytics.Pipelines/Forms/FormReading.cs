using Analytics.Pipelines.Contracts;

namespace Analytics.Pipelines.Forms;

/// <summary>What every row of a sheet was taken for.</summary>
/// <param name="Read">All rows; always the sum of the five kinds.</param>
/// <param name="Header">Headings, repeated ones too, and what stands above the first.</param>
/// <param name="Data">Rows of figures.</param>
/// <param name="Total">Totals and subtotals.</param>
/// <param name="Note">Notes, and what stands outside the form's range.</param>
/// <param name="Blank">Rows that hold nothing.</param>
/// <param name="Refused">Those rows of data that gave no record; each is named by a finding, or the sheet is.</param>
public sealed record RowAccount(long Read, long Header, long Data, long Total, long Note, long Blank, long Refused);

/// <summary>A sheet as a form reads it.</summary>
/// <param name="Heading">The heading found; null where none was.</param>
/// <param name="Records">In order of rows, and of members within a row; empty where they were handed on one by one.
/// </param>
/// <param name="Rows">The account.</param>
/// <param name="Findings">In the order found: the sheet's, then the rows', then those of totals.</param>
public sealed record FormReading(FoundHeading? Heading, IReadOnlyList<FormRecord> Records, RowAccount Rows,
    IReadOnlyList<Finding> Findings);
