using Analytics.Benchmarks;

return args switch
{
    ["charts", ..] => ChartsBenchmark.Run(args[1..]),
    ["comparisons", ..] => ComparisonsBenchmark.Run(args[1..]),
    ["forecasts", ..] => ForecastsBenchmark.Run(args[1..]),
    ["provider", ..] => ProviderBenchmark.Run(args[1..]),
    ["received", ..] => ReceivedBenchmark.Run(args[1..]),
    ["semantics", ..] => await SemanticsBenchmark.RunAsync(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Analytics.Benchmarks -- charts [--rounds 9] [--counties 2850] | comparisons [--rounds 7] | forecasts [--counties 2850] [--months 48] [--rounds 5] [--with-r] [--sample 200] | provider [--rows 10000000] [--rounds 5] | received [--rows 100000] [--rounds 5] | semantics [--cases 2000000] [--rounds 7]");
    return 1;
}
