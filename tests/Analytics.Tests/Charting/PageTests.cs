using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using Analytics.Charting;
using Analytics.Tables;
using Microsoft.Playwright;

namespace Analytics.Tests.Charting;

/// <summary>Pages of charts in a real browser: what readers point at, press and download.</summary>
[Trait("Speed", "Slow")]
public sealed class PageTests(PageBrowser browser) : IClassFixture<PageBrowser>
{
    const string Funnel = "funnel-ordinary", Dots = "ranked-dots-ordinary", Time = "points-over-time-panels";

    Task<OpenPage> OpenAsync(params string[] cases) => browser.OpenAsync(Language.Chinese, "paper", cases);

    static Task<string?> SpokenAsync(ILocator datum) => datum.GetAttributeAsync("aria-label");

    // A plot of both axes, with bars, lines and two series in a legend.
    static Scene TwoSeries(Language language)
    {
        static Mark Datum(string area, string series, int row, double x, double y) => new DatumGroup([$"f{row}"],
            $"{area} {series}", [new MarkerMark(x, y, MarkerShape.Square, 4, "#0b3f94", "#0b3f94"),
                new TextMark(x + 8, y + 4, area, 12, "#1d2733")]) { Area = area, Series = series, Row = row };
        Mark[] ticks = [new LineMark(60, 240, 560, 240, "#9aa5b1"), .. new[] { 60.0, 310, 560 }.SelectMany(x => (Mark[])
            [new LineMark(x, 240, x, 244, "#9aa5b1"), new TextMark(x, 258, "t", 12, "#5a6675", Anchor: TextAnchor.Middle)])];
        Mark[] side = [.. new[] { 40.0, 240 }.SelectMany(y => (Mark[])[new LineMark(60, y, 560, y, "#e3e7ec"),
            new TextMark(52, y + 4.2, "v", 12, "#5a6675", Anchor: TextAnchor.End)])];
        var plot = new PlotGroup(60, 40, 560, 240, new(2016, 2026, "year"), new(0, 200000, ""), [
            new AxisGroup(ticks) { IsHorizontal = true }, new AxisGroup(side),
            new SeriesGroup([new PolylineMark([(110, 140), (360, 90)], "#0b3f94")]) { Area = "a", Series = "one" },
            Datum("a", "one", 0, 110, 140), Datum("b", "two", 1, 210, 190), Datum("=c", "one", 2, 360, 90)]);
        Mark Legend(string key, double x) => new LegendGroup([new TextMark(x, 20, key, 12, "#1d2733")]) { Series = key };
        return new(600, 280, language, "Two series", "Made up.",
            [new RectMark(0, 0, 600, 280, "#ffffff"), Legend("one", 60), Legend("two", 160), plot], [])
        {
            Data = new Table([new("area", ColumnKind.Text), new("value", ColumnKind.Real), new("note", ColumnKind.Text)],
                [["a", 100000.5, "x, \"y\""], ["b", -50.0, null], ["=c", null, "-1"]]),
        };
    }

    Task<OpenPage> OpenTwoAsync(Language language = Language.English) =>
        browser.OpenAsync(ChartPage.Write("Two", [("two", TwoSeries(language))], language));

