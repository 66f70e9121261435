namespace Analytics.Etl.Simulated;

/// What a simulated district reports: the words of its files, and the indicator they mean.
sealed record SimulatedIndicator(string Code, string Name, string Unit);

static class SimulatedIndicators
{
    public const string Added = "seeds/simulated/indicators.csv";

    public const string Concluded = "LIT-002", Lost = "LIT-008", HeadAppeared = "LIT-024-C";
    public const string MediationAccepted = "MED-001", MediationSucceeded = "MED-002";
    public const string Reconsidered = "REV-005", Corrected = "REV-009";
    public const string Issued = "NRM-001", Ended = "NRM-901", InForce = "NRM-011", Population = "DEM-901";

    /// In the order of a file.
    public static IReadOnlyList<SimulatedIndicator> All { get; } =
    [
        new(Population, "常住人口", "人"),
        new(Concluded, "一审行政案件审结数", "件"),
        new(Lost, "行政机关败诉案件数", "件"),
        new(HeadAppeared, "负责人出庭案件数", "件"),
        new(Reconsidered, "行政复议审结数", "件"),
        new(Corrected, "行政复议直接纠错数", "件"),
        new(MediationAccepted, "人民调解受理数", "件"),
        new(MediationSucceeded, "人民调解成功数", "件"),
        new(Issued, "规范性文件制定数", "件"),
        new(Ended, "规范性文件废止失效数", "件"),
        new(InForce, "现行有效规范性文件数", "件"),
    ];

    public static SimulatedIndicator Of(string code) => All.Single(indicator => indicator.Code == code);
}
