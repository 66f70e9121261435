using System.Data.Common;
using System.Globalization;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>A database of its own with the tables of a test.</summary>
sealed class StarTables : IAsyncDisposable
{
    readonly Folder _folder;
    readonly DbConnection _connection;

    StarTables(DbConnection connection, Folder folder) => (_connection, _folder) = (connection, folder);

    public static async Task<StarTables> OpenAsync(CancellationToken ct)
    {
        var folder = new Folder();
        return new StarTables(await Engines.Default.OpenWriterAsync(folder["star.duckdb"], ct), folder);
    }

    public async Task AddAsync(string name, Grid grid, CancellationToken ct)
    {
        var columns = grid.Columns.Select(column => column.Split(':')).ToArray();
        var quoted = columns.Select(column => $"\"{column[0]}\" {TypeOf(column[^1])}");
        await ExecuteAsync($"CREATE TABLE {name} ({string.Join(", ", quoted)})", ct);
        if (grid.Rows.Count == 0) return;
        var rows = grid.Rows.Select(row => $"({string.Join(", ", row.Cells.Select(Literal))})");
        await ExecuteAsync($"INSERT INTO {name} VALUES {string.Join(", ", rows)}", ct);
    }

    public async Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        columns ??= [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new Column(reader.GetName(i), KindOf(reader.GetFieldType(i))))];
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
            rows.Add([.. columns.Select((column, i) => reader.IsDBNull(i) ? null : Cell(reader.GetValue(i)))]);
        return new Table(columns, rows);
    }

    static ColumnKind KindOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ColumnKind.Flag,
        TypeCode.Decimal => ColumnKind.Exact,
        TypeCode.Double or TypeCode.Single => ColumnKind.Real,
        TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => ColumnKind.Whole,
        TypeCode.String => ColumnKind.Text,
        _ => type == typeof(DateOnly) ? ColumnKind.Date
            : throw new ArgumentException($"A table has no column of {type.Name}: cast it in the query."),
    };

    static object Cell(object value) => value switch
    {
        int or short => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float real => (double)real,
        _ => value,
    };

    async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    static string TypeOf(string kind) => kind switch
    {
        "text" => "varchar",
        "whole" => "bigint",
        "exact" => "decimal(18,4)",
        "real" => "double precision",
        "date" => "date",
        "time" => "timestamp",
        "flag" => "boolean",
        _ => throw new FormatException($"'{kind}' is none of text, whole, exact, real, date, time, flag."),
    };

    // An instant is written without a blank: 2024-01-31T16:00:00. In a text \s is a blank.
    static string Literal(string? cell) => cell is null ? "NULL"
        : $"'{cell.Replace("'", "''", StringComparison.Ordinal).Replace("\\s", " ", StringComparison.Ordinal)}'";

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Rows written as in a test file: a header, then cells parted by blanks.</summary>
    public static Grid Rows(string text) => new Section("rows", 0, "table", [], [.. text.ReplaceLineEndings("\n")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => new Line(i + 1, line))]).Grid();
}
