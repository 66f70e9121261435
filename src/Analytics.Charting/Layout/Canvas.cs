using System.Text;
using Analytics.Charting.Fonts;
using Analytics.Tables;

namespace Analytics.Charting.Layout;

/// <summary>Collects the marks and warnings of one picture.</summary>
sealed class Canvas(Language language, Theme theme)
{
    readonly Stack<List<Mark>> _open = new([[]]);
    readonly List<string> _warnings = [];
    readonly SortedSet<Rune> _lacking = [];

    public Canvas(ChartSpec spec) : this(spec.Language, Themes.Named(spec.Theme)) { }

    public Language Language { get; } = language;

    public Theme Theme { get; } = theme;

    /// <summary>What is shown, for readers of tables; set by who reads the rows.</summary>
    public Table? Data { get; set; }

    public static double Width(string text, double size, bool bold = false) =>
        Typeface.Default.Width(text, size, bold);

    public string Say(string key, params (string Name, object? Value)[] facts) =>
        TextCatalog.BuiltIn.Format(key, Language, facts);

    public void Warn(string key, params (string Name, object? Value)[] facts) => _warnings.Add(Say(key, facts));

    public void Add(Mark mark)
    {
        Note(mark);
        _open.Peek().Add(mark);
    }

    /// <summary>Draws what belongs together; an empty group is left out.</summary>
    /// <param name="wrap">Makes the group of its marks.</param>
    /// <param name="draw">Adds the marks.</param>
    public void Within(Func<IReadOnlyList<Mark>, Group> wrap, Action draw)
    {
        _open.Push([]);
        draw();
        if (_open.Pop() is { Count: > 0 } marks) _open.Peek().Add(wrap(marks));
    }

    public void Text(double x, double y, string text, double size, string color, bool bold = false,
        TextAnchor anchor = TextAnchor.Start, bool halo = false) =>
        Add(new TextMark(x, y, text, size, color, bold, anchor, halo));

    /// <summary>Lines of text one under the other; returns the y under the last.</summary>
    public double Lines(IReadOnlyList<string> lines, double x, double top, double size, double leading, string color,
        bool bold = false, TextAnchor anchor = TextAnchor.Start)
    {
        for (var i = 0; i < lines.Count; i++)
            Text(x, top + i * leading + 0.5 * (leading - size) + 0.88 * size, lines[i], size, color, bold, anchor);
        return top + lines.Count * leading;
    }

    public Scene Finish(double width, double height, string title, string description)
    {
        height = Math.Ceiling(height);
        if (_lacking.Count > 0)
            Warn("chart.glyph-missing", ("characters", _lacking.Select(r => $"{r} (U+{r.Value:X4})").ToArray()));
        Mark background = new RectMark(0, 0, width, height, Theme.Background);
        return new(width, height, Language, title, description, [background, .. _open.Peek()], [.. _warnings])
        {
            Theme = Theme, Data = Data,
        };
    }

    void Note(Mark mark)
    {
        if (mark is TextMark text) _lacking.UnionWith(Typeface.Default.Lacking(text.Text, text.Bold));
        if (mark is Group group) foreach (var inner in group.Marks) Note(inner);
    }
}
