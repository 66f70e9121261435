namespace Analytics.Tests.Cli;

/// <summary>SIGKILL at random moments of the real program. The content is the clone's own with one report of four, so
/// that pages take less of a run; each run loads changed figures.</summary>
[Trait("Speed", "Slow")]
public sealed class KillTests
{
    const int Kills = 200, Lanes = 2;

    [Fact]
    public async Task After_200_kills_nothing_is_lost_and_nothing_stands_twice()
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async seed =>
        {
            using var lane = new KillLane(seed);
            await lane.RunAsync(Kills / Lanes);
            return lane.Hits;
        }));
        var hits = lanes.SelectMany(hit => hit).GroupBy(hit => hit).OrderBy(g => g.Key)
            .ToDictionary(g => g.Key, g => g.Count());
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', hits.Select(hit => $"{hit.Value,4}  {hit.Key}")));
        Assert.Equal(Kills, hits.Values.Sum());
        // Seeded, but a machine has its own pace: only the wide phases are sure to be hit.
        Assert.All(new[] { KillHit.BeforeBuilding, KillHit.Building, KillHit.Published }, phase => Assert.Contains(phase, hits.Keys));
        Assert.Contains(hits.Keys, phase => phase is KillHit.Prepared or KillHit.Renamed or KillHit.Unrecorded);
    }
}

/// <summary>Where a kill hit, told by what it left.</summary>
enum KillHit
{
    BeforeBuilding,
    Building,
    Prepared,
    Renamed,
    Unrecorded,
    Published,
    PagesHalfWritten,
}
