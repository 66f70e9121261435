using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Semantics;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>Loads of received files that are killed at any moment.</summary>
public class ReceiveKillTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact, Trait("Speed", "Slow")]
    public async Task A_killed_load_leaves_all_of_a_file_or_none_and_the_next_run_resumes()
    {
        using var folder = new Folder();
        using var sent = new Folder();
        var workspace = Workspace.Open(folder.Path, Jobs.All, new Principal("office", [Principal.Office]), Clone.Root);
        await workspace.RunAsync(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), null, Token);
        var random = new Random(20261124);
        for (var number = 0; number < 12; number++)
        {
            var (district, value) = (number % 2 == 0 ? "青浦区" : "嘉定区", 1000 + number);
            sent.Write($"{number}.csv", $"区县,年度,受理纠纷数,调解成功数\n{district},{2010 + number},{value},{value - 1}\n");
            using (var load = BuiltProgram.Start("etl", "load", sent[$"{number}.csv"], "--folder", folder.Path, "--content", Clone.Root))
            {
                await Task.Delay(random.Next(50, 1500), Token);
                load.Kill(entireProcessTree: true);
                await load.WaitForExitAsync(Token);
            }
            await AssertWholeAsync(workspace, number);
        }
        // Sent again, whatever was cut short is there, once.
        await workspace.ReceiveAsync([sent.Path], new(), false, new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), null, Token);
        Assert.Equal(24, await CountAsync(workspace));
        Assert.DoesNotContain(await workspace.ExamineAsync(repair: true, Token), one => one.Severity == DiagnosisSeverity.Error);
        Assert.Empty(await workspace.ExamineAsync(repair: false, Token));
    }

    // A file gives two figures or none.
    static async Task AssertWholeAsync(Workspace workspace, int number)
    {
        var query = new Query { Measures = ["mediation_accepted", "mediation_succeeded"], Datasets = [Principal.Office], From = $"{2010 + number}", To = $"{2010 + number}" };
        Assert.Contains((await workspace.QueryAsync(query, Token)).Table.RowCount, new[] { 0, 2 });
    }

    static async Task<int> CountAsync(Workspace workspace) => (await workspace.QueryAsync(
        new Query { Measures = ["mediation_accepted", "mediation_succeeded"], Datasets = [Principal.Office] }, Token)).Table.RowCount;
}
