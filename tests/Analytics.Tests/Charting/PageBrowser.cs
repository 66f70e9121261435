using System.Text.RegularExpressions;
using Analytics.Charting;
using Analytics.Tables;
using Microsoft.Playwright;

namespace Analytics.Tests.Charting;

/// <summary>One headless Chromium for all tests of pages. Pages are opened from disk, as a reader would.</summary>
public sealed class PageBrowser : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("pages-").FullName;
    IPlaywright _playwright = null!;
    IBrowser _browser = null!;

    static string Executable => ((string?[])[Environment.GetEnvironmentVariable("CHROMIUM"), .. Names()])
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "No Chromium is found, which the tests of pages drive. Install it ('apt-get install chromium'), or name "
            + "its executable in the environment variable CHROMIUM.");

    static IEnumerable<string> Names() =>
        from name in (string[])["chromium", "chromium-browser", "google-chrome"]
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
        select Path.Combine(folder, name);

    public async ValueTask InitializeAsync()
    {
        var executable = Executable;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The charts of gallery cases in one page, each with its case's name as its id.</summary>
    public Task<OpenPage> OpenAsync(Language language, string theme, params string[] cases) => OpenAsync(ChartPage.Write(
        "Charts", [.. cases.Select(name => (name, Gallery.All.Single(one => one.Name == name).Draw(language, theme)))],
        language));

    public async Task<OpenPage> OpenAsync(string html, int width = 1000, int height = 900)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, html);
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var open = new OpenPage(page);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }
}

/// <summary>A page and what it complained of.</summary>
public sealed partial class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    static partial Regex Numbers { get; }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public ILocator Figure(string id) => Page.Locator($"#{id}-figure");

    public ILocator Datum(string id, int index) => Figure(id).Locator("g.datum").Nth(index);

    public ILocator Tip => Page.Locator("#page-tip");

    /// <summary>A picture as text, without what pointing at it leaves behind.</summary>
    public Task<string> PictureAsync(string id) => Figure(id).Locator("svg").EvaluateAsync<string>(
        "svg => { const copy = svg.cloneNode(true); copy.removeAttribute('class');"
        + "copy.querySelectorAll('.dim').forEach(e => e.classList.remove('dim'));"
        + "copy.querySelectorAll('[tabindex]').forEach(e => e.removeAttribute('tabindex')); return copy.outerHTML; }");

    /// <summary>Drags over a part of a plot, in shares of its box from the top left.</summary>
    public async Task BrushAsync(ILocator plot, double x1, double y1, double x2, double y2)
    {
        await plot.ScrollIntoViewIfNeededAsync();
        var box = await plot.EvaluateAsync<double[]>(
            "g => { const [l, t, r, b] = g.dataset.box.split(' ').map(Number), m = g.ownerSVGElement.getScreenCTM();"
            + "const p = new DOMPoint(l, t).matrixTransform(m), q = new DOMPoint(r, b).matrixTransform(m);"
            + "return [p.x, p.y, q.x, q.y]; }");
        float X(double share) => (float)(box[0] + share * (box[2] - box[0]));
        float Y(double share) => (float)(box[1] + share * (box[3] - box[1]));
        await Page.Mouse.MoveAsync(X(x1), Y(y1));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(X((x1 + x2) / 2), Y((y1 + y2) / 2));
        await Page.Mouse.MoveAsync(X(x2), Y(y2));
        await Page.Mouse.UpAsync();
    }

    /// <summary>What a button downloads.</summary>
    public async Task<(string Name, byte[] Bytes)> DownloadAsync(string id, string action)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() =>
            Figure(id).Locator($"[data-action='{action}']").ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync((await download.PathAsync())!));
    }

    public async Task<double[]> NumbersAsync(ILocator element, string attribute) =>
        [.. Numbers.Matches(await element.GetAttributeAsync(attribute) ?? "").Select(m => double.Parse(m.Value,
            System.Globalization.CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
