using System.Collections.Concurrent;
using Analytics.Etl;
using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tests.House;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>Files of offices with bytes, cells, headings, rows and merges changed: reading ends, nothing but a refusal stops it, and no
/// row, cell or number goes missing unsaid. A failure names the variant's number, which makes it again.</summary>
public sealed class FuzzTests : IDisposable
{
    const int Fast = 300, Slow = 5400, Workers = 2;

    // Far above the few milliseconds that any variant takes.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static readonly Lazy<ReceivedReader> Reader = new(() => Jobs.All.OfType<ReceivingJob>().Single(job => job.Dataset == "office").ReadRules(Clone.Root));

    int _loaded;

    readonly string _folder = Directory.CreateTempSubdirectory("fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task No_row_cell_or_number_of_300_variants_goes_missing() => TryAll(0, Fast);

    [Fact, Trait("Speed", "Slow")]
    public Task No_row_cell_or_number_of_thousands_of_variants_goes_missing() => TryAll(Fast, Slow);

    [Fact]
    public void A_variant_is_the_same_twice()
    {
        for (var number = 0; number < 3 * Variant.SampleCount; number++)
        {
            var (one, other) = (Variant.Of(number), Variant.Of(number));
            Assert.Equal((one.ToString(), Convert.ToHexString(one.Bytes)), (other.ToString(), Convert.ToHexString(other.Bytes)));
        }
    }

    async Task TryAll(int first, int count)
    {
        var problems = new ConcurrentBag<(int Number, string Text)>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = TestContext.Current.CancellationToken },
            async (number, ct) =>
            {
                var variant = Variant.Of(number);
                foreach (var problem in await Try(variant, ct)) problems.Add((number, $"{variant}\n    {problem}"));
            });
        Findings.None(problems.OrderBy(problem => problem.Number).Select(problem => problem.Text).Take(40));
        // Variants are changed a little: were all refused, nothing of them would be tried.
        Assert.InRange(_loaded, count / 3, count);
    }

    async Task<IReadOnlyList<string>> Try(Variant variant, CancellationToken ct)
    {
        var full = Path.Combine(_folder, $"{variant.Number}-{variant.File}");
        await File.WriteAllBytesAsync(full, variant.Bytes, ct);
        try
        {
            var path = "inbox/received/" + Path.GetFileName(full);
            var files = await Task.Run(() => Reader.Value.ReadAsync(full, path, null, ct), ct).WaitAsync(Patience, ct);
            if (variant.Number % 10 == 0) await Task.Run(() => Reader.Value.InspectAsync(full, path, ct), ct).WaitAsync(Patience, ct);
            if (files.Any(file => file.Rows.Loaded > 0)) Interlocked.Increment(ref _loaded);
            var rows = Rows(full, path, ct);
            return [.. ReadingChecks.Of(files, rows), .. Lost(variant, files, rows)];
        }
        catch (TimeoutException)
        {
            return ["reading does not end"];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [$"{e.GetType().Name}: {e.Message} {string.Join(" < ", e.StackTrace?.Split('\n').Take(4).Select(line => line.Trim()) ?? [])}"];
        }
        finally
        {
            File.Delete(full);
        }
    }

    static Dictionary<string, SheetRow[][]> Rows(string full, string path, CancellationToken ct)
    {
        var rows = new Dictionary<string, SheetRow[][]>(StringComparer.Ordinal);
        foreach (var opened in SheetFile.OpenAll(full, path, null, ct))
            try
            {
                if (opened.File is { } file) rows[opened.Path] = [.. file.Sheets.Select(sheet => sheet.ReadRows().ToArray())];
            }
            catch (Analytics.Tables.AnalyticsException)
            {
                // Refused while its rows are read, which the reading says too.
            }
        return rows;
    }

    // The reader finds as many filled cells in each row as were put into the file.
    static IEnumerable<string> Lost(Variant variant, IReadOnlyList<FileReading> files, Dictionary<string, SheetRow[][]> rows)
    {
        if (variant.Described is not { Kind: not "html" } described || files is not [{ Refusal: null } file]) yield break;
        foreach (var (sheet, found) in described.Sheets.Zip(rows[file.Path]))
        {
            var put = sheet.Rows.Select(row => row.Count(cell => !string.IsNullOrWhiteSpace(cell.Text))).Where(count => count > 0).ToArray();
            var read = found.Select(row => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell.Text))).Where(count => count > 0).ToArray();
            if (!put.SequenceEqual(read)) yield return $"filled cells by row: {string.Join(' ', put)} put in, {string.Join(' ', read)} found";
        }
    }
}
