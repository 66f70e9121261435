using System.Diagnostics;
using System.Globalization;
using System.Text;
using Analytics.Etl;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Received;
using CsvHelper;

namespace Analytics.Benchmarks;

/// A register in GB 18030 read by form and contract, with every check and place, against CsvHelper alone on the same file.
static class ReceivedBenchmark
{
    internal static int Run(string[] args)
    {
        int rows = Option(args, "--rows", 100_000), rounds = Option(args, "--rounds", 5);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Path.Combine(Path.GetTempPath(), $"received-{Environment.ProcessId}.csv");
        File.WriteAllText(file, Register(rows), Encoding.GetEncoding("gb18030"));
        try
        {
            var reader = Jobs.All.OfType<ReceivingJob>().Single(job => job.Dataset == "office").ReadRules(Root());
            // The register's own form, without the name of a sheet, which a text file has not.
            const string form = "etl/NormativeDocuments/forms/xuhui-normative-register.yaml";
            reader = reader with
            {
                Forms = [Form.Parse(form, string.Join('\n', File.ReadLines(Path.Combine(Root(), form))
                    .Where(line => !line.StartsWith("sheet:", StringComparison.Ordinal))), reader.Contracts.Words)],
            };
            var (ours, peer) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var (one, two) = (Time(() => Ours(reader, file)), Time(() => Alone(file)));
                if (one.Rows != rows || two.Rows != rows) throw new InvalidOperationException($"{one.Rows} and {two.Rows} rows, not {rows}.");
                if (round > 0) { ours.Add(one.Ms); peer.Add(two.Ms); }
            }
            Console.WriteLine($"{rows:N0} rows of a register, {new FileInfo(file).Length / 1e6:0.0} MB GB 18030, {rounds} rounds, {Environment.ProcessorCount} cores");
            Tell("ours: form, contract, places, checks", ours, rows);
            Tell("CsvHelper alone: fields and days", peer, rows);
            Console.WriteLine(FormattableString.Invariant($"ratio {Median(peer) / Median(ours):0.00} (CsvHelper's time over ours)"));
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    static string Register(int rows)
    {
        var text = new StringBuilder("徐汇区规范性文件登记表（样例数据，非真实统计）\n序号,文号,文件名称,制定机关,制发日期,施行日期,有效期至,审查日期,备案日期,状态\n");
        for (var i = 0; i < rows; i++)
        {
            var day = new DateOnly(2015, 1, 5).AddDays(i % 2900);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},徐府规〔{day.Year}〕{i + 1}号,关于某项管理工作的若干规定之{i + 1},徐汇区人民政府,{day:yyyy-MM-dd},{day.AddDays(30):yyyy.M.d},{day.AddYears(5):yyyy年M月d日},{day.AddDays(-3):yyyy/M/d},{day.AddDays(7):yyyy-MM-dd},有效\n");
        }
        return text.ToString();
    }

    static long Ours(ReceivedReader reader, string file)
    {
        var reading = reader.ReadAsync(file, "inbox/received/r.csv", null, default).GetAwaiter().GetResult().Single();
        return reading.Sheets.Single().Accepted.LongCount();
    }

    static long Alone(string file)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy.M.d", "yyyy年M月d日", "yyyy/M/d"];
        using var text = new StreamReader(file, Encoding.GetEncoding("gb18030"));
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', DetectSeparatorHint = false, HasHeader = false });
        long count = -2;
        while (csv.Read())
        {
            if (count++ < 0) continue;
            for (var i = 4; i < 9; i++) DateOnly.ParseExact(csv.GetString(i), forms, CultureInfo.InvariantCulture);
        }
        return count;
    }

    static (long Rows, double Ms) Time(Func<long> run)
    {
        var started = Stopwatch.GetTimestamp();
        return (run(), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    static void Tell(string way, List<double> times, int rows) => Console.WriteLine(FormattableString.Invariant(
        $"{way}: {Median(times):0} ms ({times.Min():0}–{times.Max():0}), {rows / Median(times) * 1000:#,0} rows/s"));

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Analytics.sln"))) return folder.FullName;
        throw new InvalidOperationException("Run it in the clone.");
    }
}
