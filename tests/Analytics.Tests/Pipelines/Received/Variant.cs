using System.Globalization;
using System.IO.Compression;
using Analytics.Etl.Samples;
using Analytics.Pipelines.Sheets;
using Analytics.Tests.House;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>A sample of an office's file with something changed: its number gives the same sample, steps and bytes on every run.
/// </summary>
/// <param name="Number">What it is made from.</param>
/// <param name="Sample">The sample it is a variant of.</param>
/// <param name="Described">What was put into the file, cell by cell; null where its bytes were changed after that.</param>
/// <param name="Bytes">The file.</param>
/// <param name="File">What it is called.</param>
/// <param name="Steps">What was changed, in order.</param>
sealed record Variant(int Number, string Sample, Sample? Described, byte[] Bytes, string File, IReadOnlyList<string> Steps)
{
    static readonly Lazy<Sample[]> Samples = new(() => [.. SampleFiles.Names(Clone.Root)
        .Select(name => SampleFiles.Read(Clone.Root, name))
        .Where(sample => sample.Kind != "generated" && sample.Truncate == 1 && (sample.Sheets.Count > 0 || sample.Kind == "zip"))]);

    public static int SampleCount => Samples.Value.Length;

    public override string ToString() => $"variant {Number}, {Sample}: {string.Join("; ", Steps)}";

    public static Variant Of(int number)
    {
        var random = new Random(number * 7919 + 17);
        var sample = Samples.Value[number % Samples.Value.Length];
        var steps = new List<string>();
        var kind = sample.Kind == "zip" ? 0 : number / Samples.Value.Length % 3;
        if (kind == 0)
        {
            var bytes = SampleFiles.Bytes(Clone.Root, sample);
            // Past the sums of a ZIP: what is in it was damaged before it was packed.
            bytes = sample.Kind == "xlsx" && random.Next(2) == 0 ? Repacked(bytes, random, steps) : Broken(bytes, random, steps);
            return new Variant(number, sample.Name, null, bytes, sample.File, steps);
        }
        for (var i = random.Next(1, 4); i > 0; i--)
            sample = kind == 1 ? CellChanges.Apply(sample, random, steps) : LayoutChanges.Apply(sample, random, steps);
        return new Variant(number, sample.Name, sample, SampleFiles.Bytes(Clone.Root, sample), sample.File, steps);
    }

    static byte[] Broken(byte[] bytes, Random random, List<string> steps)
    {
        for (var i = random.Next(1, 4); i > 0; i--) bytes = BrokenOnce(bytes, random, steps);
        return bytes;
    }

    static readonly byte[][] Pieces = [[0], [0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], "\""u8.ToArray(), ","u8.ToArray(), "\r\n"u8.ToArray(),
        "\t"u8.ToArray(), [0x80], [0x81, 0x30], "<td>"u8.ToArray(), "</table>"u8.ToArray(), "&#x0;"u8.ToArray(), "9"u8.ToArray(), "PK"u8.ToArray()];

    static byte[] BrokenOnce(byte[] bytes, Random random, List<string> steps)
    {
        if (bytes.Length == 0) return bytes;
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, random.Next(2) == 0 ? 5 : 300), bytes.Length - at);
        switch (random.Next(5))
        {
            case 0:
                steps.Add($"bit flipped at {at}");
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                steps.Add($"{length} bytes cut at {at}");
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                steps.Add($"{length} bytes of {at} written twice");
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                var piece = Pieces[random.Next(Pieces.Length)];
                steps.Add($"{Convert.ToHexString(piece)} put in at {at}");
                return [.. bytes[..at], .. piece, .. bytes[at..]];
            default:
                steps.Add($"cut off at {at}");
                return bytes[..at];
        }
    }

    static byte[] Repacked(byte[] bytes, Random random, List<string> steps)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var part = random.Next(archive.Entries.Count);
        steps.Add($"in {archive.Entries[part].FullName}");
        return SampleFiles.Zip([.. archive.Entries.Select((entry, i) =>
        {
            using var stream = entry.Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            return (entry.FullName, i == part ? BrokenOnce(content.ToArray(), random, steps) : content.ToArray());
        })]);
    }
}

/// <summary>Cells changed in a description: nasty texts, swaps.</summary>
static class CellChanges
{
    static readonly string Long = new('7', 5000);

