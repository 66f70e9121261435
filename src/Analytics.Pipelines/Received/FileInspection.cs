using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Received;

/// <summary>What was recognised in a file.</summary>
/// <param name="Reading">The file as its forms read it.</param>
/// <param name="Sheets">Its sheets in order.</param>
public sealed record FileInspection(FileReading Reading, IReadOnlyList<SheetInspection> Sheets);

/// <summary>What was recognised in a sheet.</summary>
/// <param name="Reading">The sheet as its form reads it.</param>
/// <param name="Fitting">Every form that fits, best first.</param>
/// <param name="First">Its first rows as they stand.</param>
/// <param name="Draft">A form proposed for it; null where one is known, or where the sheet is empty.</param>
public sealed record SheetInspection(SheetReading Reading, IReadOnlyList<string> Fitting,
    IReadOnlyList<SheetRow> First, FormDraft? Draft);
