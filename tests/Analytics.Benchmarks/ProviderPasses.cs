using System.Diagnostics;
using Analytics.DuckDb;

namespace Analytics.Benchmarks;

/// Our side: the same passes over the same data.
sealed class ProviderPasses : IDisposable
{
    readonly DuckDbConnection _connection = new();
    readonly string[] _names = [.. Enumerable.Range(0, 1000).Select(i => $"court {i}")];
    readonly int _rows;

    internal ProviderPasses(int rows, string setup)
    {
        _rows = rows;
        _connection.Open();
        Execute(setup);
    }

    internal string Version => _connection.ServerVersion;

    internal Pass Run(string way)
    {
        var watch = Stopwatch.StartNew();
        var check = way switch
        {
            "read: typed getters" => ReadTyped(),
            "columns: spans" => ReadSpans(),
            "append: writer" => Append(),
            _ => throw new ArgumentException(way, nameof(way)),
        };
        return new Pass(watch.Elapsed.TotalMilliseconds, check ?? Appended());
    }

    double[] ReadTyped()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT a, b, c, d, e FROM facts";
        using var reader = command.ExecuteReader();
        long a = 0, d = 0, e = 0;
        var b = 0.0;
        var c = 0m;
        while (reader.Read())
        {
            a += reader.GetInt32(0);
            b += reader.GetDouble(1);
            c += reader.GetDecimal(2);
            d += reader.GetDate(3).DayNumber - 719162;
            e += reader.GetString(4).Length;
        }
        return [a, b, (double)(c * 100), d, e];
    }

    double[] ReadSpans()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT a, b, c, d, e FROM facts";
        using var reader = command.ExecuteReader();
        long a = 0, c = 0, d = 0, e = 0;
        var b = 0.0;
        while (reader.ReadChunk() is { } chunk)
        {
            foreach (var v in chunk[0].Span<int>()) a += v;
            foreach (var v in chunk[1].Span<double>()) b += v;
            foreach (var v in chunk[2].Span<long>()) c += v;
            foreach (var v in chunk[3].Span<int>()) d += v;
            var text = chunk[4];
            for (var i = 0; i < chunk.Count; i++) e += text.Bytes(i).Length;
        }
        return [a, b, c, d, e];
    }

    double[]? Append()
    {
        Execute("CREATE OR REPLACE TABLE target (a INTEGER, b DOUBLE, c DECIMAL(18,2), d DATE, e VARCHAR)");
        using var appender = _connection.CreateAppender("target");
        var row = appender.Writer;
        var start = new DateOnly(2000, 1, 1);
        for (var i = 0; i < _rows; i++)
        {
            row.Set(0, i);
            row.Set(1, i * 0.5);
            row.Set(2, new decimal(i % 1_000_000, 0, 0, false, 2));
            row.Set(3, start.AddDays(i % 3650));
            row.Set(4, _names[i % 1000]);
            appender.EndRow();
        }
        appender.Complete();
        return null;
    }

    double[] Appended()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT sum(a)::DOUBLE, sum(b), sum(c * 100)::DOUBLE, sum(d - DATE '1970-01-01')::DOUBLE, sum(length(e))::DOUBLE FROM target";
        double[] sums;
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            sums = [.. Enumerable.Range(0, 5).Select(reader.GetDouble)];
        }
        Execute("DROP TABLE target");
        return sums;
    }

    void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();
}