    [Fact]
    public async Task A_mark_pointed_at_says_its_sentence_within_the_window()
    {
        await using var open = await OpenAsync(Funnel);
        for (var i = 0; i < 16; i += 5)
        {
            var datum = open.Datum(Funnel, i);
            await datum.Locator("circle, path").First.HoverAsync();
            Assert.Equal(await SpokenAsync(datum), await open.Tip.TextContentAsync());
            var box = (await open.Tip.BoundingBoxAsync())!;
            Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= 1000 && box.Y + box.Height <= 900, $"{box.X} {box.Y}");
        }
        Assert.Equal(0, await open.Page.Locator("svg title").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_tooltip_stays_within_a_narrow_window()
    {
        await using var open = await browser.OpenAsync(ChartPage.Write("Two", [("two", TwoSeries(Language.English))], Language.English), 340, 300);
        foreach (var i in (int[])[0, 2])
        {
            await open.Datum("two", i).Locator("path").HoverAsync();
            var box = (await open.Tip.BoundingBoxAsync())!;
            Assert.True(box.X >= 0 && box.X + box.Width <= 340 && box.Y >= 0 && box.Y + box.Height <= 300);
        }
    }

    [Fact]
    public async Task Keys_walk_through_every_mark_from_one_tab_stop()
    {
        await using var open = await OpenAsync(Dots);
        Assert.Equal(1, await open.Figure(Dots).Locator("g.datum[tabindex='0']").CountAsync());
        await open.Figure(Dots).Locator("g.datum[tabindex='0']").FocusAsync();
        var heard = new HashSet<string>();
        for (var i = 0; i < 16; i++)
        {
            var focused = open.Figure(Dots).Locator("g.datum:focus");
            await Assertions.Expect(open.Tip).ToHaveTextAsync((await SpokenAsync(focused))!);
            Assert.True(heard.Add((await SpokenAsync(focused))!));
            if (i < 15) await open.Page.Keyboard.PressAsync("ArrowRight");
        }
        var last = await SpokenAsync(open.Figure(Dots).Locator("g.datum:focus"));
        await open.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(last, await SpokenAsync(open.Figure(Dots).Locator("g.datum:focus")));
        await open.Page.Keyboard.PressAsync("Home");
        Assert.Equal("0", await open.Figure(Dots).Locator("g.datum:focus").GetAttributeAsync("data-row"));
        await open.Page.Keyboard.PressAsync("End");
        Assert.Equal(last, await SpokenAsync(open.Figure(Dots).Locator("g.datum:focus")));
        await Assertions.Expect(open.Tip).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(open.Tip).ToBeHiddenAsync();
        Assert.Equal(1, await open.Figure(Dots).Locator("g.datum[tabindex='0']").CountAsync());
    }

    [Fact]
    public async Task The_tab_key_stops_once_at_the_marks_and_then_at_the_tools()
    {
        await using var open = await OpenAsync(Dots, Funnel);
        var stops = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            stops.Add(await open.Page.EvaluateAsync<string>(
                "() => document.activeElement.dataset.action || document.activeElement.classList[0] || document.activeElement.tagName"));
        }
        Assert.Equal(["SELECT", "datum", "zoom-in", "csv", "svg", "png", "SUMMARY"], stops);
    }

    [Fact]
    public async Task An_area_pinned_in_one_chart_stands_out_in_all()
    {
        await using var open = await OpenAsync(Funnel, Dots);
        var datum = open.Figure(Funnel).Locator("g.datum[data-row='3']");
        var area = await datum.GetAttributeAsync("data-area");
        await datum.Locator("circle, path").First.ClickAsync();
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(area, await open.Page.Locator("#page-area").InputValueAsync());
        foreach (var id in (string[])[Funnel, Dots])
        {
            Assert.Equal([area!], await open.Figure(id).Locator("g.datum:not(.dim)").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.area)"));
            Assert.Equal(15, await open.Figure(id).Locator("g.datum.dim").CountAsync());
            Assert.Equal(1, await open.Figure(id).Locator("tr.hot").CountAsync());
        }
        await datum.Locator("circle, path").First.ClickAsync();
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(0, await open.Page.Locator("g.dim").CountAsync());
        await open.Page.Locator("#page-area").SelectOptionAsync(area!);
        Assert.Equal(30, await open.Page.Locator("g.datum.dim").CountAsync());
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await open.Page.Locator("g.dim").CountAsync());
        Assert.Equal("", await open.Page.Locator("#page-area").InputValueAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Pointing_dims_the_others_while_it_lasts()
    {
        await using var open = await OpenAsync(Dots, Time);
        await open.Datum(Dots, 2).Locator("circle").HoverAsync();
        Assert.Equal(15, await open.Figure(Dots).Locator("g.datum.dim").CountAsync());
        Assert.True(await open.Figure(Time).Locator("g.series.dim").CountAsync() > 10);
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(0, await open.Page.Locator("g.dim").CountAsync());
    }

    [Fact]
    public async Task The_legend_shows_and_hides_a_series()
    {
        await using var open = await OpenTwoAsync();
        var entry = open.Page.GetByRole(AriaRole.Button, new() { Name = "one", Exact = true });
        Assert.Equal("true", await entry.GetAttributeAsync("aria-pressed"));
        await entry.ClickAsync();
        Assert.Equal("false", await entry.GetAttributeAsync("aria-pressed"));
        await Assertions.Expect(open.Datum("two", 0)).ToBeHiddenAsync();
        await Assertions.Expect(open.Datum("two", 1)).ToBeVisibleAsync();
        Assert.Equal(1, await open.Page.Locator("g.series.off").CountAsync());
        await entry.FocusAsync();
        await open.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(open.Datum("two", 0)).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Datum("two", 0)).ToBeHiddenAsync();
        Assert.Empty(open.Complaints);
    }

