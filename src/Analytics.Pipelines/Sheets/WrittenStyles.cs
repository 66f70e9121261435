using DocumentFormat.OpenXml.Spreadsheet;

namespace Analytics.Pipelines.Sheets;

/// Styles of a workbook, each once, in the order they were asked for.
sealed class WrittenStyles
{
    static readonly CellLook Plain = CellLook.Plain;

    readonly List<(string? Format, CellLook Look)> _styles = [(null, Plain)];

    /// The number of a style.
    public uint Of(string? format, CellLook? look)
    {
        var style = (format is "General" or "" ? null : format, look ?? Plain);
        var index = _styles.IndexOf(style);
        if (index < 0) (index, _) = (_styles.Count, Added(style));
        return (uint)index;
    }

    public Stylesheet ToStylesheet()
    {
        var formats = _styles.Select(style => style.Format).OfType<string>().Distinct().ToList();
        var fills = _styles.Select(style => style.Look.Fill).OfType<string>().Distinct().ToList();
        var sheet = new Stylesheet();
        if (formats.Count > 0) sheet.Append(new NumberingFormats(formats.Select((format, i) =>
            new NumberingFormat { NumberFormatId = 164 + (uint)i, FormatCode = format }))
        { Count = (uint)formats.Count });
        var hasBorder = _styles.Exists(style => style.Look.HasBorder);
        sheet.Append(
            new Fonts(NewFont(false), NewFont(true)) { Count = 2 },
            new Fills([NewFill(PatternValues.None, null), NewFill(PatternValues.Gray125, null),
                .. fills.Select(fill => NewFill(PatternValues.Solid, fill))]) { Count = (uint)fills.Count + 2 },
            new Borders(hasBorder ? [NoBorder(), ThinBorder()] : [NoBorder()]) { Count = hasBorder ? 2u : 1 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(_styles.Select(style => Format(style, formats, fills))) { Count = (uint)_styles.Count });
        return sheet;
    }

    bool Added((string?, CellLook) style)
    {
        _styles.Add(style);
        return true;
    }

    static Font NewFont(bool isBold) =>
        isBold
        ? new(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Microsoft YaHei" })
        : new(new FontSize { Val = 11 }, new FontName { Val = "Microsoft YaHei" });

    static Fill NewFill(PatternValues pattern, string? colour) => new(new PatternFill
    {
        PatternType = pattern, ForegroundColor = colour is null ? null : new() { Rgb = "FF" + colour },
    });

    static Border NoBorder() => new(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(),
        new DiagonalBorder());

    static Border ThinBorder()
    {
        static T Side<T>() where T : BorderPropertiesType, new() => new()
        {
            Style = BorderStyleValues.Thin, Color = new() { Rgb = "FFBFBFBF" },
        };
        return new(Side<LeftBorder>(), Side<RightBorder>(), Side<TopBorder>(), Side<BottomBorder>(),
            new DiagonalBorder());
    }

    static CellFormat Format((string? Format, CellLook Look) style, List<string> formats, List<string> fills)
    {
        var format = new CellFormat
        {
            NumberFormatId = style.Format is { } code ? 164 + (uint)formats.IndexOf(code) : 0,
            FormatId = 0, BorderId = style.Look.HasBorder ? 1u : 0,
            FontId = style.Look.IsBold ? 1u : 0,
            FillId = style.Look.Fill is { } fill ? 2 + (uint)fills.IndexOf(fill) : 0,
            ApplyNumberFormat = style.Format is not null, ApplyFont = style.Look.IsBold,
            ApplyFill = style.Look.Fill is not null, ApplyBorder = style.Look.HasBorder ? true : null,
        };
        if (style.Look.IsWrapped)
        {
            format.ApplyAlignment = true;
            format.Append(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top });
        }
        return format;
    }
}
