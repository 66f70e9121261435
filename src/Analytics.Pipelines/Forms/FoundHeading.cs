namespace Analytics.Pipelines.Forms;

/// <summary>The heading of a sheet as a form reads it.</summary>
/// <param name="FromRow">Its first row.</param>
/// <param name="ToRow">Its last row.</param>
/// <param name="Columns">Its columns from left to right; those without a heading are left out.</param>
public sealed record FoundHeading(long FromRow, long ToRow, IReadOnlyList<FoundColumn> Columns);

/// <summary>A column of a sheet.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Header">Its heading as printed, levels joined by <c>/</c>.</param>
/// <param name="Field">The field it fills; null for a column that is not loaded.</param>
/// <param name="Member">The member of a wide form it belongs to; null for a column of every record.</param>
/// <param name="Unit">The unit of its bare numbers, from the form, its heading or the sheet; null where none says.
/// </param>
/// <param name="Share">How its bare shares are written; null where the form does not say.</param>
/// <param name="IsIgnored">Whether the form knows it and leaves it out.</param>
public sealed record FoundColumn(int Column, string Header, string? Field, string? Member, string? Unit, string? Share,
    bool IsIgnored);
