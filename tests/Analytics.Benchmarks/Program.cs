using Analytics.Benchmarks;

return args is ["provider", ..] ? ProviderBenchmark.Run(args[1..]) : Usage();

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Analytics.Benchmarks -- provider [--rows 10000000] [--rounds 5]");
    return 1;
}
