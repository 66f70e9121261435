using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Sheets;

public sealed class ArchiveTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    string[] Open(string name, byte[] bytes, SheetLimits? limits = null)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        return [.. SheetFile.OpenAll(Path.Combine(_folder, name), "inbox/" + name, new(Limits: limits), TestContext.Current.CancellationToken).Select(Told)];
    }

    static string Told(OpenedFile file) => $"{file.Path} {file.Problem?.Code ?? Received.Line(file.File!.Sheets[0].ReadRows().First())}";

    [Fact]
    public void Files_of_archives_in_archives_are_opened_one_by_one()
    {
        var inner = Received.Zip(("深/乙.csv", Csv("b,2\n")));
        Assert.Equal(["inbox/a.zip/z.zip/深/乙.csv 1: b|2", "inbox/a.zip/甲.csv 1: a|1"],
            Open("a.zip", Received.Zip(("甲.csv", Csv("a,1\n")), ("z.zip", inner), ("__MACOSX/._x", [1]), ("~$甲.xlsx", [1]), ("空/", []))));
    }

    [Fact]
    public void Archives_deeper_than_the_limit_are_refused()
    {
        var third = Received.Zip(("c.zip", Received.Zip(("b.zip", Received.Zip(("a.csv", Csv("a,1\n")))))));
        Assert.Equal(["inbox/d.zip/c.zip/b.zip archive-too-deep"], Open("d.zip", third));
    }

    [Fact]
    public void Names_of_a_Chinese_Windows_are_read()
    {
        // As written there: bytes of GBK, and no flag that says UTF-8.
        var zip = Received.Zip(("AAAAAAAA.csv", Csv("a,1\n")));
        var name = Received.Gb18030.GetBytes("青浦统计");
        var old = "AAAAAAAA"u8.ToArray();
        for (var at = zip.AsSpan().IndexOf(old); at >= 0; at = zip.AsSpan().IndexOf(old)) name.CopyTo(zip, at);
        Assert.Equal(["inbox/a.zip/青浦统计.csv 1: a|1"], Open("a.zip", zip));
    }

    [Fact]
    public void Names_that_lead_outside_are_refused() => Assert.Equal(
        ["inbox/a.zip/../x.csv archive-entry-name", "inbox/a.zip//etc/x.csv archive-entry-name", "inbox/a.zip/C:/x.csv archive-entry-name", "inbox/a.zip/b.csv 1: a|1"],
        Open("a.zip", Received.Zip(("../x.csv", [1]), ("C:\\x.csv", [1]), ("/etc/x.csv", [1]), ("b.csv", Csv("a,1\n")))));

    [Fact]
    public void One_bad_file_does_not_hold_up_the_others()
    {
        var zip = Received.Zip(("a.xlsx", [0x50, 0x4B, 3, 4, 9, 9]), ("b.csv", []), ("c.csv", Csv("a,1\n")), ("d.pdf", Csv("%PDF-1.7")));
        Assert.Equal(["inbox/a.zip/a.xlsx workbook-damaged", "inbox/a.zip/b.csv input-empty", "inbox/a.zip/c.csv 1: a|1", "inbox/a.zip/d.pdf input-kind"], Open("a.zip", zip));
    }

    [Fact]
    public void An_encrypted_entry_is_told()
    {
        var zip = Received.Zip(("a.csv", Csv("a,1\n")));
        foreach (var (mark, flags) in new[] { ("PK\x03\x04", 6), ("PK\x01\x02", 8) })
            zip[zip.AsSpan().IndexOf(Encoding.Latin1.GetBytes(mark)) + flags] |= 1;
        Assert.Equal(["inbox/a.zip/a.csv input-password"], Open("a.zip", zip));
    }

    [Fact]
    public void A_zip_bomb_is_stopped_while_it_unpacks()
    {
        var bomb = Received.Zip(("a.csv", new byte[64 << 20]));
        Assert.Equal(["inbox/a.zip/a.csv archive-too-large"], Open("a.zip", bomb));
        var many = Received.Zip([.. Enumerable.Range(0, 9).Select(i => ($"{i}.csv", Csv("a,1\n")))]);
        Assert.Equal(["inbox/b.zip archive-too-large"], Open("b.zip", many, SheetLimits.Default with { ArchiveEntries = 8 }));
        var total = Open("c.zip", many, SheetLimits.Default with { ArchiveBytes = 30 });
        Assert.Equal((7, 2), (total.Count(t => t.EndsWith("a|1", StringComparison.Ordinal)), total.Count(t => t.EndsWith("archive-too-large", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_folder_is_opened_in_order_of_names()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "b"));
        File.WriteAllBytes(Path.Combine(_folder, "b", "x.csv"), Csv("b,2\n"));
        File.WriteAllBytes(Path.Combine(_folder, "a.zip"), Received.Zip(("y.csv", Csv("a,1\n"))));
        File.WriteAllBytes(Path.Combine(_folder, "~$x.xlsx"), [1]);
        Assert.Equal(["inbox/a.zip/y.csv 1: a|1", "inbox/b/x.csv 1: b|2"], SheetFile.OpenAll(_folder, "inbox", ct: TestContext.Current.CancellationToken).Select(Told));
    }
}
