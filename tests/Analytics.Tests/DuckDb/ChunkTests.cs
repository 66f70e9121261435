using System.Text;

namespace Analytics.Tests.DuckDb;

public class ChunkTests
{
    [Fact]
    public void Spans_give_a_column_at_a_time()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT i, i::DOUBLE, CASE WHEN i % 2 = 0 THEN i::INTEGER END FROM range(5000) t(i)");
        using var reader = command.ExecuteReader();
        var (rows, sum, nulls) = (0, 0.0, 0);
        while (reader.ReadChunk() is { } chunk)
        {
            Assert.Equal(3, chunk.ColumnCount);
            rows += chunk.Count;
            foreach (var value in chunk[1].Span<double>()) sum += value;
            for (var i = 0; i < chunk.Count; i++)
                if (!chunk[2].IsValid(i)) nulls++;
                else Assert.Equal(chunk[0].Span<long>()[i], chunk[2].Span<int>()[i]);
        }
        Assert.Equal((5000, 12_497_500, 2500), (rows, sum, nulls));
    }

    [Fact]
    public void A_span_of_another_type_is_refused_with_the_right_one()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1.5::DECIMAL(9,2), DATE '2026-11-24', 1::BIGINT, 'text', [1]");
        using var reader = command.ExecuteReader();
        var chunk = reader.ReadChunk()!;
        Assert.Equal((150, 20781, 1L), (chunk[0].Span<int>()[0], chunk[1].Span<int>()[0], chunk[2].Span<long>()[0]));
        foreach (var column in Enumerable.Range(0, 5)) Assert.Throws<InvalidCastException>(() => chunk[column].Span<short>()[0]);
        Assert.Contains("DECIMAL(9,2) are not stored as Int64 but as Int32",
            Assert.Throws<InvalidCastException>(() => chunk[0].Span<long>()[0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_texts_are_read_in_place_inline_or_not()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT unnest(['', 'twelve bytes', 'thirteen byte', '法治政府建设', NULL])");
        using var reader = command.ExecuteReader();
        var texts = reader.ReadChunk()![0];
        var read = Enumerable.Range(0, 5).Select(i => Encoding.UTF8.GetString(texts.Bytes(i)));
        Assert.Equal(["", "twelve bytes", "thirteen byte", "法治政府建设", ""], read);
        Assert.Equal(["", "twelve bytes", "thirteen byte", "法治政府建设", null], Enumerable.Range(0, 5).Select(texts.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => texts.Bytes(5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => texts.Value(-1));
    }

    [Fact]
    public void A_vector_ends_when_its_chunk_moves_on()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT i, 'a text longer than twelve ' || i FROM range(5000) t(i)");
        var reader = command.ExecuteReader();
        var (numbers, texts) = (reader.ReadChunk()![0], reader.ReadChunk()![1]);
        Assert.Equal(2048, texts.Count);
        foreach (var use in new Action[] { () => _ = numbers.Span<long>()[0], () => numbers.Value(0) })
            Assert.Contains("moved on", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal);
        reader.Dispose();
        Assert.Throws<InvalidOperationException>(() => texts.Bytes(0).Length);
    }

    [Fact]
    public void There_is_no_chunk_after_the_last()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1");
        using var reader = command.ExecuteReader();
        var chunk = reader.ReadChunk()!;
        Assert.Null(reader.ReadChunk());
        Assert.Null(reader.ReadChunk());
        Assert.Throws<InvalidOperationException>(() => chunk[0]);
    }
}
