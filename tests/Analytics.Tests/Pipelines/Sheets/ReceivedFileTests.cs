using System.Security.Cryptography;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Tests.Pipelines.Sheets;

public sealed class ReceivedFileTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_is_known_by_its_content_and_kept_as_it_was()
    {
        File.WriteAllText(_path, "a,1\n");
        using var file = ReceivedFile.Take(_path, "inbox/a.csv", ct: TestContext.Current.CancellationToken);
        File.WriteAllText(_path, "b,2\n");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("a,1\n"u8)), file.Sha256);
        Assert.Equal((4L, "1: a|1"), (file.Bytes, Received.Line(SheetFile.Open(file).Sheets[0].ReadRows().Single())));
    }

    [Fact]
    public void Files_that_are_missing_empty_or_too_large_are_refused()
    {
        string Code(string path, SheetLimits? limits = null) => Assert.Throws<AnalyticsException>(() => ReceivedFile.Take(path, "inbox/a.csv", limits, TestContext.Current.CancellationToken)).Code;
        Assert.Equal("received-missing", Code(_path + "x"));
        Assert.Equal("input-empty", Code(_path));
        File.WriteAllText(_path, "a,1\n");
        Assert.Equal("input-too-large", Code(_path, SheetLimits.Default with { FileBytes = 3 }));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_refused()
    {
        using (var large = File.Create(_path)) large.SetLength(40 << 20);
        using var stop = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        var writing = Task.Run(() =>
        {
            using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            while (!stop.IsCancellationRequested) { stream.Write("more\n"u8); stream.Flush(); begun.Set(); }
        }, TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        var error = Assert.Throws<AnalyticsException>(() => ReceivedFile.Take(_path, "inbox/a.csv", ct: TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await writing;
        Assert.Equal("input-changing", error.Code);
    }
}
