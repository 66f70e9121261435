using Analytics.Cli;
using Analytics.Delivery;
using Analytics.Tables;
using Analytics.Tests.Delivery;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

public sealed partial class CommandTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    /// <summary>The program called with words; a shared folder unless another is given.</summary>
    async Task<Ended> CallAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        string[] folder = args.Contains("--folder") ? [] : ["--folder", built.Folder.Path];
        var code = await CommandLine.RunAsync([.. args, .. folder], output, error);
        return new Ended(code, output.ToString(), error.ToString());
    }

    async Task<string> OutputAsync(params string[] args)
    {
        var ended = await CallAsync(args);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        return ended.Output;
    }

    async Task<string> ErrorAsync(params string[] args)
    {
        var ended = await CallAsync(args);
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        return Assert.Single(ended.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_rate_is_listed_with_interval_counts_and_source() => Assert.Equal("""
        地区    期间    口径                        数值   95%区间   分子 / 分母  来源
        上海市  2020年  LIT-010 分母为全部一审审结  4.07%  3.6–4.7%  209 / 5,129  sh2020_xingshen
        1 行

        """.ReplaceLineEndings("\n"), await OutputAsync("query", "loss_rate/LIT-010", "--area", "上海市"));

    [Fact]
    public async Task An_explained_figure_leads_to_file_row_and_statement()
    {
        var told = await OutputAsync("query", "loss_rate/LIT-010", "--area", "上海市", "--explain", "--cell", "1", "--lang", "en");
        Assert.StartsWith("[1:loss_rate] Loss rate of administrative organs · Shanghai", told, StringComparison.Ordinal);
        Assert.Contains("= 209\n", told, StringComparison.Ordinal);
        Assert.Contains("sh2020_xingshen/litigation_lost/310000/2020  seeds/published/figures.csv:92", told, StringComparison.Ordinal);
        Assert.Contains("WITH ", told, StringComparison.Ordinal);
        Assert.Contains("it has 1 rows", await ErrorAsync("query", "loss_rate/LIT-010", "--area", "上海市", "--cell", "2", "--lang", "en"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_figures_are_grouped_by_year()
    {
        var json = await OutputAsync("query", "cases_lost", "--group-by", "area", "--grain", "year", "--from", "2020", "--to", "2020", "--format", "json");
        Assert.Contains("\"metadata\"", json, StringComparison.Ordinal);
        Assert.Contains("\"data_version\": \"epoch 1\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model a.yaml", "--database"), InlineData("--database a.duckdb", "--model")]
    [InlineData("--format parquet", "--out"), InlineData("--out a.txt", "*.parquet"), InlineData("--format xml", "table|csv|json|parquet")]
    [InlineData("--where kind", "field=a|b"), InlineData("--having cases", "measure>=10"), InlineData("--top x", "5:cases_filed")]
    [InlineData("--others", "--top"), InlineData("--totals grnd", "grand"), InlineData("--rows dens", "sparse|dense")]
    [InlineData("--compare a:b", "both, value, change"), InlineData("--cell x", "2:loss_rate"), InlineData("--aggregates week", "none|day|month")]
    public async Task A_mistyped_option_of_a_question_says_what_is_expected(string words, string expected) => Assert.Contains(expected,
        await ErrorAsync(["query", "loss_rate/LIT-010", .. words.Split(' ')]), StringComparison.Ordinal);

    [Fact]
    public async Task A_warning_stands_under_the_rows() => Assert.Contains("Note: Loss rate of administrative organs: variants are mixed",
        await OutputAsync("query", "loss_rate", "--mixed", "--lang", "en"), StringComparison.Ordinal);

    [Fact]
    public async Task Different_definitions_do_not_mix_unasked() => Assert.Contains("LIT-010",
        await ErrorAsync("query", "loss_rate", "--lang=en"), StringComparison.Ordinal);

    // Qingpu's report for 2017 was out on 2018-02-13, 44 days after the year's end; of sessions and courses nothing is known.
    [Fact]
    public async Task Duties_are_met_or_unknown_by_body_and_year() => Assert.Equal("""
        Duty                           Area             Period  Outcome  Observed  Why unknown           Source
        Two law-study sessions a year  Qingpu District  2016    unknown  –         nothing was observed  –
        Two law-study sessions a year  Qingpu District  2017    unknown  –         nothing was observed  –
        Report in the first quarter    Qingpu District  2016    unknown  –         nothing was observed  –
        Report in the first quarter    Qingpu District  2017    met      ≤ 44 天   –                     qp2017_fazhi
        4 rows

        """.ReplaceLineEndings("\n"), await OutputAsync("duties",
            "duty_study_sessions", "duty_annual_report_first_quarter", "--area", "青浦区", "--from", "2016", "--to", "2017", "--lang", "en"));

    [Fact]
    public async Task All_duties_are_listed_where_none_is_named()
    {
        var told = await OutputAsync("duties", "--csv");
        Assert.Contains("duty_annual_report_first_quarter,ORG-951,", told, StringComparison.Ordinal);
        Assert.Contains("duty_annual_report_publication,ORG-951,", told, StringComparison.Ordinal);
        Assert.DoesNotContain("not-met", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_town_is_a_reporting_unit_of_its_district() => Assert.Contains("11 行",
        await OutputAsync("duties", "duty_town_meetings", "--parent", "青浦区", "--from", "2021", "--to", "2021"),
        StringComparison.Ordinal);

    [Fact]
    public async Task What_is_no_duty_is_refused() => Assert.Contains("'loss_rate', expected duty_study_sessions",
        await ErrorAsync("duties", "loss_rate", "--lang", "en"), StringComparison.Ordinal);

    [Fact]
    public async Task A_question_may_stand_in_a_file()
    {
        using var folder = new Folder();
        var file = folder.Write("q.json", """{"measures": ["mediation_success_rate/MED-003"]}""");
        Assert.Contains("10,388 / 10,876", await OutputAsync("query", "--json", file, "--area", "青浦区"), StringComparison.Ordinal);
        Assert.StartsWith("measure,variant,", await OutputAsync("query", "--json", file, "--csv"), StringComparison.Ordinal);
        Assert.StartsWith("WITH ", await OutputAsync("query", "--json", file, "--sql"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_verified_by_a_second_plan() => Assert.Contains(
        "Verified by a second plan: all 1 values of sources it is chosen from agree.",
        await OutputAsync("query", "loss_rate/LIT-010", "--area", "上海市", "--verify", "--lang", "en"), StringComparison.Ordinal);

    [Fact]
    public async Task Groups_are_verified_by_a_second_plan() => Assert.Matches(
        "Verified by a second plan: all [1-9][0-9]* cells it is made of agree.",
        await OutputAsync("query", "cases_lost", "--group-by", "area", "--verify", "--lang", "en"));

    [Fact]
    public async Task Lineage_leads_to_file_row_and_document()
    {
        var told = await OutputAsync("lineage", "sh2020_xingshen/litigation_lost/310000/2020");
        Assert.Contains("seeds/published/figures.csv:92", told, StringComparison.Ordinal);
        Assert.Contains("2020年度上海行政审判白皮书", told, StringComparison.Ordinal);
        Assert.Contains("https://www.shdbkk.com/html_3/fangchan/6399/list/5.html", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_says_what_holds_and_what_its_words_mean()
    {
        var told = await OutputAsync("history", "bj2014_xingshen/litigation_lost_rate/110000", "--lang", "en");
        Assert.Contains("agrees    12.7%", told, StringComparison.Ordinal);
        Assert.Contains("holds: what questions show now", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_those_known_on_a_day() => Assert.Contains("4 values are left out",
        await OutputAsync("query", "reconsiderations_applied", "--as-of", "2022-12-31", "--lang", "en"), StringComparison.Ordinal);

    [Fact]
    public async Task The_beginning_of_an_id_lists_what_begins_with_it() => Assert.Contains("3 个数值",
        await OutputAsync("lineage", "yp2018_case"), StringComparison.Ordinal);

    [Fact]
    public async Task An_analysis_of_two_years_gives_percentage_points()
    {
        var table = await OutputAsync("analyze", "newcombe", "direct_correction_rate/REV-010", "--area", "北京市/通州区", "--from",
            "2021", "--to", "2022");
        // 56/262 - 51/476 = 21.374 - 10.714 = 10.66 points
        Assert.Contains("10.66", table, StringComparison.Ordinal);
        Assert.Contains("百分点", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trend", "verdict"), InlineData("against-rest", "p_holm"), InlineData("funnel", "high_998 (%)")]
    public async Task An_analysis_shows_what_it_adds_beside_each_area(string name, string column)
    {
        var lines = (await OutputAsync("analyze", name, "loss_rate/LIT-010")).Split('\n');
        Assert.Contains("area_zh", lines[0], StringComparison.Ordinal);
        Assert.Contains(column, lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("figure_ids", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_stops_at_a_break_unless_it_is_asked_across()
    {
        string[] asked = ["analyze", "trend", "direct_correction_rate/REV-010", "--area", "通州区", "--lang", "en"];
        var (cut, all) = (await OutputAsync(asked), await OutputAsync([.. asked, "--across-breaks"]));
        Assert.Contains("2024-01-01  2024-12-31", cut, StringComparison.Ordinal);
        Assert.Contains("trends do not cross 2024-01-01", cut, StringComparison.Ordinal);
        Assert.Contains("2 points on the other side", cut, StringComparison.Ordinal);
        Assert.Contains("2021-01-01  2024-12-31", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measures_are_listed_and_one_is_told()
    {
        Assert.Contains("head_appearance_rate", await OutputAsync("measures"), StringComparison.Ordinal);
        Assert.Contains("loss_rate/LIT-010", await OutputAsync("measures", "loss_rate", "--lang", "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_list_what_differs_with_both_numbers_and_the_verdict()
    {
        var told = await OutputAsync("checks", "--lang", "en");
        Assert.Contains("  Printed     31%  REV-934", told, StringComparison.Ordinal);
        Assert.Contains("  Recomputed  30.3871%\n  Arithmetic  (161 + 310) ÷ 1,550 × 100 = 30.3871\n", told, StringComparison.Ordinal);
        Assert.Contains("  Verdict     the document errs (rounding)", told, StringComparison.Ordinal);
        Assert.StartsWith("449 figures: ", told.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("95.5131", told, StringComparison.Ordinal);
        Assert.Contains("95.5131", await OutputAsync("checks", "--all"), StringComparison.Ordinal);
        Assert.StartsWith("finding,rule,outcome,", await OutputAsync("checks", "--csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_says_that_nothing_changed()
    {
        var before = built.Folder.State();
        var told = await OutputAsync("run", "--lang", "en", "--content", Clone.Root);
        Assert.Contains("Inputs are unchanged: data version 1 stays.\nThe pages are unchanged.\n", told, StringComparison.Ordinal);
        Assert.Equal(before, built.Folder.State());
    }

    static IEnumerable<(string Path, CliCommand Command)> Within(string above, IEnumerable<CliCommand> commands) =>
        from command in commands
        let path = $"{above} {command.Name}".TrimStart()
        from one in (command is CommandGroup parent ? Within(path, parent.Parts) : []).Prepend((path, command))
        select one;

    static IEnumerable<(string Path, CliCommand Command)> Everything => Within("", CommandLine.All);

    public static TheoryData<string> Commands => [.. Everything.Select(command => command.Path)];

    [Theory, MemberData(nameof(Commands))]
    public async Task Help_tells_what_a_command_does_and_gives_examples(string command)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var help = await OutputAsync([.. command.Split(' '), "--help", "--lang", language]);
            Assert.Contains(language == "zh" ? "示例\n  analytics " + command : "Examples\n  analytics " + command, help, StringComparison.Ordinal);
            Assert.All(help.Split('\n'), line => Assert.True(TextColumns.WidthOf(line) <= 100, line));
            Assert.Equal(language == "en", !help.Split('\n').Any(line => line.StartsWith("用法", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("query --fro 2017", "--from")]
    [InlineData("query loss_rate --fro 2017", "--from")]
    [InlineData("lineage --cvs", "--csv")]
    [InlineData("measure", "measures")]
    [InlineData("query --from", "--from")]
    [InlineData("query loss_rate --as-of 2020-13-01", "2020-13-01")]
    [InlineData("query loss_rate --vintage al", "current|first|all")]
    [InlineData("history sh2020_xingshen", "sh2020_xingshen/appearance_count/310000/2020")]
    [InlineData("run --lang fr", "zh|en")]
    [InlineData("run --role office", "--role")]
    [InlineData("query loss_rate --role insider", "outside|office")]
    [InlineData("etl statu", "etl status")]
    [InlineData("etl status now", "etl status --help")]
    [InlineData("etl status --contrac x", "--contract")]
    [InlineData("etl log --last x", "1, 2, 3, …")]
    [InlineData("run now", "now")]
    [InlineData("lineage", "FIGURE")]
    [InlineData("query", "MEASURE")]
    [InlineData("query loss_rat", "loss_rate")]
    [InlineData("query --json missing.json", "missing.json")]
    [InlineData("analyze wilso loss_rate/LIT-010", "wilson")]
    [InlineData("analyze wilson loss_rate/LIT-010 --confidence x", "x")]
    [InlineData("analyze wilson loss_rate/LIT-010 --confidence 2", "2")]
    [InlineData("chart ranked-dots loss_rate/LIT-010 --out chart.pdf", "chart.pdf")]
    [InlineData("chart ranked-dots loss_rate/LIT-010", "--out")]
    [InlineData("chart ranked-dot loss_rate/LIT-010 --out chart.svg", "ranked-dots")]
    [InlineData("chart ranked-dots loss_rate/LIT-010 --out chart.svg --theme papers", "paper")]
    [InlineData("chart ranked-dots loss_rate/LIT-010 --out chart.svg --by year", "area, period")]
    [InlineData("chart ranked-dots loss_rate/LIT-010 --out chart.svg --target viel", "viel")]
    [InlineData("chart points-over-time loss_rate/LIT-010 --out chart.svg --by period", "--area")]
    [InlineData("chart", "TYPE")]
    [InlineData("lineage sh2020_xinshen/litigation_lost/310000/2020", "sh2020_xingshen/litigation_lost/310000/2020")]
    public async Task A_mistake_gets_one_line_that_names_it(string words, string named)
    {
        foreach (var language in new[] { "zh", "en" })
            Assert.Contains(named, await ErrorAsync([.. words.Split(' '), "--lang=" + language]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_a_damaged_and_a_locked_store_are_told_apart()
    {
        using var folder = new Folder();
        Assert.Contains("analytics run", await ErrorAsync("query", "loss_rate/LIT-010", "--folder", folder.Path), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(built.Folder.Path, "warehouse")))
        {
            Directory.CreateDirectory(folder["warehouse"]);
            File.Copy(file, Path.Combine(folder["warehouse"], Path.GetFileName(file)));
        }
        var version = Directory.EnumerateFiles(folder["warehouse"], "*.duckdb").Single();
        var bytes = File.ReadAllBytes(version);
        File.WriteAllBytes(version, bytes[..^1]);
        Assert.Contains($"{bytes.Length}", await ErrorAsync("query", "loss_rate/LIT-010", "--folder", folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(version, [.. Enumerable.Repeat((byte)7, bytes.Length)]);
        Assert.Contains("可能已损坏", await ErrorAsync("query", "loss_rate/LIT-010", "--folder", folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_beside_another_run_is_refused()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder["warehouse"]);
        using var held = new FileStream(folder["warehouse/.writer"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var ended = await CallAsync("run", "--quiet", "--folder", folder.Path, "--content", Clone.Root);
        Assert.Equal(1, ended.Code);
        Assert.Contains("占用", Assert.Single(ended.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_in_order_of_name_and_complete()
    {
        var names = Everything.Select(command => command.Path).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(
            typeof(CliCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CliCommand)) && !type.IsAbstract).Select(type => type.Name).Order(),
            Everything.Select(command => command.Command.GetType().Name).Order());
    }

    [Theory]
    [InlineData("青浦区", 6)]
    [InlineData("a青b", 4)]
    [InlineData("“”…", 3)]
    public void Chinese_takes_two_columns(string text, int width) => Assert.Equal(width, TextColumns.WidthOf(text));

    [Fact]
    public void Wrapping_loses_no_character()
    {
        const string text = "载入全部输入文件, then verifies and publishes it 作为新的数据版本";
        var lines = TextColumns.Wrap(text, 20).ToArray();
        Assert.All(lines, line => Assert.True(TextColumns.WidthOf(line) <= 20, line));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_of_commands_are_all_used()
    {
        var code = string.Concat(Clone.Code.Where(f => f.StartsWith("src/", StringComparison.Ordinal)).Select(Clone.Read));
        Findings.None(TextCatalog.BuiltIn.Keys
            .Where(key => key.StartsWith("cli.", StringComparison.Ordinal) && !key.EndsWith(".examples", StringComparison.Ordinal)
                && !key.Contains(".column.", StringComparison.Ordinal) && !key.Contains(".label.", StringComparison.Ordinal)
                && !key.StartsWith("cli.history.standing.", StringComparison.Ordinal)
                && !key.StartsWith("cli.history.about.", StringComparison.Ordinal)
                && !key.StartsWith("cli.etl.option.", StringComparison.Ordinal) && !key.StartsWith("cli.etl.outcome.", StringComparison.Ordinal)
                && !key.StartsWith("cli.etl.severity.", StringComparison.Ordinal)
                && !key.StartsWith("cli.help.", StringComparison.Ordinal) && !key.StartsWith("cli.option.", StringComparison.Ordinal))
            .Where(key => Everything.All(command => key != "cli." + command.Path.Replace(' ', '.')))
            .Select(key => key["cli.".Length..])
            .Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal) && !code.Contains($"\"cli.{key}\"", StringComparison.Ordinal)
                && !(key.StartsWith("chart.", StringComparison.Ordinal) && code.Contains($"Words(\"{key["chart.".Length..]}\")", StringComparison.Ordinal))
                && !(key.StartsWith("query.", StringComparison.Ordinal) && code.Contains($"\"{key["query.".Length..]}\"", StringComparison.Ordinal))));
    }
}
