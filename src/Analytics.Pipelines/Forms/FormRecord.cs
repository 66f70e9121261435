using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

/// <summary>One record of a form: the fields of one row of the sheet, or of a member where the form is wide.</summary>
/// <param name="Row">Where it stands.</param>
/// <param name="Fields">Its cells by field of the contract; a field without a column has none.</param>
/// <param name="Key">What tells records of one row apart: the member's name, "" where the row has but one.</param>
public sealed record FormRecord(CellPlace Row, IReadOnlyDictionary<string, FormCell> Fields, string Key = "");

/// <summary>A cell with what the form says of it.</summary>
/// <param name="Field">The field of the contract.</param>
/// <param name="Cell">The cell as it stands.</param>
/// <param name="Place">Where it stands; the fixed cell for a value of the title, the form's own line for a constant.
/// </param>
/// <param name="Header">Its heading as printed, levels joined by <c>/</c>; "" for a fixed value.</param>
/// <param name="Unit">The unit the column states, in the form or in its heading (<c>万元</c>, <c>‰</c>); null where it
/// states none.</param>
/// <param name="Marks">What the form says marks mean: <c>—</c> is absent, <c>无</c> is zero.</param>
/// <param name="Share">How the form says a share without a sign is written: <c>percent</c>, <c>fraction</c>, or null
/// where it does not say.</param>
/// <param name="Decision">The correction that stands in the cell instead of what the file holds; null where none does.
/// </param>
public sealed record FormCell(string Field, SheetCell Cell, CellPlace Place, string Header, string? Unit,
    IReadOnlyDictionary<string, string> Marks, string? Share = null, Contracts.Decision? Decision = null);
