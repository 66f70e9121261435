using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Etl.Reference;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.Etl;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>The clone's content after one run, and two loads of what districts sent, written by hand: yearly mediation tables for
/// 2022, due 2023-01-31. Qingpu restates a figure in the second.</summary>
public sealed class OfficeWorkspace : IAsyncLifetime
{
    public const string Qingpu = "inbox/received/2023-01-20/青浦区人民调解.xlsx", QingpuAgain = "inbox/received/2023-03-01/青浦区更正.xlsx",
        Huangpu = "inbox/received/2023-02-03/黄浦.csv", Xuhui = "inbox/received/2023-01-30/310104.xlsx",
        Jingan = "inbox/received/2023-02-10/静安区.xls", City = "inbox/received/2023-01-15/汇总表.xlsx",
        Changning = "inbox/received/2023-01-31/长宁区.xlsx";

    static readonly string[] FileColumns = ["path", "sha256", "bytes", "fingerprint", "outcome", "contracts", "forms", "rows_read",
        "rows_loaded", "rows_rejected", "rows_header", "rows_total", "rows_note", "rows_blank", "facts", "received_on", "epoch"];

    static readonly string[] FindingColumns = ["finding_id", "path", "sheet", "row_number", "record", "contract", "rule", "severity",
        "sentence_zh", "sentence_en", "epoch"];

    readonly BuiltWorkspace _built = new();

    internal Folder Folder => _built.Folder;

    public Workspace Asked(Principal principal) => Workspace.Open(Folder.Path, Jobs.All, principal, Clone.Root);

    public Workspace Workspace => Asked(new Principal("office", [Principal.Office]));

    internal static IReadOnlyList<Area> Districts { get; } = [.. Areas.Read(Seeds.Own).All
        .Where(area => area.ParentId == "310000" && area.IsValidOn(new(2022, 12, 31)) && area.Level == "district").OrderBy(area => area.Id, StringComparer.Ordinal)];

    internal static Area Named(string name) => Districts.Single(area => area.Name == name);

    public async ValueTask InitializeAsync()
    {
        await _built.InitializeAsync();
        var others = Districts.Where(area => area.Name is not ("青浦区" or "黄浦区" or "徐汇区" or "静安区" or "长宁区")).ToArray();
        await LoadAsync("first", new(2023, 2, 10),
        [
            .. Figures(Qingpu, Named("青浦区"), new(2023, 1, 20), 5, ("MED-001", 10876), ("MED-002", 10388)),
            .. Figures(Huangpu, Named("黄浦区"), new(2023, 2, 3), 2, ("MED-001", 3201), ("MED-002", 3100)),
            .. Figures(Xuhui, Named("徐汇区"), new(2023, 1, 30), 4, ("MED-001", 4500)),
            .. others.SelectMany((area, i) => Figures(City, area, new(2023, 1, 15), 4 + i, ("MED-001", 5000 + i * 37))),
        ],
        [
            State(Qingpu, new(2023, 1, 20)), State(Huangpu, new(2023, 2, 3)), State(Xuhui, new(2023, 1, 30)),
            State(Jingan, new(2023, 2, 10)), State(City, new(2023, 1, 15)), State(Changning, new(2023, 1, 31), "refused", ""),
        ],
        [
            Reject("r1", Xuhui, 4, "调解成功数不能多于受理数"), Reject("r2", Jingan, 3, "“受理数”应为整数"), Reject("r3", Jingan, 4, "缺少期间"),
            Reject("r4", City, 15, "地区不明"),
        ]);
        await LoadAsync("second", new(2023, 3, 1), [.. Figures(QingpuAgain, Named("青浦区"), new(2023, 3, 1), 5, ("MED-001", 10912))],
            [State(QingpuAgain, new(2023, 3, 1))], []);
    }

    public ValueTask DisposeAsync() => _built.DisposeAsync();

    static IEnumerable<(Area Area, string File, DateOnly On, int Row, string Code, decimal Value)> Figures(string file, Area area,
        DateOnly on, int row, params (string Code, decimal Value)[] values) =>
        values.Select(value => (area, file, on, row, value.Code, value.Value));

