using Analytics.Tables.Text;

namespace Analytics.Pipelines.Sheets;

/// What separates the fields of a text file.
static class TextDelimiter
{
    const int Sample = 1 << 18, Records = 100;

    /// In the order of preference where two are as good.
    static readonly (char Delimiter, string Word)[] Known =
        [(',', "comma"), ('\t', "tab"), (';', "semicolon"), ('|', "pipe")];

    /// The catalog's word for it; null for one that is not known.
    public static string? WordOf(char delimiter) => Known.FirstOrDefault(k => k.Delimiter == delimiter).Word;

    /// The delimiter that most of the first records have, and have alike; a comma where none has any.
    public static char Find(ReceivedFile file, TextEncoding encoding)
    {
        using var text = new Utf8Text(file, encoding);
        var sample = new byte[Sample];
        var length = text.ReadAtLeast(sample, Sample, throwOnEndOfStream: false);
        if (sample.AsSpan(0, length).StartsWith("\uFEFF"u8)) (sample, length) = (sample[3..], length - 3);
        if (sample.AsSpan(0, length).StartsWith("sep="u8) && WordOf((char)sample[4]) is not null)
            return (char)sample[4];
        return Known.Select(k => (k.Delimiter, Score: Score(sample.AsSpan(0, length).ToArray(), k.Delimiter)))
            .MaxBy(k => k.Score).Delimiter;
    }

    // Records of the commonest width above one; wider ones break a tie, so that "1,234;5" splits at the semicolon
    // of every record and not at the comma of some.
    static (int Alike, int Width) Score(byte[] sample, char delimiter)
    {
        var scan = new TextScan(new MemoryStream(sample), delimiter, Sample);
        var widths = new List<int>();
        while (widths.Count < Records && scan.Next())
            if (!scan.IsUnclosed) widths.Add(scan.HasStrayQuote ? 1 : scan.Fields);
        return widths.Where(width => width > 1).GroupBy(width => width)
            .Select(group => (group.Count(), group.Key)).DefaultIfEmpty((0, 0)).Max();
    }
}
