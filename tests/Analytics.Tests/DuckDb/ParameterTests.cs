using System.Data;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class ParameterTests
{
    static DuckDbParameter Named(string name, object? value) => new(name, value);

    [Theory]
    [InlineData("a")]
    [InlineData("$a")]
    [InlineData("@a")]
    [InlineData(":A")]
    public void A_named_parameter_is_found_with_or_without_its_mark_in_any_case(string name)
    {
        using var db = Asking.Opened();
        Assert.Equal(15, db.Value("SELECT $a * 2 + $a", Named(name, 5)));
    }

    [Fact]
    public void Names_may_be_Chinese_and_stand_in_any_order()
    {
        using var db = Asking.Opened();
        Assert.Equal("2026上海", db.Value("SELECT $年 || $地区", Named("地区", "上海"), Named("年", 2026)));
    }

    [Fact]
    public void Positional_parameters_take_their_values_in_order()
    {
        using var db = Asking.Opened();
        Assert.Equal("a1", db.Value("SELECT ? || ?", "a", 1));
        Assert.Equal("1a", db.Value("SELECT $2 || $1", "a", 1));
    }

    [Fact]
    public void A_parameter_without_a_value_is_refused_by_its_name()
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<InvalidOperationException>(() => db.Value("SELECT $from, $until", Named("from", 1), Named("til", 2)));
        Assert.Equal("The statement wants parameter '$until', which has no value. Given: 'from', 'til'.", error.Message);
        error = Assert.Throws<InvalidOperationException>(() => db.Value("SELECT ?, ?", 1));
        Assert.Equal("The statement wants parameter '$2', which has no value. Given: position 1.", error.Message);
        Assert.Contains("Given: none", Assert.Throws<InvalidOperationException>(() => db.Value("SELECT ?")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_statement_wants_is_refused_before_the_last_runs()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t (a INTEGER)");
        var error = Assert.Throws<InvalidOperationException>(() => db.Run("INSERT INTO t VALUES ($a)", Named("a", 1), Named("b", 2)));
        Assert.Equal("No statement of the command wants 'b'.", error.Message);
        error = Assert.Throws<InvalidOperationException>(() => db.Run("INSERT INTO t VALUES (?)", 1, 2));
        Assert.Equal("No statement of the command wants position 2.", error.Message);
        Assert.Equal(0L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Each_statement_of_a_text_takes_the_names_it_wants()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES ($a); INSERT INTO t VALUES ($b)", Named("a", 1), Named("b", 2));
        Assert.Equal("1,2", db.Value("SELECT string_agg(a, ',' ORDER BY a) FROM t"));
    }

    [Fact]
    public void Names_and_positions_in_one_statement_are_DuckDBs_error()
    {
        using var db = Asking.Opened();
        Assert.Throws<DuckDbException>(() => db.Value("SELECT $a, ?", Named("a", 1), 2));
    }

    [Fact]
    public void A_value_in_a_text_or_comment_is_no_parameter()
    {
        using var db = Asking.Opened();
        Assert.Equal("$a ?", db.Value("SELECT '$a ?' -- $b ?"));
    }

    [Fact]
    public void Parameters_take_part_wherever_SQL_takes_values()
    {
        using var db = Asking.Opened();
        Assert.Equal(3L, db.Value("SELECT count(*) FROM (SELECT i FROM range($n) t(i) WHERE i = ANY($list) LIMIT $most)",
            Named("n", 10L), Named("list", new[] { 1L, 3L, 5L, 7L, 11L }), Named("most", 3L)));
    }

    [Fact]
    public void The_collection_adds_finds_replaces_and_removes()
    {
        using var command = new DuckDbCommand();
        var parameters = command.Parameters;
        parameters.AddWithValue("$a", 1);
        parameters.AddRange(new object[] { new DuckDbParameter("b", 2), 3 });
        Assert.Equal((3, 1, -1), (parameters.Count, parameters.IndexOf("@B"), parameters.IndexOf("c")));
        parameters["b"] = new DuckDbParameter("c", 4);
        Assert.True(parameters.Contains("c") && parameters.Contains(parameters[2]) && !parameters.Contains("b"));
        parameters.RemoveAt("c");
        Assert.Equal([1, 3], parameters.Cast<DuckDbParameter>().Select(p => p.Value));
        Assert.Contains("there are a, ", Assert.Throws<ArgumentException>(() => parameters["c"]).Message, StringComparison.Ordinal);
        parameters.Clear();
        Assert.Empty(parameters);
    }

    [Fact]
    public void Only_input_parameters_exist()
    {
        var parameter = new DuckDbParameter("a", 1) { Direction = ParameterDirection.Input };
        Assert.Throws<NotSupportedException>(() => parameter.Direction = ParameterDirection.Output);
    }
}
