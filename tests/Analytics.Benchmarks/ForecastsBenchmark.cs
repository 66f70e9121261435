using System.Diagnostics;
using System.Globalization;
using Analytics.Statistics.Forecasts;

namespace Analytics.Benchmarks;

/// Automatic choice of an exponential smoothing model for every county's months; beside it, if asked, R's forecast::ets on
/// a sample of the same series.
static class ForecastsBenchmark
{
    const double Goal = 20;
    const int Period = 12;

    internal static int Run(string[] args)
    {
        int counties = Option(args, "--counties", 2850), months = Option(args, "--months", 48), rounds = Option(args, "--rounds", 5),
            sample = Math.Min(Option(args, "--sample", 200), counties);
        double[][] series = [.. Enumerable.Range(0, counties).Select(i => Series(i, months))];
        Console.WriteLine($"{counties:N0} series of {months} months; {rounds} rounds, {Environment.ProcessorCount} cores");
        var alone = Time(() => Ets.Choose(series, Period, 1), rounds, out var found);
        var all = Time(() => Ets.Choose(series, Period), rounds, out var again);
        var alike = found.Zip(again).All(p => p.First.Fit?.Aicc == p.Second.Fit?.Aicc && p.First.Fit?.Model == p.Second.Fit?.Model);
        Console.WriteLine($"one thread {alone:N2} s, {1000 * alone / counties:0.00} ms a series; all threads {all:N2} s; the same bits: {alike}");
        if (!args.Contains("--with-r")) return alike ? 0 : 1;
        return InR(series[..sample], found, alone / counties, all / counties) && alike ? 0 : 1;
    }

    static bool InR(double[][] series, IReadOnlyList<EtsResult> ours, double alone, double all)
    {
        var folder = Directory.CreateTempSubdirectory("forecasts-").FullName;
        try
        {
            var (data, answers) = (Path.Combine(folder, "series.csv"), Path.Combine(folder, "found.csv"));
            File.WriteAllLines(data, ["series,value", .. series.SelectMany((values, i) => values.Select(v =>
                string.Create(CultureInfo.InvariantCulture, $"{i},{v:R}")))]);
            var start = new ProcessStartInfo("Rscript", [Script(), data, Period.ToString(CultureInfo.InvariantCulture), answers]) { RedirectStandardOutput = true };
            using var r = Process.Start(start) ?? throw new InvalidOperationException("Rscript did not start; see r/install.sh.");
            var text = r.StandardOutput.ReadToEnd();
            r.WaitForExit();
            if (r.ExitCode != 0) throw new InvalidOperationException("Rscript failed; see r/install.sh.");
            var seconds = double.Parse(text, CultureInfo.InvariantCulture) / series.Length;
            var (compared, worse, better, same, most) = (0, 0, 0, 0, 0.0);
            foreach (var cells in File.ReadLines(answers).Skip(1).Select(line => line.Split(',')))
            {
                var fit = ours[int.Parse(cells[0], CultureInfo.InvariantCulture)].Fit;
                if (cells[3] == "" || fit?.Aicc is not { } aicc) continue; // constant
                var gap = aicc - double.Parse(cells[3], CultureInfo.InvariantCulture);
                compared++;
                (worse, better, most) = (worse + (gap > 0.5 ? 1 : 0), better + (gap < -0.5 ? 1 : 0), Math.Max(most, gap));
                if (fit.Model.Name == cells[1]) same++;
            }
            Console.WriteLine($"R {1000 * seconds:N1} ms a series ({series.Length} of them): {seconds / alone:N0}x on one thread, {seconds / all:N0}x on all");
            Console.WriteLine($"AICc of ours above R's by more than 0.5: {worse}, below: {better} of {compared}; at most {most:0.000} above; the same model: {same}");
            return seconds / all >= Goal && worse == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Level, trend, season and noise of many sizes; every third county's values are small counts with zeros among them.
    static double[] Series(int county, int months)
    {
        var random = new Random(20261125 + county);
        double level = 20 * Math.Pow(50, random.NextDouble()), slope = 0.006 * (random.NextDouble() - 0.4), walk = 0,
            noise = 0.02 + 0.15 * random.NextDouble(), drift = 0.05 * random.NextDouble();
        double[] season = [.. Enumerable.Range(0, Period).Select(_ => 0.2 * (random.NextDouble() - 0.5) * (county % 2))];
        return [.. Enumerable.Range(0, months).Select(t =>
        {
            walk += slope + drift * (random.NextDouble() - 0.5);
            var value = level * Math.Exp(walk + season[t % Period] + noise * (random.NextDouble() + random.NextDouble() - 1));
            return county % 3 == 0 ? Math.Round(value * 3 / level) : value;
        })];
    }

    static double Time(Func<IReadOnlyList<EtsResult>> work, int rounds, out IReadOnlyList<EtsResult> found)
    {
        found = work(); // warms up
        var seconds = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            found = work();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }
        return seconds.Order().ElementAt(rounds / 2);
    }

    static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analytics.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("No Analytics.sln above the program."),
            "tests", "Analytics.Benchmarks", "r", "ets.R");
    }

    static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
