using Analytics.Pipelines;
using Analytics.Tests.House;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>Reads seeds without a warehouse.</summary>
static class Seeds
{
    /// <summary>The clone's own seeds; a record of another width fails the test.</summary>
    public static CsvReading Own { get; } = Of(Clone.Root, reject => throw new InvalidOperationException($"{reject}"));

    public static CsvReading Of(string root, Action<Reject> refuse) =>
        (path, expected) => Source.Read(root, path, "tests").ReadCsv("tests", refuse, expected);
}
