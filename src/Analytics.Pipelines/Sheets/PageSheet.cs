using System.Text;
using AngleSharp.Dom;

namespace Analytics.Pipelines.Sheets;

/// A table of a page. Walks without recursion, so that no depth of nesting exhausts the stack.
sealed class PageSheet(string file, string name, IElement table, SheetLimits limits) : Sheet
{
    // As browsers do.
    const int MostSpan = 1000;

    IReadOnlyList<MergedRange>? _merges;

    public override string Name => name;

    /// Whether any of its own cells holds something.
    public bool IsFilled => ReadRows().Any(row => !row.IsBlank);

    public override IReadOnlyList<MergedRange> Merges
    {
        get
        {
            if (_merges is not null) return _merges;
            var merges = new List<MergedRange>();
            foreach (var _ in Rows(merges)) { }
            return _merges = merges;
        }
    }

    public override IEnumerable<SheetRow> ReadRows() => Rows(null);

    /// The elements of a tree in order; what is below one that is not entered is left out.
    public static IEnumerable<INode> Walk(INode root, Func<INode, bool> enters)
    {
        for (var node = root.FirstChild; node is not null;)
        {
            yield return node;
            if (node.FirstChild is { } child && enters(node)) { node = child; continue; }
            while (node is not null && node != root && node.NextSibling is null) node = node.Parent;
            node = node == root ? null : node?.NextSibling;
        }
    }

    static bool Is(INode node, string tag) => node is IElement element && element.LocalName == tag;

    static int Span(IElement cell, string attribute, int most) =>
        int.TryParse(cell.GetAttribute(attribute), out var span) ? span == 0 ? most : Math.Clamp(span, 1, most) : 1;

    IEnumerable<SheetRow> Rows(List<MergedRange>? merges)
    {
        // A foot is shown last wherever it stands.
        var rows = Walk(table, node => !Is(node, "table") && !Is(node, "tr"))
            .Where(node => Is(node, "tr")).Cast<IElement>()
            .OrderBy(row => row.ParentElement?.LocalName == "tfoot").ToList();
        var open = new List<int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (cells, fresh) = (new List<SheetCell>(), new List<int>(open));
            foreach (var cell in rows[i].Children.Where(c => c.LocalName is "td" or "th"))
            {
                while (cells.Count < open.Count && open[cells.Count] > 0) Cover(cells, fresh);
                var (wide, high) = (Span(cell, "colspan", MostSpan), Span(cell, "rowspan", rows.Count - i));
                if (wide > 1 || high > 1)
                    Add(merges, new(i + 1, cells.Count, i + high, cells.Count + wide - 1));
                var text = Text(cell);
                Place(cells, fresh, text.Length == 0 ? SheetCell.Empty : new(CellKind.Text, text), high - 1);
                if (text.Length > limits.CellCharacters) throw SheetErrors.CellTooLong(file, name,
                    new CellPlace(file, name, i + 1, cells.Count - 1).Address, limits.CellCharacters);
                for (var k = 1; k < wide; k++) Place(cells, fresh, SheetCell.Empty with { IsCovered = true }, high - 1);
            }
            for (; cells.Count < open.Count;)
                if (open[cells.Count] > 0) Cover(cells, fresh);
                else cells.Add(SheetCell.Empty);
            open = fresh;
            yield return new SheetRow(i + 1, cells, IsUnseen(rows[i]));
        }
    }

    static bool IsUnseen(IElement row) => row.HasAttribute("hidden")
        || row.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal)
            .Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;

    void Add(List<MergedRange>? merges, MergedRange merge)
    {
        if (merges?.Count >= limits.Merges)
            throw SheetErrors.SheetTooLarge(file, name, "merges", limits.Merges + 1, limits.Merges);
        merges?.Add(merge);
    }

    void Cover(List<SheetCell> cells, List<int> open) =>
        Place(cells, open, SheetCell.Empty with { IsCovered = true }, open[cells.Count] - 1);

    void Place(List<SheetCell> cells, List<int> open, SheetCell cell, int below)
    {
        if (cells.Count == limits.Columns)
            throw SheetErrors.SheetTooLarge(file, name, "columns", limits.Columns + 1, limits.Columns);
        while (open.Count <= cells.Count) open.Add(0);
        open[cells.Count] = below;
        cells.Add(cell);
    }

    // As shown: blanks are one, a break is a line; text of a table inside belongs to that table.
    static string Text(IElement cell)
    {
        var text = new StringBuilder();
        foreach (var node in Walk(cell, node => !Is(node, "table") && !Is(node, "script") && !Is(node, "style")))
            if (node.NodeType == NodeType.Text) AppendText(text, node.TextContent);
            else if (Is(node, "br") || text.Length > 0 && (Is(node, "p") || Is(node, "div") || Is(node, "li")))
                NewLine(text);
        return text.ToString().Trim(' ', '\n');
    }

    static void AppendText(StringBuilder text, string part)
    {
        foreach (var c in part)
            if (c is not (' ' or '\t' or '\n' or '\r' or '\f')) text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
    }

    static void NewLine(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        text.Append('\n');
    }
}
