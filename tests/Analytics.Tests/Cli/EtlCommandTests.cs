using Analytics.Cli;
using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

[Collection("office")]
public class EtlCommandTests(OfficeWorkspace office)
{
    async Task<Ended> CallAsync(string words, string? folder = null)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([.. words.Split(' '), "--folder", folder ?? office.Folder.Path], output, error);
        return new Ended(code, output.ToString(), error.ToString());
    }

    async Task<string> OutputAsync(string words)
    {
        var ended = await CallAsync(words);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Output;
    }

    [Fact]
    public async Task Who_is_late_is_listed_missing_first_with_a_line_for_each_contract()
    {
        var told = (await OutputAsync("etl status --as-of 2023-02-15 --contract mediation")).Split('\n');
        var year = told.Where(line => line.StartsWith("mediation  2022年  ", StringComparison.Ordinal)).ToArray();
        Assert.Matches("长宁区 +缺报，逾期 15 天 +– +0 +0 +–$", year[0]);
        Assert.Matches("徐汇区 +部分 +2023-01-30 +1 +1 +inbox/received/2023-01-30/310104.xlsx$", year[1]);
        Assert.Matches("静安区 +部分，迟报 10 天 +2023-02-10 +0 +2 ", year[2]);
        Assert.Matches("黄浦区 +迟报 3 天 +2023-02-03 +2 +0 ", year[3]);
        Assert.Contains("mediation 2022年：2023-01-31 前应报 16，按时 12，迟报 1，部分 2，缺报 1。", told);
        Assert.Contains("  另有 1 处拒收看不出属于哪个地区。", told);
        Assert.StartsWith("另有 1 个文件未能读取", told[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_is_told_in_English_and_as_CSV()
    {
        Assert.Contains("mediation, 2022: 16 due by 2023-01-31, 12 on time, 1 late, 2 partial, 1 missing.\n",
            await OutputAsync("etl status --as-of 2023-02-15 --lang en"), StringComparison.Ordinal);
        Assert.Contains("mediation,2022,2022年,2022,2023-01-31,310105,长宁区,Changning District,missing,15,,,0,0\n",
            (await OutputAsync("etl status --as-of 2023-02-15 --csv")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_lists_runs_and_one_run_tells_all_of_it()
    {
        Assert.Contains("received", await OutputAsync("etl log --last 1"), StringComparison.Ordinal);
        var second = await OutputAsync("etl log --run 2");
        Assert.Matches("inbox/received/2023-01-30/310104.xlsx +人民调解 +C4 +调解成功数不能多于受理数\n", second);
        Assert.Matches("2 +2026-12-01 09:30:00Z +2 +已发布 +received +20 +16 +0 +0 +0 +4 +1.25\n +另 1 项未变\n", second);
        var third = await OutputAsync("etl log --run 3 --lang en");
        Assert.Contains("Qingpu District 2022 MED-001", third, StringComparison.Ordinal);
        Assert.Contains("10,876 → 10,912 件, inbox/received/2023-03-01/青浦区更正.xlsx, 2023-03-01\n", third, StringComparison.Ordinal);
        Assert.Matches("corrected +inbox/received/2023-01-30/310104.xlsx +人民调解 +C4 +sentence r1\n", third);
    }

    [Theory]
    [InlineData("etl log --run 99", "99")]
    [InlineData("etl log --last 0", "--last")]
    [InlineData("etl status --contract meditation", "mediation")]
    [InlineData("etl status --as-of yesterday", "YYYY-MM-DD")]
    public async Task A_mistake_gets_one_line_that_names_it(string words, string named)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var ended = await CallAsync($"{words} --lang {language}");
            Assert.Equal((1, ""), (ended.Code, ended.Output));
            Assert.Contains(named, ended.ErrorLine, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Before_the_first_run_the_log_is_empty_and_the_status_says_what_to_do()
    {
        using var folder = new Folder();
        Assert.Equal("尚无运行记录。\n", (await CallAsync("etl log", folder.Path)).Output);
        Assert.Contains("analytics run", (await CallAsync("etl status", folder.Path)).ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_the_office_are_shown_to_the_office_alone()
    {
        const string figure = "received/2023-01-20/青浦区人民调解.xlsx/MED-001/310118/2022";
        var told = await OutputAsync($"lineage {figure} --role office");
        Assert.Contains("文件内     表“人民调解”  单元格 C5  第 2048 字节起\n", told, StringComparison.Ordinal);
        Assert.Matches("度量 +分母 +mediation_success_rate/MED-003", told);
        Assert.Equal(1, (await CallAsync($"lineage {figure}")).Code);
        Assert.Contains("10,912", await OutputAsync("query mediation_accepted/MED-001 --dataset office --role office --area 310118"), StringComparison.Ordinal);
        Assert.Contains("office", (await CallAsync("query mediation_accepted/MED-001 --dataset office")).ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_alone_shows_its_help() =>
        Assert.StartsWith((await OutputAsync("etl --help"))[..40], await OutputAsync("etl"), StringComparison.Ordinal);
}
