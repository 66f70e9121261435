using System.Data.Common;
using System.Globalization;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Stars;

/// <summary>What a check of a model asks the engine, and what it found.</summary>
sealed class ModelQuestions(Func<string, IReadOnlyDictionary<string, object?>, CancellationToken, Task<Table>> query,
    SqlDialect dialect, CancellationToken ct)
{
    static readonly Dictionary<string, object?> NoParameters = [];

    public List<ModelFinding> Findings { get; } = [];

    public void Add(bool isError, string code, params (string Name, object? Value)[] facts) => Findings.Add(
        new ModelFinding(isError, code, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)));

    /// <summary>An expression over the columns of its one relation.</summary>
    public string Sql(Expression expression) =>
        expression.IsColumn ? dialect.Quote(expression.Text) : $"({expression.Text})";

    /// <summary>Rows of a relation, its expressions named <c>k0</c>, <c>k1</c> and so on.</summary>
    public string Rows(Relation relation, Expression? where, params IReadOnlyList<Expression> read) =>
        $"SELECT {string.Join(", ", read.Select((one, index) => $"{Sql(one)} AS k{index}"))} FROM {From(relation)}"
        + (where is { } only ? $" WHERE {Sql(only)}" : "");

    public string From(Relation relation) => relation.Table is { } table
        ? $"{string.Join('.', table.Split('.').Select(dialect.Quote))} AS read_rows"
        : $"({relation.Sql}) AS read_rows";

    /// <summary>The first row; null, and a finding, where the engine refuses.</summary>
    public async Task<object?[]?> FirstAsync(string place, string sql)
    {
        try
        {
            var table = await query(sql, NoParameters, ct);
            return table.RowCount == 0 ? null : [.. table.Columns.Select(column => table[0, column.Name])];
        }
        catch (Exception error) when (error is DbException or AnalyticsException)
        {
            Add(true, "model-question-failed", ("place", place), ("problem", Short(error)));
            return null;
        }
    }

    /// <summary>What the engine says against a statement, in short; null where it takes it.</summary>
    public async Task<string?> ProblemOfAsync(string sql)
    {
        try
        {
            // Types that a table has no column of are read all the same.
            _ = await query($"SELECT count(*) AS \"n\" FROM ({sql}) AS \"asked\"", NoParameters, ct);
            return null;
        }
        catch (Exception error) when (error is DbException or AnalyticsException)
        {
            return Short(error);
        }
    }

    /// <summary>Adds a finding where a statement counts some; its columns are the count, and an example.</summary>
    public async Task CountAsync(bool isError, string code, string place, string sql,
        params (string Name, object? Value)[] facts)
    {
        if (await FirstAsync(place, sql) is not [{ } count, var example]) return;
        var number = Convert.ToInt64(count, CultureInfo.InvariantCulture);
        if (number > 0)
            Add(isError, code, [("place", place), ("count", number), ("example", example), .. facts]);
    }

    static string Short(Exception error)
    {
        var line = error.Message.Split('\n')[0].Trim();
        return line.Length <= 200 ? line : line[..199] + "…";
    }
}