    static readonly string[] Texts =
    [
        "", " ", "0", "00", "007", "1,234", "1,23,4", "12,345,678", "１２３４", "１，２３４", "1 234", "1.5", ".5", "5.", "-3", "−3", "－３", "+3", "(12)", "（12）",
        "1e3", "1E5", "0x1F", "1.2万", "1.2万件", "3千", "0.8亿", "1万2千", "一百二十", "壹佰", "百分之九十五点五", "95.5%", "９５．５％", "955‰", "0.955", "120%",
        "-5%", "约1200", "1200余", "10余件", "近500", "500以上", "5-6", "5~6", "5至6", "—", "——", "/", "//", "无", "没有", "空", "N/A", "n/a", "#N/A", "#REF!",
        "1O24", "l23", "12a", "甲乙", "１２甲", "Ⅻ", "①", "²", "½", "١٢٣", "१२३", "๑๒๓", "߁", "𝟏𝟐", "〇", "零", "一", "二〇二三", "2023", "2023年", "2023.1.5", "2023-02-30",
        "2023年1月5日", "45296", "45296.5", "令和5年", "民国112年", "9999999999", "99999999999999999999", "0.0000001", "1,234.5", "1.234,5", "12 件", "12份", "12人次",
        "12万元", "￥12", "$12", "12元", "=1+1", "=SUM(A1:A9)", "+1+1", "@x", "'123", "\"12\"", "\"", ",", "\t", "a\nb", "12\n", "\r", "\u0001", "\u0007", "\u000b", "\u00a0", "\u200b12",
        "12\u200b", "\ufeff12", "\u202e12", "\ud800", "e\u0301", "合计", "小计", "总计", "合　计", "注：甲", "说明", "备注", "填表人", "区县", "受理纠纷数", "青浦", "青浦区", "靑浦區",
        "静安", "闸北", "浦东", "卢湾", "310118", "上海市", "不存在区", "null", "NaN", "Infinity", "∞", "true", "<b>9</b>", "&amp;", "{1}", "}", "样例", "١٬٢٣٤", Long, "12件13件",
    ];

    static readonly string[] Numbers = ["0", "1", "-1", "0.5", "1E+300", "1E-20", "12345678901234567", "0.1", "2958466", "45296", "1E+15", "-0", "99999999999", "10876.000000001"];

    public static Sample Apply(Sample sample, Random random, List<string> steps)
    {
        var at = random.Next(sample.Sheets.Count);
        var sheet = sample.Sheets[at];
        var rows = sheet.Rows.Select(row => row.ToArray()).ToArray();
        var (row, column) = Pick(rows, random);
        var isBook = sample.Kind is "xls" or "xlsx";
        switch (random.Next(5))
        {
            case 0:
                var (otherRow, otherColumn) = Pick(rows, random);
                steps.Add($"{Address(row, column)} and {Address(otherRow, otherColumn)} swapped");
                (rows[row][column], rows[otherRow][otherColumn]) = (rows[otherRow][otherColumn], rows[row][column]);
                break;
            case 1 when isBook:
                rows[row][column] = Other(random, row, column, steps);
                break;
            default:
                var text = Texts[random.Next(Texts.Length)];
                steps.Add($"{Address(row, column)} = '{Printed(text)}'");
                rows[row][column] = new SampleCell(text.Length == 0 ? CellKind.Empty : CellKind.Text, text);
                break;
        }
        return With(sample, at, sheet with { Rows = rows });
    }

    static SampleCell Other(Random random, int row, int column, List<string> steps)
    {
        var number = Numbers[random.Next(Numbers.Length)];
        SampleCell cell = random.Next(5) switch
        {
            0 => new(CellKind.Date, "2023-01-05", "yyyy-mm-dd"),
            1 => new(CellKind.Flag, "TRUE"),
            2 => new(CellKind.Error, SampleCell.ErrorCodes[random.Next(SampleCell.ErrorCodes.Count)]),
            3 => new(CellKind.Number, number, "0.0%"),
            _ => new(CellKind.Number, number, null, random.Next(2) == 0 ? "A1*2" : null),
        };
        steps.Add($"{Address(row, column)} = {cell.Kind} {cell.Text}");
        return cell;
    }

    // Mostly below the heading, where figures stand.
    static (int Row, int Column) Pick(SampleCell[][] rows, Random random)
    {
        var filled = Enumerable.Range(0, rows.Length).Where(row => rows[row].Length > 0).ToArray();
        var row = filled[random.Next(4) == 0 ? random.Next(filled.Length) : random.Next(filled.Length / 2, filled.Length)];
        return (row, random.Next(rows[row].Length));
    }

