using System.Text;

namespace Analytics.Charting.Fonts;

/// <summary>The house typeface, Noto Sans SC in two weights: measures text and gives outlines. Thread-safe.</summary>
sealed class Typeface
{
    /// <summary>What an absent character is shown as: the geta mark, the printers' sign for a missing type.</summary>
    public static readonly Rune Replacement = new('〓');

    static readonly Lazy<Typeface> Shared = new(() => Load(Path.Combine(AppContext.BaseDirectory, "fonts")));

    readonly TrueTypeFont _regular;
    readonly TrueTypeFont _bold;

    Typeface(TrueTypeFont regular, TrueTypeFont bold) => (_regular, _bold) = (regular, bold);

    /// <summary>The typeface in the folder <c>fonts</c> beside the program.</summary>
    public static Typeface Default => Shared.Value;

    public static Typeface Load(string folder) =>
        new(Read(Path.Combine(folder, "NotoSansSC_400Regular.ttf")),
            Read(Path.Combine(folder, "NotoSansSC_700Bold.ttf")));

    public TrueTypeFont Weight(bool bold) => bold ? _bold : _regular;

    /// <summary>Width in pixels of a line, without kerning.</summary>
    public double Width(string text, double size, bool bold = false)
    {
        var font = Weight(bold);
        var units = 0L;
        foreach (var character in text.EnumerateRunes()) units += font.Advance(Shown(font, character));
        return units * size / font.UnitsPerEm;
    }

    /// <summary>The characters of a text that the font lacks, each once.</summary>
    public IEnumerable<Rune> Lacking(string text, bool bold = false) =>
        text.EnumerateRunes().Where(c => Weight(bold).Glyph(c) == 0).Distinct();

    /// <summary>The glyph drawn for a character: its own or the replacement's.</summary>
    public static int Shown(TrueTypeFont font, Rune character) => font.Glyph(character) is var glyph and not 0
        ? glyph
        : font.Glyph(Replacement);

    static TrueTypeFont Read(string path)
    {
        if (!File.Exists(path)) throw ChartErrors.FontMissing(path);
        try
        {
            return new TrueTypeFont(File.ReadAllBytes(path));
        }
        catch (Exception error)
            when (error is InvalidDataException or ArgumentOutOfRangeException or OverflowException)
        {
            throw ChartErrors.FontInvalid(path, error.Message);
        }
    }
}
