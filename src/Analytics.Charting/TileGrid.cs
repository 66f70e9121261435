using System.Globalization;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Maps of equal tiles.</summary>
public static class TileGrid
{
    const int Most = 200;

    const string Columns = "area,column,row", Numbers = "0–200";

    /// <summary>Shanghai's sixteen districts, each about where it lies: Chongming in the north, the old city in the
    /// middle, Pudong in the east. Areas are codes of GB/T 2260.</summary>
    public static IReadOnlyList<TilePlace> Shanghai { get; } =
    [
        new("310151", 3, 0), new("310114", 1, 1), new("310113", 2, 1), new("310107", 1, 2), new("310106", 2, 2),
        new("310109", 3, 2), new("310110", 4, 2), new("310118", 0, 3), new("310105", 1, 3), new("310104", 2, 3),
        new("310101", 3, 3), new("310115", 4, 3), new("310117", 1, 4), new("310112", 2, 4), new("310116", 1, 5),
        new("310120", 2, 5),
    ];

    // The districts' names, for rows whose ids are not codes.
    static readonly Dictionary<string, LocalText> Names = new()
    {
        ["310101"] = new("黄浦区", "Huangpu"), ["310104"] = new("徐汇区", "Xuhui"), ["310105"] = new("长宁区", "Changning"),
        ["310106"] = new("静安区", "Jing'an"), ["310107"] = new("普陀区", "Putuo"), ["310109"] = new("虹口区", "Hongkou"),
        ["310110"] = new("杨浦区", "Yangpu"), ["310112"] = new("闵行区", "Minhang"), ["310113"] = new("宝山区", "Baoshan"),
        ["310114"] = new("嘉定区", "Jiading"), ["310115"] = new("浦东新区", "Pudong"), ["310116"] = new("金山区", "Jinshan"),
        ["310117"] = new("松江区", "Songjiang"), ["310118"] = new("青浦区", "Qingpu"), ["310120"] = new("奉贤区", "Fengxian"),
        ["310151"] = new("崇明区", "Chongming"),
    };

    internal static LocalText NameOf(TilePlace place) =>
        Names.GetValueOrDefault(place.Area) ?? new LocalText(place.Area, place.Area);

    /// <summary>A grid from CSV with the columns <c>area</c>, <c>column</c> and <c>row</c>, in any order.</summary>
    /// <param name="csv">Comma-separated, with a heading; columns and rows count from 0.</param>
    /// <exception cref="AnalyticsException"><c>chart-grid-invalid</c>: a column is missing, or a cell is no whole
    /// number 0 to 200; <c>chart-grid-taken</c>: two areas in one place; <c>chart-grid-twice</c>: an area in
    /// two.</exception>
    public static IReadOnlyList<TilePlace> Parse(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var heading = Cells(lines[0]).Select(cell => cell.ToLowerInvariant()).ToArray();
        var order = ((string[])["area", "column", "row"]).Select(name => Array.IndexOf(heading, name)).ToArray();
        if (order.Contains(-1)) throw ChartErrors.GridInvalid(GridPlace.Of(1), lines[0], Columns);
        var places = new List<(GridPlace Where, TilePlace Tile)>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0) continue;
            var (at, cells) = (GridPlace.Of(i + 1), Cells(lines[i]));
            if (cells.Length != heading.Length) throw ChartErrors.GridInvalid(at, lines[i], lines[0]);
            places.Add((at, new(cells[order[0]], Whole(cells[order[1]], at), Whole(cells[order[2]], at))));
        }
        if (places.Count == 0) throw ChartErrors.GridInvalid(GridPlace.Of(2), "", Columns);
        return Check(places);
    }

    /// <summary>Refuses a grid of a spec as <see cref="Parse"/> does one of a file.</summary>
    internal static void Check(IReadOnlyList<TilePlace> grid)
    {
        if (grid.Count == 0) throw ChartErrors.GridInvalid(GridPlace.Of("grid"), "[]", Columns);
        _ = Check(grid.Select((tile, i) => (GridPlace.Of($"grid[{i}]"), tile)));
    }

    static List<TilePlace> Check(IEnumerable<(GridPlace Where, TilePlace Tile)> places)
    {
        var known = new List<TilePlace>();
        foreach (var (where, tile) in places)
        {
            if (tile.Area.Length == 0) throw ChartErrors.GridInvalid(where, "", "area");
            foreach (var number in (int[])[tile.Column, tile.Row])
                if (number is not (>= 0 and <= Most))
                    throw ChartErrors.GridInvalid(where, number.ToString(CultureInfo.InvariantCulture), Numbers);
            if (known.Find(p => (p.Column, p.Row) == (tile.Column, tile.Row)) is { } taken)
                throw ChartErrors.GridTaken(where, tile, taken.Area);
            if (known.Exists(p => p.Area == tile.Area)) throw ChartErrors.GridTwice(where, tile.Area);
            known.Add(tile);
        }
        return known;
    }

    // A comma inside quotes is part of the name.
    static string[] Cells(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted) cells.Add("");
            else cells[^1] += c;
        }
        return [.. cells.Select(cell => cell.Trim())];
    }

    static int Whole(string cell, GridPlace line) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw ChartErrors.GridInvalid(line, cell, Numbers);
}
