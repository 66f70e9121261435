namespace Analytics.Pipelines.Contracts;

/// <summary>A figure that must be the number of documents a register lists for its area and period.</summary>
/// <param name="Field">The column of the figure, a count.</param>
/// <param name="Contract">The contract of the register.</param>
/// <param name="By">Which of the register's days falls into the period: one of <see cref="Days"/>.</param>
/// <param name="Severity">What a difference does; never reject, for both are loaded when it is found.</param>
public sealed record RegisterRule(string Field, string Contract, string By, FindingSeverity Severity)
{
    /// <summary>The days of a document, columns of <c>fact_document</c>.</summary>
    public static IReadOnlyList<string> Days { get; } =
        ["effective_on", "expires_on", "filed_on", "issued_on", "reviewed_on"];
}
