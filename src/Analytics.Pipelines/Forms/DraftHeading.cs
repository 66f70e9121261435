using System.Text.RegularExpressions;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

// How surely a column is a field: its heading is one of the field's words; one of its levels is; it is near to one.
enum Likeness { None, Near, Level, Word }

sealed record DraftColumn(HeadingColumn Heading, string Alias, FieldWords Field, Likeness Likeness, bool HasRivals);

sealed record DraftMember(string Header, string Value);

// The heading guessed for one contract.
sealed partial record DraftHeading(string Contract, IReadOnlyList<FieldWords> Fields, long FromRow, long ToRow,
    int Rows, IReadOnlyList<DraftColumn> Columns, IReadOnlyList<DraftMember> Members, FieldWords? WideField,
    FieldWords? WideValue, IReadOnlyList<HeadingColumn> Unknown, int Score)
{
    const int RowsTried = 40, LevelsTried = 4;

    // Of several columns under one name, the one that holds the figure itself.
    static readonly string[] Own = ["本年", "本期", "当年", "本季", "合计", "总数", "数量", "件数", "小计", "累计"];

    [GeneratedRegex("^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?$|^第?[一二三四1-4]季度$|^[上下]半年$")]
    static partial Regex Part { get; }

    public static DraftHeading? Guess(Head head, IReadOnlyList<FieldWords> fields)
    {
        DraftHeading? best = null;
        for (var first = 0; first < Math.Min(RowsTried, head.First.Count); first++)
            for (var rows = 1; rows <= LevelsTried && first + rows < head.First.Count; rows++)
            {
                if (head.First[first].Row.IsBlank) break;
                var last = head.First[first + rows - 1].Row;
                if (last.IsBlank || last.Cells.Any(IsFigure)) break;
                var columns = HeadingColumn.Of(head, first, rows, FormRange.Everything);
                if (columns.Count < 2) continue;
                var below = Below(head.First[first + rows].Row, columns);
                foreach (var contract in fields.GroupBy(f => f.Contract).OrderBy(g => g.Key, StringComparer.Ordinal))
                {
                    var from = head.First[first].Row.Number;
                    var guess = Of(contract.Key, [.. contract], columns, from, last.Number, rows);
                    guess = guess with { Score = guess.Score + below };
                    if (guess.Columns.Count > 0 && (best is null || guess.Score > best.Score)) best = guess;
                }
            }
        return best;
    }

    public FieldWords? FieldOf(int column) => Columns.FirstOrDefault(c => c.Heading.Column == column)?.Field;

    public bool Has(string field) => Columns.Any(c => c.Field.Field == field) || WideField?.Field == field
        || WideValue?.Field == field;

    public static bool IsFigure(SheetCell cell) => cell.Kind == CellKind.Number
        || (cell.Kind == CellKind.Text && decimal.TryParse(Compared.Of(cell.Text).TrimEnd('%'),
            System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _));

    // Figures below speak for the heading, figures below nothing against it.
    static int Below(SheetRow row, IReadOnlyList<HeadingColumn> columns)
    {
        var named = columns.Select(column => column.Column).ToHashSet();
        var without = Enumerable.Range(0, row.Cells.Count).Count(at => !row[at].IsBlank && !named.Contains(at));
        return (row.Cells.Any(IsFigure) ? 3 : 0) - 2 * without;
    }

    static DraftHeading Of(string contract, IReadOnlyList<FieldWords> fields, IReadOnlyList<HeadingColumn> columns,
        long from, long to, int rows)
    {
        var period = fields.FirstOrDefault(field => field.Type == "period");
        var parts = period is null ? [] : columns.Where(column => PartOf(column) is not null).ToArray();
        if (parts.Length < 2) parts = [];
        var members = parts.Select(column => PartOf(column)!).Distinct()
            .Select(text => new DraftMember(text, text)).ToArray();
        // Below or above their month, columns are named by what is left.
        var named = columns.Except(parts).Concat(parts.Where(column => column.Bare.Count > 1)
            .Select(column => Without(column, PartOf(column)!)).DistinctBy(column => column.Printed)).ToArray();
        var found = Assign(named, fields, parts.Length > 0 ? period : null);
        var isBare = parts.Length > 0 && parts.All(column => column.Bare.Count == 1);
        var value = !isBare ? null : fields.FirstOrDefault(field =>
            field.IsFigure && field.Required && found.All(column => column.Field != field));
        var score = found.Sum(column => 2 * (int)column.Likeness + (column.Field.Required ? 1 : 0)) + parts.Length
            - (parts.Length > 0 && isBare && value is null ? 4 : 0);
        return new DraftHeading(contract, fields, from, to, rows, found, members, parts.Length > 0 ? period : null,
            value, [.. columns.Except(parts).Where(column => found.All(c => c.Heading != column))], score);
    }

    static string? PartOf(HeadingColumn column) => column.Bare.FirstOrDefault(level => Part.IsMatch(level));

    static HeadingColumn Without(HeadingColumn column, string part)
    {
        string[] rest = [.. column.Levels.Where(level => HeadingUnits.Split(level).Name != part)];
        return new HeadingColumn(column.Column, rest, rest);
    }

    static List<DraftColumn> Assign(IReadOnlyList<HeadingColumn> columns, IReadOnlyList<FieldWords> fields,
        FieldWords? taken)
    {
        var endings = columns.SelectMany(column => column.Endings.Concat(column.Paths).Distinct())
            .GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count());
        var pairs = (from column in columns
                     from field in fields
                     where field != taken
                     let like = Compare(column, field, endings)
                     where like != Likeness.None
                     orderby like descending, Rank(column), column.Column
                     select (column, field, like)).ToArray();
        var found = new List<DraftColumn>();
        foreach (var (column, field, like) in pairs)
            if (found.All(c => c.Field != field && c.Heading != column))
                found.Add(new DraftColumn(column, column.Paths.Last(), field, like, pairs.Count(p =>
                    p.field == field && p.like == like && Rank(p.column) == Rank(column)) > 1));
        return [.. found.OrderBy(column => column.Heading.Column)];
    }

    static int Rank(HeadingColumn column)
    {
        var at = Array.IndexOf(Own, column.Bare[^1]);
        return at < 0 ? column.Bare.Count == 1 ? -1 : Own.Length : at;
    }

    static Likeness Compare(HeadingColumn column, FieldWords field, Dictionary<string, int> endings)
    {
        string[] words = [.. field.Words.Append(field.Field).Select(Compared.Of)];
        if (column.Paths.Any(words.Contains)) return Likeness.Word;
        if (column.Endings.Any(ending => endings[ending] == 1 && words.Contains(ending))) return Likeness.Word;
        if (column.Bare.Any(words.Contains)) return Likeness.Level;
        var last = column.Bare[^1];
        return last.Length > 1 && !Part.IsMatch(last) && words.Any(word => word.Length > 1
            && (word.Contains(last, StringComparison.Ordinal) || last.Contains(word, StringComparison.Ordinal)
                || (word.Length > 2 && Names.Nearest(last, [word]) is not null
                    && Shared(word, last) * 2 >= word.Length)))
                ? Likeness.Near
                : Likeness.None;
    }

    // Two edits turn any two characters into any others: half of a word must be the same.
    static int Shared(string a, string b) => a.Distinct().Count(b.Contains);
}
