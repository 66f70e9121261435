namespace Analytics.Etl.Simulated;

/// An area that reports from a year on.
sealed record ReportingArea(int From, string AreaId, string Name, string NameEnglish);

/// A territory that never changes while the city is simulated; it reports as an area, alone or with others. Numbers are
/// invented and only as far apart as districts are.
/// <param name="Id">Names its streams of random numbers.</param>
/// <param name="Name">For people.</param>
/// <param name="Population">Residents in the base year, in thousands.</param>
/// <param name="Cases">First-instance cases expected in the base year.</param>
/// <param name="Documents">Normative documents in force before the first year.</param>
/// <param name="Reports">The areas it reports as, the latest last.</param>
sealed record Territory(string Id, string Name, int Population, int Cases, int Documents,
    IReadOnlyList<ReportingArea> Reports)
{
    public ReportingArea ReportsAs(int year) => Reports.Last(area => area.From <= year);

    /// Merged and renamed areas play no other part: one effect at a time can be recovered.
    public bool IsSteady => Reports.Count == 1;
}

/// The territories of the city. An area of 2015 is the one valid on 31 December of it.
static class SimulatedCity
{
    /// Before it, other mergers would have to be told.
    public const int FirstYear = 2012, LastYear = 2050;

    /// The last year the parts of 静安区 report apart.
    public const int LastYearApart = 2014;

    public const string Parent = "上海市", MergedAreaId = "310106-2";

    public static IReadOnlyList<Territory> All { get; } =
    [
        One("huangpu", "310101-3", "黄浦区", "Huangpu District", 680, 330, 96),
        One("xuhui", "310104", "徐汇区", "Xuhui District", 1100, 260, 110),
        One("changning", "310105", "长宁区", "Changning District", 700, 150, 74),
        new("jingan-south", "静安区（南部）", 250, 95, 58,
            [new(0, "310106-1", "静安区", "Jing'an District"), Merged]),
        One("putuo", "310107", "普陀区", "Putuo District", 1290, 180, 88),
        new("jingan-north", "静安区（北部）", 850, 120, 62,
            [new(0, "310108", "闸北区", "Zhabei District"), Merged]),
        One("hongkou", "310109", "虹口区", "Hongkou District", 800, 140, 70),
        One("yangpu", "310110", "杨浦区", "Yangpu District", 1310, 160, 82),
        One("minhang", "310112-2", "闵行区", "Minhang District", 2530, 390, 134),
        One("baoshan", "310113-2", "宝山区", "Baoshan District", 2020, 300, 118),
        One("jiading", "310114", "嘉定区", "Jiading District", 1560, 210, 102),
        One("pudong", "310115-2", "浦东新区", "Pudong New District", 5450, 1150, 240),
        One("jinshan", "310116", "金山区", "Jinshan District", 790, 110, 80),
        One("songjiang", "310117", "松江区", "Songjiang District", 1750, 240, 98),
        One("qingpu", "310118", "青浦区", "Qingpu District", 1210, 170, 92),
        One("fengxian", "310120", "奉贤区", "Fengxian District", 1160, 160, 86),
        new("chongming", "崇明", 700, 90, 66,
        [
            new(0, "310230-2", "崇明县", "Chongming County"),
            new(2016, "310151", "崇明区", "Chongming District"),
        ]),
    ];

    static ReportingArea Merged => new(LastYearApart + 1, MergedAreaId, "静安区", "Jing'an District");

    static Territory One(string id, string areaId, string name, string english, int population, int cases,
        int documents) => new(id, name, population, cases, documents, [new(0, areaId, name, english)]);
}