    static object?[] State(string path, DateOnly on, string outcome = "loaded", string contracts = "mediation") => [path,
        StableKey.Of("sha", path).ToString("x16"), 4096L, "f", outcome, contracts, "form", 9L, 9L, 0L, 0L, 0L, 0L, 0L, 2L, on, 2L];

    static (string Id, string File, long Row, string Sentence) Reject(string id, string file, long row, string sentence) =>
        (id, file, row, sentence);

    async Task LoadAsync(string name, DateOnly on, (Area Area, string File, DateOnly On, int Row, string Code, decimal Value)[] figures,
        object?[][] files, (string Id, string File, long Row, string Sentence)[] rejects)
    {
        var (ct, year) = (TestContext.Current.CancellationToken, Period.Of(new(2022, 1, 1), new(2022, 12, 31)));
        await using var load = await Warehouse.Open(Folder.Path, Engines.Default).BeginAsync(name, name, ct);
        await load!.ReplaceAsync("dim_period", ["period_key"], ["period_key", "period_id", "kind", "start_on", "end_on", "year", "label_zh", "label_en"],
            [[year.Key, year.Id, year.Kind, year.Start, year.End, year.Year, year.Label.Zh, year.Label.En]], ct);
        await load.ReplaceAsync("dim_file", ["file_key"], ["file_key", "path", "sha256", "bytes", "received_on"], figures.Select(one => one.File).Distinct()
            .Select(file => (object?[])[StableKey.Of("file", file), file, StableKey.Of("sha", file).ToString("x16"), 4096L, on]), ct);
        await load.ReplaceAsync("dim_source", ["source_key"], ["source_key", "source_id", "series_id", "title", "publisher"], figures.Select(one => one.File).Distinct()
            .Select(file => (object?[])[StableKey.Of("source", file), SourceOf(file), "received-mediation", Path.GetFileNameWithoutExtension(file), "区司法局"]), ct);
        var facts = await load.AppendFactsAsync([.. Columns], figures.Select(one => (object?[])
        [
            StableKey.Of("observation", one.Code, one.Area.Id), StableKey.Of("source", one.File), $"{SourceOf(one.File)}/{one.Code}/{one.Area.Id}/2022", "office",
            StableKey.Of("indicator", one.Code), one.Area.Key, 0L, year.Key, 0L, "received-mediation", $"{one.Value}", "件", "exact", one.Value, "件", "unstated",
            one.On, one.On, StableKey.Of("file", one.File), (long)one.Row, null, "受理纠纷数", one.Code, null, $"{one.Value}", "人民调解", $"C{one.Row}", 2048L,
        ]), [.. figures.Select(one => one.File).Distinct()], on, ct);
        await load.WriteAsync("received_file", FileColumns, files, ct);
        await load.WriteAsync("received_finding", FindingColumns, rejects.Select(one => (object?[])
            [one.Id, one.File, "人民调解", one.Row, "", "mediation", "rule", "reject", one.Sentence, "sentence " + one.Id, load.Epoch]), ct);
        await load.VerifyAsync(ct);
        await load.PublishAsync(ct);
        await OperationalStore.Open(Folder.Path, Engines.Default).WriteRunAsync(new RunRecord(name, new(2026, 12, name == "first" ? 1 : 2, 9, 30, 0, TimeSpan.Zero), load.Epoch,
            "published", name, [new("received", figures.Length + rejects.Length, facts, rejects.Length, TimeSpan.FromMilliseconds(1250)), RunStep.Unchanged("areas")],
            [.. rejects.Select(one => new Analytics.Warehousing.Reject("received", one.File, one.Row, "受理数", "x", "", "rule")
            {
                FindingId = one.Id, Sheet = "人民调解", Cell = "C" + one.Row, Offset = 2048, Sentence = new(one.Sentence, "sentence " + one.Id),
            })]) { Ended = name == "second" ? [new("r1", "corrected")] : [] }, ct);
    }

    static readonly string[] Columns = ["observation_key", "source_key", "figure_id", "dataset", "indicator_key", "area_key", "reporting_group_key",
        "period_key", "scope_key", "series_id", "printed_text", "printed_unit", "bound", "value", "unit", "status", "published_on", "received_on",
        "file_key", "row_number", "locator", "reported_name", "reported_code", "note", "row_hash", "sheet", "cell", "byte_offset"];

    static string SourceOf(string file) => file["inbox/".Length..];
}
