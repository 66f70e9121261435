using System.Text;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

// Writes the draft; a doubt is a comment before the line it is about.
sealed class DraftYaml(string name)
{
    static readonly string[] KnownIgnored = ["序号", "编号", "备注", "说明"];

    readonly List<LocalText> _doubts = [], _read = [];
    readonly StringBuilder _text = new();

    public IReadOnlyList<LocalText> Doubts => _doubts;

    // A finding of reading the sheet by the draft.
    public void Read(LocalText sentence) => _read.Add(sentence);

    public string Nothing()
    {
        Doubt("nothing", "");
        return _text.ToString();
    }

    public string Write(DraftHeading heading, IReadOnlyList<DraftFixed> titles, DraftRows rows)
    {
        _text.Clear();
        _doubts.Clear();
        foreach (var sentence in _read) Doubt(sentence, "");
        Line($"form: {Quoted(name)}");
        Doubt("title", "");
        Line($"title: {{ zh: {Quoted(name)}, en: {Quoted(name)} }}");
        Line($"contract: {heading.Contract}");
        Line($"headers: {heading.Rows}");
        Columns(heading, rows);
        Fixed(heading, titles);
        Wide(heading);
        Below(heading, rows);
        return _text.ToString();
    }

    void Columns(DraftHeading heading, DraftRows rows)
    {
        if (heading.Columns.Count > 0) Line("columns:");
        foreach (var column in heading.Columns)
        {
            var share = rows.ShareOf(column.Field.Field);
            if (column.HasRivals)
                Doubt("column-rivals", "  ", ("header", column.Heading.Printed), ("field", column.Field.Field));
            else if (column.Likeness != Likeness.Word)
                Doubt("column-near", "  ", ("header", column.Heading.Printed), ("field", column.Field.Field));
            if (share is "fraction?" or "unclear") Doubt("share", "  ", ("header", column.Heading.Printed));
            Line($"  - {{ field: {column.Field.Field}, headers: [{Quoted(column.Alias)}]"
                + $"{(share == "percent" ? ", share: percent" : "")} }}");
        }
    }

    void Fixed(DraftHeading heading, IReadOnlyList<DraftFixed> titles)
    {
        if (titles.Count > 0) Line("fixed:");
        foreach (var title in titles)
        {
            if (!title.IsCertain) Doubt("fixed", "  ", ("field", title.Field.Field), ("pattern", title.Pattern));
            Line($"  - {{ field: {title.Field.Field}, {title.Source}, pattern: {Quoted(title.Pattern!)} }}");
        }
        foreach (var field in heading.Fields.Where(field => titles.All(title => title.Field != field)))
        {
            if (heading.WideField == field) Doubt("year", "", ("field", field.Field));
            else if (!heading.Has(field.Field))
                Doubt(field.Required ? "field-missing" : "field-absent", "", ("field", field.Field),
                    ("words", field.Words));
        }
    }

    void Wide(DraftHeading heading)
    {
        if (heading.WideField is null) return;
        Line("wide:");
        Line($"  field: {heading.WideField.Field}");
        Line("  members:");
        foreach (var member in heading.Members)
            Line($"    - {{ headers: [{Quoted(member.Header)}], value: {Quoted(member.Value)} }}");
        if (heading.WideValue is null) return;
        Doubt("wide-value", "  ", ("field", heading.WideValue.Field));
        Line($"  value: {heading.WideValue.Field}");
    }

    void Below(DraftHeading heading, DraftRows rows)
    {
        foreach (var (mark, _) in rows.Marks.Where(mark => mark.Value == "zero")) Doubt("mark", "", ("mark", mark));
        if (rows.Marks.Count > 0)
            Line($"marks: {{ {string.Join(", ", rows.Marks.Select(mark => $"{Quoted(mark.Key)}: {mark.Value}"))} }}");
        foreach (var column in heading.Unknown.Where(c => !KnownIgnored.Contains(c.Bare[^1])))
            Doubt("column-unknown", "", ("header", column.Printed));
        if (heading.Unknown.Count > 0)
            Line($"ignore: [{string.Join(", ", heading.Unknown.Select(c => Quoted(string.Join('/', c.Levels))))}]");
        if (rows.Totals.Count > 0 && rows.Label is { } label)
        {
            Line("totals:");
            foreach (var total in rows.Totals)
                Line($"  - {{ column: {label.Field.Field}, is: [{Quoted(total)}], "
                    + $"check: {(total.EndsWith("小计", StringComparison.Ordinal) ? "section" : "sum")} }}");
        }
        if (rows.Notes.Count > 0) Line($"notes: [{string.Join(", ", rows.Notes.Select(word => Quoted(word + "*")))}]");
        if (!rows.HasGaps) return;
        Doubt("fill-down", "", ("field", rows.Label!.Field.Field));
        Line($"fill_down: [{rows.Label.Field.Field}]");
    }

    void Doubt(string code, string indent, params (string Name, object? Value)[] facts)
    {
        var texts = TextCatalog.BuiltIn;
        Doubt(new LocalText(texts.Format("form.doubt." + code, Language.Chinese, facts),
            texts.Format("form.doubt." + code, Language.English, facts)), indent);
    }

    void Doubt(LocalText text, string indent)
    {
        _doubts.Add(text);
        Line($"{indent}# doubt: {Compared.Printed(text.Zh)} {Compared.Printed(text.En)}");
    }

    void Line(string line) => _text.Append(line).Append('\n');

    static string Quoted(string text) => '"' + string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => $"\\{c}",
        _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\ufeff' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })) + '"';
}