    [Theory]
    [InlineData(Language.English, "100,000")]
    [InlineData(Language.Chinese, "10万")]
    public async Task A_brush_zooms_and_the_axes_follow(Language language, string tick)
    {
        await using var open = await OpenTwoAsync(language);
        var before = await open.PictureAsync("two");
        // The left half of the years, the middle half of the values.
        await open.BrushAsync(open.Page.Locator("g.plot"), 0, 0.25, 0.5, 0.75);
        var marker = await open.NumbersAsync(open.Datum("two", 0).Locator("path"), "d");
        // (110, 140) is at a tenth from the left and half way down: 60 + 500 · 0.1 / 0.5, and in the middle still.
        Assert.Equal(160, marker.Where((_, i) => i % 2 == 0).Average(), 2.0);
        Assert.Equal(140, marker.Where((_, i) => i % 2 == 1).Average(), 2.0);
        // A marker keeps its size: a square of radius 4 is 7.07 wide.
        Assert.InRange(marker.Where((_, i) => i % 2 == 0).Max() - marker.Where((_, i) => i % 2 == 0).Min(), 7, 7.1);
        var line = await open.NumbersAsync(open.Page.Locator("g.series polyline"), "points");
        Assert.Equal([160, 140, 660, 40], line.Select(v => Math.Round(v / 4) * 4));
        Assert.Equal("hidden", await open.Datum("two", 2).Locator("path").GetAttributeAsync("visibility"));
        var words = await open.Page.Locator("g[aria-hidden] text").AllTextContentsAsync();
        Assert.Contains(tick, words);
        Assert.Contains("2018", words);
        Assert.DoesNotContain("2022", words);
        await Assertions.Expect(open.Page.Locator("g.axis-x").First).ToBeHiddenAsync();
        await open.Figure("two").Locator("[data-action='zoom-reset']").ClickAsync();
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(before, await open.PictureAsync("two"));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Keys_zoom_around_the_mark_and_back()
    {
        await using var open = await OpenTwoAsync();
        var before = await open.PictureAsync("two");
        await open.Datum("two", 1).FocusAsync();
        var path = open.Datum("two", 1).Locator("path");
        var place = await path.GetAttributeAsync("d");
        await open.Page.Keyboard.PressAsync("+");
        Assert.NotEqual(before, await open.PictureAsync("two"));
        Assert.Equal(place, await path.GetAttributeAsync("d"));
        await open.Page.Keyboard.PressAsync("-");
        Assert.Equal(before, await open.PictureAsync("two"));
        await open.Page.Keyboard.PressAsync("+");
        await open.Page.Keyboard.PressAsync("0");
        Assert.Equal(before, await open.PictureAsync("two"));
        Assert.True(await open.Figure("two").Locator("[data-action='zoom-reset']").IsDisabledAsync());
    }

    [Theory]
    [InlineData(Funnel)]
    [InlineData(Dots)]
    [InlineData(Time)]
    [InlineData("waterfall-ordinary")]
    public async Task Every_kind_of_plot_zooms_and_comes_back_exactly(string name)
    {
        await using var open = await OpenAsync(name);
        var before = await open.PictureAsync(name);
        await open.BrushAsync(open.Figure(name).Locator("g.plot").First, 0.1, 0.2, 0.6, 0.8);
        Assert.NotEqual(before, await open.PictureAsync(name));
        Assert.True(await open.Figure(name).Locator("g[aria-hidden='true'] text").CountAsync() >= 2);
        await open.Figure(name).Locator("svg > rect").First.DispatchEventAsync("dblclick");
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(before, await open.PictureAsync(name));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Panels_keep_one_view()
    {
        await using var open = await OpenAsync(Time);
        await open.BrushAsync(open.Figure(Time).Locator("g.plot").First, 0.1, 0.2, 0.6, 0.8);
        var panels = await open.Figure(Time).Locator("g.plot").CountAsync();
        Assert.Equal(16, panels);
        Assert.Equal(panels, await open.Figure(Time).Locator("clipPath").CountAsync());
    }

    [Fact]
    public async Task The_table_opens_sorts_and_points_at_marks()
    {
        await using var open = await OpenTwoAsync();
        var rows = open.Figure("two").Locator("tbody tr");
        await Assertions.Expect(rows.First).ToBeHiddenAsync();
        await open.Page.GetByText("Data table").ClickAsync();
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        var button = open.Figure("two").GetByRole(AriaRole.Button, new() { Name = "value" });
        async Task<string> Order() => string.Concat(await rows.EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.row)"));
        await button.ClickAsync();
        Assert.Equal("102", await Order());
        Assert.Equal("ascending", await open.Figure("two").Locator("th").Nth(1).GetAttributeAsync("aria-sort"));
        await button.ClickAsync();
        Assert.Equal("012", await Order());
        Assert.Equal("descending", await open.Figure("two").Locator("th").Nth(1).GetAttributeAsync("aria-sort"));
        await rows.Nth(1).HoverAsync();
        Assert.Equal(["1"], await open.Page.Locator("g.datum.hot").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.row)"));
        await open.Datum("two", 2).Locator("path").HoverAsync();
        Assert.Equal(["2"], await open.Page.Locator("tr.hot").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.row)"));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Data_download_as_csv_without_formulas()
    {
        await using var open = await OpenTwoAsync();
        await open.Page.GetByText("Data table").ClickAsync();
        await open.Figure("two").GetByRole(AriaRole.Button, new() { Name = "value" }).ClickAsync();
        var (name, bytes) = await open.DownloadAsync("two", "csv");
        Assert.Equal("two.csv", name);
        Assert.Equal("\uFEFFarea,value,note\na,100000.5,\"x, \"\"y\"\"\"\nb,-50,\n'=c,,'-1\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task The_picture_downloads_as_it_was_drawn()
    {
        await using var open = await OpenTwoAsync();
        await open.BrushAsync(open.Page.Locator("g.plot"), 0, 0.25, 0.5, 0.75);
        var (name, svg) = await open.DownloadAsync("two", "svg");
        Assert.Equal("two.svg", name);
        Assert.True(XNode.DeepEquals(
            XDocument.Parse(Encoding.UTF8.GetString(Surfaces.Svg.Write(TwoSeries(Language.English), new(IdPrefix: "two")))).Root,
            XDocument.Parse(Encoding.UTF8.GetString(svg)).Root));
        var (_, png) = await open.DownloadAsync("two", "png");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal((1200, 560), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Empty(open.Complaints);
    }

    [Theory]
    [InlineData(Language.Chinese, "paper")]
    [InlineData(Language.English, "dark")]
    [InlineData(Language.Chinese, "screen")]
    [InlineData(Language.English, "government-report")]
    public async Task Pages_are_fit_for_every_reader_and_ask_the_network_for_nothing(Language language, string theme)
    {
        await using var open = await browser.OpenAsync(language, theme, Funnel, Dots, Time);
        foreach (var summary in await open.Page.Locator("summary").AllAsync()) await summary.ClickAsync();
        await open.Datum(Dots, 1).Locator("circle").HoverAsync();
        await open.Page.Mouse.MoveAsync(2, 2);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(Accessibility));
        Assert.All(open.Requests, address => Assert.StartsWith("file:", address, StringComparison.Ordinal));
        Assert.Empty(open.Complaints);
    }

    // What is wrong with a page: names, roles, ids, language, table headers, contrast of words.
    const string Accessibility = """
        () => {
          const wrong = [], all = (s) => Array.from(document.querySelectorAll(s));
          const seen = (e) => e.checkVisibility();
          if (!/^(zh-Hans|en)$/.test(document.documentElement.lang)) wrong.push("lang");
          if (all("h1").length !== 1 || all("main").length !== 1) wrong.push("h1 or main");
          const ids = all("[id]").map((e) => e.id);
          ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => wrong.push("id twice: " + id));
          for (const name of ["aria-describedby", "aria-labelledby", "for"])
            for (const e of all(`[${name}]`))
              for (const id of e.getAttribute(name).split(" ")) if (!document.getElementById(id)) wrong.push(name + " " + id);
          for (const e of all("button, select, summary, a[href], [tabindex]")) {
            const name = e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && e.labels[0] && e.labels[0].textContent);
            if (!name) wrong.push("no name: " + e.outerHTML.slice(0, 80));
            if (e.hasAttribute("tabindex") && !e.getAttribute("role")) wrong.push("no role: " + e.outerHTML.slice(0, 80));
          }
          all("svg[role=img] [tabindex]").forEach(() => wrong.push("focus within an image"));
          for (const table of all("table")) {
            if (!table.caption || !table.caption.textContent) wrong.push("no caption");
            for (const th of table.querySelectorAll("th")) if (!/^(row|col)$/.test(th.scope)) wrong.push("th without scope");
          }
          const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const rgb = (s) => s.match(/[\d.]+/g).map(Number);
          for (const e of all("body *")) {
            const own = Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim());
            if (!own || !seen(e) || e.closest("svg, script, style, .unseen")) continue;
            let under = e;
            while (under && (rgb(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) under = under.parentElement;
            const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(rgb(getComputedStyle(under || document.documentElement).backgroundColor).slice(0, 3))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) wrong.push(`contrast ${contrast.toFixed(1)}: ${e.textContent.trim().slice(0, 40)}`);
          }
          return wrong;
        }
        """;
}