    public static Sample With(Sample sample, int at, SampleSheet sheet) =>
        sample with { Sheets = [.. sample.Sheets.Select((old, i) => i == at ? sheet : old)] };

    static string Address(int row, int column) => CellPlace.Letters(column) + (row + 1).ToString(CultureInfo.InvariantCulture);

    static string Printed(string text) => text.Length > 40 ? $"{text[..10]}… ({text.Length})" : string.Concat(text.Select(c =>
        char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? $"\\u{(int)c:x4}" : c.ToString()));
}

/// <summary>Rows, columns, headings and merged cells changed in a description.</summary>
static class LayoutChanges
{
    static readonly string[] Renamed = ["", "甲项", "{0}数", "{0}（件）", "{0}（万件）", " {0} ", "{0}\n", "其中：{0}", "{0}/{0}", "受理", "区县", "合计", "备注", "{0}（％）"];

    public static Sample Apply(Sample sample, Random random, List<string> steps)
    {
        var at = random.Next(sample.Sheets.Count);
        return CellChanges.With(sample, at, Change(sample.Sheets[at], sample.Kind is "xls" or "xlsx" or "html", random, steps));
    }

    static SampleSheet Change(SampleSheet sheet, bool hasMerges, Random random, List<string> steps)
    {
        var rows = sheet.Rows.Select(row => row.ToList()).ToList();
        var head = rows.FindIndex(row => row.Count(cell => cell.Text.Length > 0) >= 3) is var found and >= 0 ? found : 0;
        var row = random.Next(rows.Count);
        var column = random.Next(Math.Max(1, rows.Max(one => one.Count)));
        var merges = sheet.Merges.ToList();
        var hidden = sheet.HiddenRows;
        var step = random.Next(13);
        steps.Add(new[] { "heading renamed", "headings swapped", "column written twice", "column removed", "columns swapped", "blank row", "row written twice",
            "row removed", "rows shuffled", "heading again", "merge added", "merge removed", "row hidden" }[step] + $" (row {row + 1}, column {column})");
        switch (step)
        {
            case 0 when column < rows[head].Count:
                var text = string.Format(CultureInfo.InvariantCulture, Renamed[random.Next(Renamed.Length)], rows[head][column].Text);
                rows[head][column] = new SampleCell(text.Length == 0 ? CellKind.Empty : CellKind.Text, text);
                break;
            case 1 when rows[head].Count > 1:
                var other = random.Next(rows[head].Count);
                var first = Math.Min(column, rows[head].Count - 1);
                (rows[head][first], rows[head][other]) = (rows[head][other], rows[head][first]);
                break;
            case 2:
                foreach (var one in rows.Where(one => one.Count > column)) one.Insert(column, one[column]);
                break;
            case 3:
                foreach (var one in rows.Where(one => one.Count > column)) one.RemoveAt(column);
                break;
            case 4:
                var second = random.Next(rows.Max(one => one.Count));
                foreach (var one in rows.Where(one => one.Count > Math.Max(column, second)))
                    (one[column], one[second]) = (one[second], one[column]);
                break;
            case 5:
                rows.Insert(row, []);
                break;
            case 6:
                rows.Insert(row, [.. rows[row]]);
                break;
            case 7 when rows.Count > 1:
                rows.RemoveAt(row);
                break;
            case 8:
                var kept = random.Next(2) == 0 ? head + 1 : 0;
                rows = [.. rows.Take(kept), .. rows.Skip(kept).OrderBy(_ => random.Next())];
                break;
            case 9:
                rows.Insert(row, [.. rows[head]]);
                break;
            case 10 when hasMerges:
                var range = new MergedRange(row + 1, column, Math.Min(rows.Count, row + 1 + random.Next(3)), column + random.Next(3));
                if (!merges.Any(merge => Overlap(merge, range)) && (range.ToRow > range.FromRow || range.ToColumn > range.FromColumn)) merges.Add(range);
                break;
            case 11 when merges.Count > 0:
                merges.RemoveAt(random.Next(merges.Count));
                break;
            case 12:
                hidden = [.. hidden.Append(row + 1).Distinct()];
                break;
        }
        return sheet with { Rows = [.. rows.Select(one => (IReadOnlyList<SampleCell>)one)], Merges = merges, HiddenRows = hidden };
    }

    static bool Overlap(MergedRange one, MergedRange other) => one.FromRow <= other.ToRow && other.FromRow <= one.ToRow
        && one.FromColumn <= other.ToColumn && other.FromColumn <= one.ToColumn;
}
