namespace Analytics.Pipelines.Forms;

// A form held against a heading: what was found and what speaks against it.
sealed record HeadingMatch(FoundHeading Heading, IReadOnlyList<MissingColumn> Missing,
    IReadOnlyList<TwiceColumn> Twice, IReadOnlyList<TwiceColumn> Ambiguous, IReadOnlyList<HeadingColumn> Unknown,
    IReadOnlyList<UnitConflict> Units, int Found, int Whole)
{
    // Whether the form may read the sheet at all; two meanings of a heading are told when it does.
    public bool HasRequired => Missing.All(column => !column.IsRequired);
}

// A column the form names and the sheet has not; the field and, in wide forms, the member.
sealed record MissingColumn(string Field, string? Member, string Wanted, bool IsRequired);

// One name, several columns.
sealed record TwiceColumn(string Field, string Name, IReadOnlyList<HeadingColumn> Columns);

sealed record UnitConflict(HeadingColumn Column, string Field, string Form, string Sheet, bool IsScale);
