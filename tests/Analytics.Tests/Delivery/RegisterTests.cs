using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Contracts;
using Analytics.Semantics;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>Xuhui's register and the yearly form, through the whole program. The sample register lists one document of 2023.</summary>
public sealed class RegisterTests : IDisposable
{
    static readonly DateTimeOffset Monday = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    readonly Folder _folder = new();
    readonly Folder _sent = new();

    public void Dispose()
    {
        _folder.Dispose();
        _sent.Dispose();
    }

    string Register() => SampleFiles.Write(Clone.Root, _sent.Path, "xuhui-normative-register");

    string Yearly(int issued) => _sent.Write("年度.csv", $"""
        2023年度规范性文件管理情况统计表,,,,,,,,
        区,年初有效文件,本年制定,本年废止,年末有效文件,合法性审查,应备案数,已备案数,清理文件数
        徐汇区,100,{issued},0,{100 + issued},{issued},{issued},{issued},100
        """ + "\n");

    async Task<Finding[]> LoadAsync(int day, params string[] files)
    {
        var workspace = Workspace.Open(_folder.Path, Jobs.All, new Principal("office", [Principal.Office]), Clone.Root);
        var report = await workspace.ReceiveAsync(files, new ReceiveOptions(), false, Monday.AddDays(day), null, TestContext.Current.CancellationToken);
        Assert.All(report.Outcome.Files, file => Assert.Equal("loaded", file.Outcome));
        var told = report.Outcome.Files.SelectMany(file => file.Findings).Where(finding => finding.Rule == "register-count").ToArray();
        var stored = await workspace.FindingsAsync(["warn"], TestContext.Current.CancellationToken);
        var kept = Enumerable.Range(0, stored.RowCount).Select(row => stored.Text(row, "sentence_zh")).ToArray();
        Assert.All(told, finding => Assert.Contains(finding.Sentence.Zh, kept));
        return told;
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task What_differs_is_told_where_both_come_together_and_where_the_form_comes_later()
    {
        Assert.Equal("C3", Assert.Single(await LoadAsync(0, Register(), Yearly(2))).Place.Address);
        var later = Assert.Single(await LoadAsync(1, Yearly(3)));
        Assert.StartsWith("inbox/received/2024-03-05", later.Place.File, StringComparison.Ordinal);
        Assert.Equal(("3", 1L), (later.Facts["said"], later.Facts["listed"]));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task What_differs_is_told_at_the_register_where_that_comes_later()
    {
        Assert.Empty(await LoadAsync(0, Yearly(2)));
        var told = Assert.Single(await LoadAsync(1, Register()));
        Assert.Equal(("登记表", "E4"), (told.Place.Sheet, told.Place.Address));
        Assert.Contains("徐汇区 2023 的“制定件数”填报为 2", told.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Equal_counts_are_not_told() => Assert.Empty(await LoadAsync(0, Yearly(1), Register()));
}
