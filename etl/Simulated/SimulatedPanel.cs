using System.Text;
using Analytics.Etl.Simulated.Layouts;

namespace Analytics.Etl.Simulated;

/// <summary>What a panel is made from; equal arguments give equal bytes on every machine.</summary>
/// <param name="Seed">0 or above.</param>
/// <param name="From">The first year, 2012 or later.</param>
/// <param name="To">The last year, at most 2050 and at least five after the first.</param>
public sealed record PanelArguments(long Seed = 1, int From = 2014, int To = 2025);

/// <summary>What writing a panel did.</summary>
/// <param name="Reports">Number of district files.</param>
/// <param name="Written">Files that are new or differ from before.</param>
/// <param name="Removed">Files of an earlier panel that this one does not have.</param>
public sealed record PanelFiles(int Reports, int Written, int Removed);

/// <summary>The simulated city: yearly reports of districts with known truth, as files they would send.</summary>
/// <remarks>A pure function of its arguments: no clock, no random numbers but those of the seed. The model is written
/// into the folder as <c>README.md</c>, the truth as <c>answer-key.json</c>; neither is loaded.</remarks>
public static class SimulatedPanel
{
    internal const string KeyName = "answer-key.json", ReadmeName = "README.md";

    const int FewestYears = 6;

    // The key and the model.
    const int Beside = 2;

    /// <summary>The inbox the files belong in.</summary>
    public const string Inbox = "simulated";

    /// <summary>The inbox of the same reports in the forms of districts.</summary>
    public const string FormsInbox = "simulated-forms";

    /// <summary>Writes the files of a panel, and removes those of an earlier one.</summary>
    /// <param name="folder">The inbox; made where it is missing. Files of others in it stay.</param>
    /// <param name="arguments">What it is made from.</param>
    /// <exception cref="Tables.AnalyticsException"><c>simulated-argument-invalid</c>;
    /// <c>simulated-file-foreign</c> where a file of others has a name that is needed, then nothing is written;
    /// <c>simulated-folder-unusable</c>.</exception>
    public static PanelFiles Write(string folder, PanelArguments arguments) => Write(folder, Files(arguments));

    /// <summary>Writes the same reports as files in five layouts, one for each area: workbooks, a page, text in other
    /// encodings.</summary>
    /// <param name="folder">The inbox <see cref="FormsInbox"/>; as in the other.</param>
    /// <param name="arguments">What it is made from.</param>
    /// <exception cref="Tables.AnalyticsException">As <see cref="Write(string, PanelArguments)"/>.</exception>
    public static PanelFiles WriteForms(string folder, PanelArguments arguments) =>
        Write(folder, Files(arguments, inForms: true));

    static PanelFiles Write(string folder, SortedDictionary<string, byte[]> files)
    {
        var (written, removed) = new PanelFolder(folder).Write(files);
        return new PanelFiles(files.Count - Beside, written, removed);
    }

    /// The content of every file by its path in the folder.
    internal static SortedDictionary<string, byte[]> Files(PanelArguments arguments, bool inForms = false)
    {
        Check(arguments);
        var truth = PanelTruth.Of(arguments);
        var reports = PanelReports.Of(truth, arguments);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [ReadmeName] = Encoding.UTF8.GetBytes(PanelReadme.Write(arguments, inForms)),
            [KeyName] = Encoding.UTF8.GetBytes(AnswerKey.Of(truth, reports, arguments).ToJson()),
        };
        foreach (var report in reports)
            if (inForms) files.Add(PanelLayouts.NameOf(report), PanelLayouts.Write(report));
            else files.Add(ReportFile.NameOf(report), ReportFile.Write(report));
        return files;
    }

    static void Check(PanelArguments arguments)
    {
        var (seed, from, to) = arguments;
        if (seed < 0) throw SimulatedErrors.ArgumentInvalid("seed", seed, "0, 1, 2, …");
        var (first, last) = (SimulatedCity.FirstYear, SimulatedCity.LastYear);
        if (from < first || from > last - FewestYears + 1)
            throw SimulatedErrors.ArgumentInvalid("from", from, $"{first}–{last - FewestYears + 1}");
        if (to < from + FewestYears - 1 || to > last)
            throw SimulatedErrors.ArgumentInvalid("to", to, $"{from + FewestYears - 1}–{last}");
    }
}
