using Analytics.Etl.Received;

namespace Analytics.Etl.Simulated;

/// The simulated city as received files: the same machinery as for offices, an inbox and rules of its own.
static class SimulatedForms
{
    public static ReceivedOrigin Origin { get; } = new("received-simulated",
        new("模拟数据（各式报表）", "Simulated data in districts' forms"), SimulatedPanel.FormsInbox,
        SimulatedFigure.Dataset, ["etl/Simulated/contracts/*.yaml", "etl/Simulated/forms/*.yaml"],
        SimulatedSheets.IsRule, SimulatedSheets.RefuseUnmarked)
    {
        MayBeEmptied = true,
        Beside = new HashSet<string> { PanelFolder.ManifestName, SimulatedPanel.KeyName, SimulatedPanel.ReadmeName },
        // As the plain files: both ways tell the same observations.
        SeriesOf = (_, area) => SimulatedFigure.SeriesOf(area.Id),
        TitleMark = "【模拟数据，非真实统计】", AuthorMark = new("（模拟）", " (simulated)"), DocumentKind = "模拟报表",
    };
}
