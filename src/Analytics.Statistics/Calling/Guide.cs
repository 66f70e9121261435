namespace Analytics.Statistics;

/// <summary>What a reader must know beyond the words in the catalog of texts.</summary>
/// <param name="Formula">In plain signs; lines end with LF.</param>
/// <param name="Reference">Authors, year, journal or book and pages.</param>
/// <param name="Example">Worked with numbers that a test computes again.</param>
public sealed record Guide(string Formula, string Reference, WorkedExample Example);

/// <summary>Data small enough to read, and numbers known from elsewhere.</summary>
/// <param name="Data">CSV with a header row.</param>
/// <param name="Parameters">As on the command line: <c>confidence=0.9 seed=3</c>; empty for none.</param>
/// <param name="Expected">What comes out, each with as many digits as are known.</param>
/// <param name="Source">Where the numbers were published, or how they follow by hand.</param>
public sealed record WorkedExample(string Data, string Parameters, IReadOnlyList<ExpectedCell> Expected,
    string Source);

/// <summary>One cell of an example's result.</summary>
/// <param name="Row">Of the result, from 1; in a long table the index, or 0 where the key has none, of the first
/// case.</param>
/// <param name="Column">The output or key.</param>
/// <param name="Value">Its text; a number is met when it rounds to it.</param>
public sealed record ExpectedCell(int Row, string Column, string Value);
