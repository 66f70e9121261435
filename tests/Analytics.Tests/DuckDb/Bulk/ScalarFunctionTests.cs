using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb.Bulk;

public class ScalarFunctionTests
{
    [Fact]
    public void Functions_of_one_two_and_three_arguments_compute_row_by_row()
    {
        using var db = new BulkDatabase();
        db.Connection.RegisterScalarFunction("twice", (long x) => x * 2);
        db.Connection.RegisterScalarFunction("joined", (string a, int b) => a + b);
        db.Connection.RegisterScalarFunction("days_between", (DateOnly a, DateOnly b, double x) => (b.DayNumber - a.DayNumber) * x);
        Assert.Equal(9_999_900_000m, db.Ask<decimal>("SELECT sum(twice(i)) FROM range(0, 100000) t(i)"));
        Assert.Equal("法治第7号，含很长的文字", db.Ask<string>("SELECT joined('法治第', 7) || '号，含很长的文字'"));
        Assert.Equal(15.5, db.Ask<double>("SELECT days_between('2026-01-01', '2026-02-01', 0.5)"));
    }

    [Fact]
    public void Null_gives_null_unless_the_function_asks_to_see_it()
    {
        using var db = new BulkDatabase("CREATE TABLE t AS SELECT CASE WHEN i % 3 > 0 THEN i END AS n, CASE WHEN i % 2 > 0 THEN 'a text that is not inline' END AS s FROM range(6000) r(i)");
        db.Connection.RegisterScalarFunction("length_plus", (string s, long n) => s.Length + n);
        db.Connection.RegisterScalarFunction("or_zero", (long? n) => n ?? 0, seesNulls: true);
        db.Connection.RegisterScalarFunction("odd_only", (long n) => n % 2 == 0 ? null : (int?)n);
        Assert.True(db.Holds("(SELECT count(length_plus(s, n)) = 2000 AND count(or_zero(n)) = 6000 AND count(odd_only(n)) = 2000 FROM t)"));
        Assert.True(db.Holds("(SELECT bool_and(length_plus(s, n) IS NOT DISTINCT FROM length(s) + n) FROM t)"));
        Assert.Throws<ArgumentException>(() => db.Connection.RegisterScalarFunction("blind", (long n) => n, seesNulls: true));
    }

    [Fact]
    public void A_body_over_vectors_reads_spans()
    {
        using var db = new BulkDatabase();
        db.Connection.RegisterScalarFunction("hypotenuse", [DuckDbType.Double, DuckDbType.Double], DuckDbType.Double, (arguments, count, result) =>
        {
            ReadOnlySpan<double> a = arguments[0].Span<double>(), b = arguments[1].Span<double>();
            var c = result.Span<double>(0);
            for (var i = 0; i < count; i++) c[i] = Math.Sqrt(a[i] * a[i] + b[i] * b[i]);
            result.EndRows(count);
        });
        Assert.Equal(5.0 * 3000, db.Ask<double>("SELECT sum(hypotenuse(3.0 + 0 * i, 4)) FROM range(3000) t(i)"));
        Assert.True(db.Holds("(SELECT count(hypotenuse(CASE WHEN i > 9 THEN i END, 1)) = 2990 FROM range(3000) t(i))"));
    }

    [Fact]
    public void An_exception_is_the_cause_of_the_query_error()
    {
        using var db = new BulkDatabase();
        var thrown = new FormatException("no number: 十");
        db.Connection.RegisterScalarFunction<string, long>("parsed", _ => throw thrown);
        var error = Assert.Throws<DuckDbException>(() => db.Ask<long>("SELECT parsed(i::VARCHAR) FROM range(10) t(i)"));
        Assert.Same(thrown, error.InnerException);
        Assert.EndsWith("no number: 十", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_gives_too_few_results_is_an_error()
    {
        using var db = new BulkDatabase();
        db.Connection.RegisterScalarFunction("lazy", [DuckDbType.BigInt], DuckDbType.BigInt, (_, _, _) => { });
        Assert.Contains("0 results", Assert.Throws<DuckDbException>(() => db.Ask<long>("SELECT lazy(i) FROM range(3) t(i)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volatile_function_is_called_for_every_row()
    {
        using var db = new BulkDatabase("SET threads = 1");
        var calls = 0L;
        db.Connection.RegisterScalarFunction("ticket", (int _) => ++calls, isVolatile: true);
        Assert.Equal(3000, db.Ask<long>("SELECT count(DISTINCT ticket(1)) FROM range(3000)"));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        using var db = new BulkDatabase();
        db.Connection.RegisterScalarFunction("mine", (long x) => x);
        Assert.Throws<DuckDbException>(() => db.Connection.RegisterScalarFunction("mine", (long x) => x + 1));
        Assert.Throws<DuckDbException>(() => db.Connection.RegisterScalarFunction("ABS", (long x) => x));
        Assert.Equal(1, db.Ask<long>("SELECT mine(1)"));
    }

    [Fact]
    public void A_function_outlives_the_rollback_of_the_transaction_it_was_registered_in()
    {
        using var db = new BulkDatabase();
        var transaction = db.Connection.BeginTransaction();
        db.Connection.RegisterScalarFunction("kept", (long x) => x + 1);
        transaction.Rollback();
        Assert.Equal(2, db.Ask<long>("SELECT kept(1)"));
    }

    [Fact]
    public void What_is_registered_beside_a_half_read_stream_is_not_lost()
    {
        using var db = new BulkDatabase();
        using (var command = db.Connection.CreateCommand())
        {
            command.CommandText = "SELECT i FROM range(100000) t(i)";
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
            db.Connection.RegisterScalarFunction("beside", (long x) => -x);
            Assert.True(reader.Read());
        }
        Assert.Equal(-7, db.Ask<long>("SELECT beside(7)"));
    }
}
