using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

/// <summary>How one office lays out its figures: which heading stands for which field of a contract, what stands
/// outside the table, which rows are totals and notes. A file <c>etl/&lt;Subject&gt;/forms/&lt;name&gt;.yaml</c>.
/// </summary>
public sealed class Form
{
    internal Form() { }

    /// <summary>Its name, as its file; unique over all subjects.</summary>
    public required string Name { get; init; }

    /// <summary>Its title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>The contract its records must meet.</summary>
    public required string Contract { get; init; }

    /// <summary>The area (<c>area_id</c>) below which names of areas are looked up; null where the form says none.
    /// </summary>
    public string? Within { get; init; }

    internal string? SheetName { get; init; }

    internal int Headers { get; init; } = 1;

    internal FormRange Range { get; init; } = FormRange.Everything;

    internal IReadOnlyList<FormColumn> Columns { get; init; } = [];

    internal IReadOnlyList<FormFixed> Fixed { get; init; } = [];

    internal FormWide? Wide { get; init; }

    internal IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    // Sheets beside those of the form that hold no figures: a page of instructions.
    internal IReadOnlyList<Glob> OtherSheets { get; init; } = [];

    internal IReadOnlyList<Glob> Ignore { get; init; } = [];

    internal IReadOnlyList<FormTotal> Totals { get; init; } = [];

    internal IReadOnlyList<Glob> Notes { get; init; } = [];

    internal IReadOnlyList<string> FillDown { get; init; } = [];

    // Of its contract, by name.
    internal IReadOnlyDictionary<string, FieldWords> Fields { get; init; } = new Dictionary<string, FieldWords>();

    /// <summary>Reads a form.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="fields">The fields of every contract a form may name.</param>
    /// <exception cref="AnalyticsException"><c>yaml-…</c> or <c>form-…</c>; the text names file and line.</exception>
    public static Form Parse(string file, string text, IReadOnlyList<FieldWords> fields) =>
        new FormYaml(file, text, fields).Read();

    internal bool IsRequired(string field) => Fields[field].Required;

    internal string TitleOf(string field) => Fields[field].Words is [var first, ..] ? first : field;
}

// Rows from 1, columns from 0, both ends included.
sealed record FormRange(long FromRow, int FromColumn, long ToRow, int ToColumn)
{
    public static FormRange Everything { get; } = new(1, 0, long.MaxValue, int.MaxValue);

    public bool HasColumn(int column) => column >= FromColumn && column <= ToColumn;
}

sealed record FormColumn(string Field, IReadOnlyList<string> Headers, string? Unit, string? Share);

sealed record FormFixed(string Field, FixedSource Source, long Row, int Column, bool IsSearched, TitlePattern? Pattern,
    string? Value, int Line);

enum FixedSource { Constant, Cell, Sheet, File }

sealed record FormWide(string Field, IReadOnlyList<FormMember> Members, string? Value);

sealed record FormMember(IReadOnlyList<string> Headers, string Value);

sealed record FormTotal(string Column, IReadOnlyList<Glob> Is, TotalCheck Check);

enum TotalCheck { None, Sum, Section }
