using Analytics.DuckDb;
using Analytics.Tests.DuckDb.Bulk;

namespace Analytics.Tests.DuckDb;

/// What DuckDB does in silence, and what the provider does about it. More of these stand where they belong, in Bulk,
/// StreamingTests, TransactionTests and FileTests.
public class TrapTests
{
    [Fact]
    public void Two_distinct_sub_queries_over_the_same_joins_keep_their_sums()
    {
        using var db = Asking.Opened();
        db.Run("""
            CREATE TABLE g_district AS SELECT i::INT AS district_id, 'R'||(i%4) AS region FROM range(1,17) t(i);
            CREATE TABLE g_cases AS SELECT i AS case_id, (1+(i*7919)%16)::INT AS district_id, (((i*104729)%1000000)/100.0)::DECIMAL(12,2) AS amount FROM range(200000) t(i);
            CREATE TABLE g_parties AS SELECT i AS party_id, ((i*15485863)%200000)::BIGINT AS case_id FROM range(500000) t(i);
            CREATE TABLE g_hearings AS SELECT i AS hearing_id, ((i*32452843)%200000)::BIGINT AS case_id, ((i*49979687)%240)::INT AS minutes FROM range(300000) t(i);
            """);
        // common_subplan takes the two for one and gives R0 6049920, without an error.
        using var command = db.Command("""
            SELECT a.region, amt, mins FROM
             (SELECT k.region, sum(x.amount) AS amt FROM (SELECT DISTINCT d.region, c.case_id FROM g_cases c LEFT JOIN g_parties p ON c.case_id=p.case_id LEFT JOIN g_hearings h ON c.case_id=h.case_id LEFT JOIN g_district d ON c.district_id=d.district_id) k LEFT JOIN g_cases x ON k.case_id=x.case_id GROUP BY 1) a
             JOIN (SELECT k.region, sum(x.minutes)::BIGINT AS mins FROM (SELECT DISTINCT d.region, h.hearing_id FROM g_cases c LEFT JOIN g_parties p ON c.case_id=p.case_id LEFT JOIN g_hearings h ON c.case_id=h.case_id LEFT JOIN g_district d ON c.district_id=d.district_id) k LEFT JOIN g_hearings x ON k.hearing_id=x.hearing_id GROUP BY 1) b
             ON a.region=b.region ORDER BY 1
            """);
        using var reader = command.ExecuteReader();
        var sums = new Dictionary<string, long>();
        while (reader.Read()) sums[reader.GetString(0)] = reader.GetInt64(2);
        Assert.Equal(new() { ["R0"] = 8925000, ["R1"] = 8850000, ["R2"] = 9075000, ["R3"] = 9000000 }, sums);
    }

    [Fact]
    public void Every_session_has_common_subplan_off()
    {
        using var source = new DuckDbDataSource("");
        for (var i = 0; i < 3; i++)
        {
            using var db = source.OpenConnection();
            Assert.Equal("common_subplan", db.Value("SELECT current_setting('disabled_optimizers')"));
        }
    }

    [Fact]
    public void Short_texts_from_NET_are_grouped_joined_and_compared_with_those_of_SQL()
    {
        using var db = new BulkDatabase("CREATE TABLE t (v VARCHAR)");
        string[] texts = ["", "a", "ab", "abcd", "abcde", "elevenbytes", "twelve bytes", "thirteen byte", "行政诉讼", "行政诉讼案"];
        using (var appender = db.Connection.CreateAppender("t"))
        {
            foreach (var text in texts.Concat(texts.Reverse())) appender.AppendRow(text); // long before short in one slot
            appender.Complete();
        }
        Assert.Equal(10L, db.Connection.Value("SELECT count(*) FROM (SELECT v FROM t GROUP BY v HAVING count(*) = 2)"));
        Assert.Equal(20L, db.Connection.Value("SELECT count(*) FROM t JOIN (SELECT unnest($1) AS v) u USING (v)", [texts]));
        foreach (var text in texts) Assert.Equal(2L, db.Connection.Value("SELECT count(*) FROM t WHERE v = $1", text));
    }

    [Fact]
    public void What_is_made_beside_a_half_read_stream_of_another_session_is_kept()
    {
        using var source = new DuckDbDataSource("");
        using var db = source.OpenConnection();
        using var other = source.OpenConnection();
        using (var command = db.Command("FROM range(1000000)"))
        using (var reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            other.Run("CREATE TABLE t AS SELECT 1 AS a");
            db.RegisterScalarFunction("twice", (long i) => 2 * i);
        }
        Assert.Equal(2L, db.Value("SELECT twice(a) FROM t"));
    }

    [Fact]
    public void A_transaction_that_a_half_read_stream_held_open_ends_with_its_reader()
    {
        using var source = new DuckDbDataSource("");
        using var db = source.OpenConnection();
        using var other = source.OpenConnection();
        other.Run("CREATE TABLE t AS FROM range(300000)");
        using (var command = db.Command("FROM t"))
        using (var reader = command.ExecuteReader()) Assert.True(reader.Read());
        other.Run("DROP TABLE t; CREATE TABLE t AS SELECT -1 AS range; CHECKPOINT");
        Assert.Equal(-1, db.Value("FROM t"));
    }

    [Fact]
    public void A_lenient_cast_is_SQLs_and_never_the_providers()
    {
        using var db = Asking.Opened();
        Assert.Equal(2, db.Value("SELECT TRY_CAST('1.5' AS INTEGER)"));
        Assert.Throws<InvalidCastException>(() => db.Row("SELECT '1.5'", r => r.GetInt32(0)));
        Assert.Throws<InvalidCastException>(() => db.Row("SELECT 1.5", r => r.GetFieldValue<int>(0)));
    }
}
