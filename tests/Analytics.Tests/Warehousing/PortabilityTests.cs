using System.Text.RegularExpressions;
using Analytics.Tests.House;
using Analytics.Warehousing;

namespace Analytics.Tests.Warehousing;

public partial class PortabilityTests
{
    // What two engines read differently, or one of them not at all.
    [GeneratedRegex("""
        ::|\bFLOAT\b|\bDOUBLE\b(?!\s+PRECISION)|\bnumeric\b(?!\s*\(\d+,\s*\d+\))|\bvarchar\b|\bQUALIFY\b
        |\b(SEMI|ANTI|ASOF)\s+JOIN\b|\bGROUP\s+BY\s+ALL\b|\bOR\s+REPLACE\s+TABLE\b|\bDESC\b(?!\s+NULLS)|\bany_value\b
        |\bEXCLUDE\b|\bPIVOT\b|\bBY\s+NAME\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    static partial Regex Banned { get; }

    [Fact]
    public void Sql_of_the_rooms_is_portable() => Findings.None(
        from file in Clone.Files
        where (file.StartsWith("src/", StringComparison.Ordinal)
                || file.StartsWith("tests/expectations/sql/", StringComparison.Ordinal))
                && file.EndsWith(".sql", StringComparison.Ordinal)
            || file.StartsWith("src/Analytics.Warehousing/LoadSession.", StringComparison.Ordinal)
            || file.StartsWith("src/Analytics.Warehousing/OperationalStore.", StringComparison.Ordinal)
            || file is "src/Analytics.Warehousing/Restatements.cs" or "src/Analytics.Pipelines/Checks/CheckedFigures.cs" or "src/Analytics.Pipelines/Lineage.cs"
                or "src/Analytics.Pipelines/Contracts/SetRules.cs" or "src/Analytics.Pipelines/Contracts/StagedRecords.cs"
                or "src/Analytics.Pipelines/Contracts/RegisterRules.cs"
                or "src/Analytics.Pipelines/Received/ReportingArrivals.cs"
                or "src/Analytics.Delivery/Reports/Holdings.cs" or "src/Analytics.Semantics/FigureHistory.cs"
        from match in Banned.Matches(Clone.Read(file))
        select $"{file}: {match.Value}");

    [Theory]
    [InlineData("SELECT 1::int"), InlineData("a FLOAT"), InlineData("a numeric"), InlineData("a DOUBLE")]
    [InlineData("ORDER BY a DESC"), InlineData("t SEMI JOIN u"), InlineData("QUALIFY 1")]
    public void The_rule_finds_what_is_banned(string sql) => Assert.Matches(Banned, sql);

    [Fact]
    public void Identifiers_are_quoted_and_bounded()
    {
        var dialect = Engines.Default.Dialect;
        Assert.Equal("\"a\"\"b\"", dialect.Quote("a\"b"));
        Assert.Throws<ArgumentException>(() => dialect.Quote(new string('a', 61)));
    }
}
