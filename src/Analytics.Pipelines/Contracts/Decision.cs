namespace Analytics.Pipelines.Contracts;

/// <summary>An analyst's decision about a received file, never changed once written.</summary>
/// <param name="Id"><c>D-0001</c>, in the order they were made.</param>
/// <param name="Kind"><c>correct</c> a cell, <c>revoke</c> a file, <c>restore</c> it, or
/// <c>read-as</c>: with a form or encoding.</param>
/// <param name="File">The file's path, as <c>dim_file.path</c>.</param>
/// <param name="Sheet">The sheet; "" where the file has but one table.</param>
/// <param name="Address">The cell: <c>C12</c>; "" unless it is corrected.</param>
/// <param name="Found">What stood in the cell, exactly.</param>
/// <param name="Value">What is read instead.</param>
/// <param name="FileSha256">The content the decision was made on.</param>
/// <param name="Form">The form to read with; "" where recognised as usual.</param>
/// <param name="Encoding">The encoding to read with; "" where detected as usual.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedBy">Who.</param>
/// <param name="DecidedAt">When, ISO 8601.</param>
public sealed record Decision(string Id, string Kind, string File, string Sheet, string Address, string Found,
    string Value, string FileSha256, string Form, string Encoding, string Reason, string DecidedBy, string DecidedAt)
{
    internal static IReadOnlyList<string> Columns { get; } = ["decision_id", "kind", "file", "sheet", "address",
        "found", "value", "file_sha256", "form", "encoding", "reason", "decided_by", "decided_at"];

    internal IReadOnlyList<string> Cells => [Id, Kind, File, Sheet, Address, Found, Value, FileSha256, Form, Encoding,
        Reason, DecidedBy, DecidedAt];

    /// The columns that may not be empty, by kind.
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Required { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["correct"] = ["file", "address", "value", "file_sha256", "reason", "decided_by", "decided_at"],
            ["restore"] = ["file", "file_sha256", "reason", "decided_by", "decided_at"],
            ["revoke"] = ["file", "file_sha256", "reason", "decided_by", "decided_at"],
            ["read-as"] = ["file_sha256", "reason", "decided_by", "decided_at"],
        };
}
