using Analytics.Etl.Samples;

namespace Analytics.Etl.Simulated.Layouts;

/// How an area lays out its report.
abstract class PanelLayout
{
    /// What the file's name ends in.
    public abstract string Ending { get; }

    /// One of <see cref="Sample.Kinds"/>.
    public abstract string KindOf(PanelReport report);

    /// One of <see cref="SampleText.Encodings"/>; workbooks have none.
    public virtual string Encoding => "utf-8";

    public abstract IReadOnlyList<SampleSheet> Sheets(PanelReport report);
}

/// The five layouts, and which area uses which: always the same, whatever the seed.
static class PanelLayouts
{
    public static IReadOnlyList<PanelLayout> All { get; } =
        [new MergedLayout(), new WideLayout(), new TraditionalLayout(), new PercentLayout(), new BookLayout()];

    static readonly string[] Areas = [.. SimulatedCity.All.SelectMany(territory => territory.Reports)
        .Select(area => area.AreaId).Distinct().Order(StringComparer.Ordinal)];

    public static PanelLayout Of(ReportingArea area) => All[Array.IndexOf(Areas, area.AreaId) % All.Count];

    public static string NameOf(PanelReport report) =>
        $"{report.Year}/{report.Area.Name}{report.Year}年度报表{Of(report.Area).Ending}";

    /// The same bytes on every machine.
    public static byte[] Write(PanelReport report)
    {
        var layout = Of(report.Area);
        return SampleFiles.Bytes("", new Sample(report.Area.AreaId, NameOf(report), layout.KindOf(report),
            layout.Encoding, layout.Sheets(report), null, [], null, 0, [], 1));
    }
}
