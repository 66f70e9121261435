using Analytics.DuckDb;
using Dapper;

namespace Analytics.Tests.DuckDb;

public class DapperTests
{
    sealed record Area(int Id, string Name, decimal? Amount);

    sealed class Figure
    {
        public string? Court { get; init; }
        public long Cases { get; init; }
        public DateOnly Day { get; init; }
        public DateTime At { get; init; }
        public Guid Key { get; init; }
        public double? Rate { get; init; }
        public bool Settled { get; init; }
    }

    static DuckDbConnection WithAreas()
    {
        var db = Asking.Opened();
        db.Execute("CREATE TABLE area (id INTEGER, name VARCHAR, amount DECIMAL(18,2))");
        db.Execute("INSERT INTO area VALUES ($Id, $Name, $Amount)",
            new Area[] { new(1, "浦东新区", 1.50m), new(2, "黄浦区", null), new(3, "徐汇区", 3m) });
        return db;
    }

    [Fact]
    public void Records_go_in_and_come_out()
    {
        using var db = WithAreas();
        Assert.Equal([new(1, "浦东新区", 1.50m), new(2, "黄浦区", null), new(3, "徐汇区", 3m)], db.Query<Area>("FROM area ORDER BY id"));
    }

    [Fact]
    public void Anonymous_parameters_may_carry_more_than_the_text_names()
    {
        using var db = WithAreas();
        Assert.Equal("徐汇区", db.QuerySingle<string>("SELECT name FROM area WHERE id = $id AND amount > $least", new { id = 3, least = 2m, unused = "x" }));
    }

    [Fact]
    public void A_list_takes_part_in_IN()
    {
        using var db = WithAreas();
        Assert.Equal([1, 3], db.Query<int>("SELECT id FROM area WHERE id IN $ids ORDER BY id", new { ids = new[] { 1, 3, 5 } }));
        Assert.Empty(db.Query<int>("SELECT id FROM area WHERE id IN $ids", new { ids = Array.Empty<int>() }));
    }

    [Fact]
    public void Properties_of_every_common_type_are_filled()
    {
        using var db = Asking.Opened();
        var figure = db.QuerySingle<Figure>("""
            SELECT '一中院' AS court, sum(i::INTEGER) AS cases, DATE '2026-11-24' AS day, TIMESTAMP '2026-11-24 01:02:03' AS at,
                   '00000000-0000-0000-0000-000000000001'::UUID AS key, NULL::DOUBLE AS rate, true AS settled FROM range(5) t(i)
            """);
        Assert.Equal(("一中院", 10, new DateOnly(2026, 11, 24), new DateTime(2026, 11, 24, 1, 2, 3), null, true),
            (figure.Court, figure.Cases, figure.Day, figure.At, figure.Rate, figure.Settled));
        Assert.EndsWith("1", figure.Key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_every_common_type_are_taken()
    {
        using var db = Asking.Opened();
        var given = new { day = new DateOnly(2026, 11, 24), at = new DateTime(2026, 11, 24), key = Guid.Empty, n = (long?)null, bytes = "ab"u8.ToArray() };
        var row = (IDictionary<string, object?>)db.QuerySingle("SELECT $day AS day, $at AS at, $key AS key, $n AS n, $bytes AS bytes", given);
        Assert.Equal([given.day, given.at, given.key, null, given.bytes], row.Values);
    }

    [Fact]
    public void Rows_are_dynamic_streamed_and_scalar()
    {
        using var db = Asking.Opened();
        Assert.Equal("b", (string)db.QueryFirst("SELECT 1 AS a, 'b' AS b").b);
        Assert.Equal(4950m, db.ExecuteScalar<decimal>("SELECT sum(i) FROM range(100) t(i)"));
        Assert.Equal([0L, 1L, 2L], db.Query<long>("SELECT i FROM range(100000000) t(i)", buffered: false).Take(3));
        Assert.Equal(1, db.ExecuteScalar<int>("SELECT 1"));
    }

    [Fact]
    public void Several_results_are_read_in_turn()
    {
        using var db = WithAreas();
        using var results = db.QueryMultiple("SELECT count(*) FROM area; SELECT name FROM area ORDER BY id");
        Assert.Equal(3L, results.ReadSingle<long>());
        Assert.Equal(["浦东新区", "黄浦区", "徐汇区"], results.Read<string>());
    }

    [Fact]
    public void A_transaction_is_passed_on()
    {
        using var db = WithAreas();
        using (var transaction = db.BeginTransaction()) Assert.Equal(3, db.Execute("DELETE FROM area", transaction: transaction));
        Assert.Equal(3, db.ExecuteScalar<int>("SELECT count(*) FROM area"));
    }

    [Fact]
    public async Task Asynchronous_queries_take_a_token()
    {
        await using var db = WithAreas();
        var command = new CommandDefinition("SELECT name FROM area WHERE id = $id", new { id = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("浦东新区", await db.QuerySingleAsync<string>(command));
        Assert.Equal(["浦东新区"], await db.QueryAsync<string>(command));
    }
}
