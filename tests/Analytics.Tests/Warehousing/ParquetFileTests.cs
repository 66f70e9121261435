using Analytics.DuckDb;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Warehousing;

public class ParquetFileTests
{
    static readonly Table Every = new(
        [
            new("text", ColumnKind.Text), new("whole", ColumnKind.Whole), new("exact", ColumnKind.Exact), new("real", ColumnKind.Real),
            new("day", ColumnKind.Date), new("flag", ColumnKind.Flag), new("loss_rate@previous_year:change", ColumnKind.Real),
        ],
        [
            ["浦东'新区", 1L, 1234567.8901m, 0.1, new DateOnly(2024, 2, 29), true, 1.0],
            [null, long.MinValue, -0.5m, double.MaxValue, DateOnly.MinValue, false, null],
            [null, null, null, null, null, null, null],
        ]);

    static async Task<string> ReadAsync(string path, string select)
    {
        await using var connection = new DuckDbConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST(({select} FROM '{path}') AS text)";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task Every_kind_is_read_back_by_another_reader()
    {
        using var folder = new Folder();
        await ParquetFile.WriteAsync(Every, folder["a.parquet"], TestContext.Current.CancellationToken);
        Assert.Equal("3", await ReadAsync(folder["a.parquet"], "SELECT count(*)"));
        Assert.Equal("DECIMAL(11,4)", await ReadAsync(folder["a.parquet"], "SELECT max(typeof(exact))"));
        Assert.Equal("DATE", await ReadAsync(folder["a.parquet"], "SELECT max(typeof(day))"));
        Assert.Equal("1234567.8901", await ReadAsync(folder["a.parquet"], "SELECT max(exact)"));
        Assert.Equal("1234567.3901", await ReadAsync(folder["a.parquet"], "SELECT sum(exact)"));
        Assert.Equal("浦东'新区", await ReadAsync(folder["a.parquet"], "SELECT max(text)"));
        Assert.Equal("2024-02-29", await ReadAsync(folder["a.parquet"], "SELECT max(day)"));
        Assert.Equal([folder["a.parquet"]], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Numbers_wider_than_any_decimal_are_text_and_not_rounded()
    {
        using var folder = new Folder();
        var table = new Table([new("exact", ColumnKind.Exact)], [[79228162514264337593543950335m], [0.0000000000000000001m]]);
        await ParquetFile.WriteAsync(table, folder["a.parquet"], TestContext.Current.CancellationToken);
        Assert.Equal("0.0000000000000000001", await ReadAsync(folder["a.parquet"], "SELECT min(exact)"));
    }

    [Fact]
    public async Task A_place_that_refuses_is_named_and_keeps_its_file()
    {
        using var folder = new Folder();
        var error = await Assert.ThrowsAsync<AnalyticsException>(() =>
            ParquetFile.WriteAsync(Every, folder["missing/a.parquet"], TestContext.Current.CancellationToken));
        Assert.Contains("a.parquet", error.Message, StringComparison.Ordinal);
    }
}
