using Analytics.Pipelines.Sheets;
using Analytics.Tables.Text;

namespace Analytics.Etl.Simulated;

/// Which sheets say that their numbers are invented. Invented ones and real ones never meet: neither is read as the
/// other.
static class SimulatedSheets
{
    const string Rules = "etl/Simulated/";

    // Where titles, headings and the first rows of data stand.
    const int Beginning = 60;

    public static bool IsRule(string file) => file.StartsWith(Rules, StringComparison.Ordinal);

    /// One sheet is enough: who sends it here has mistaken the file.
    public static string? RefuseAmongReal(IReadOnlyList<Sheet> sheets) =>
        sheets.Any(Says) ? "simulated-in-office" : null;

    /// Every sheet that holds anything must say so of itself.
    public static string? RefuseUnmarked(IReadOnlyList<Sheet> sheets) =>
        sheets.All(sheet => Says(sheet) || sheet.ReadRows().All(row => row.IsBlank)) ? null : "not-simulated";

    static bool Says(Sheet sheet) => sheet.ReadRows().Take(Beginning).SelectMany(row => row.Cells).Any(cell =>
        !cell.IsBlank && Script.ToSimplified(Width.Bare(cell.Text)).Contains(ReportFile.Simulated,
            StringComparison.Ordinal));
}
