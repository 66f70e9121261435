using System.Globalization;
using System.IO.Compression;
using System.Text;
using Analytics.Etl.Samples.Xls;

namespace Analytics.Etl.Samples;

/// <summary>Samples too large or too odd to be described by their cells.</summary>
static class SampleGenerators
{
    const int Mebibyte = 1 << 20;

    static readonly Dictionary<string, Action<Sample, Stream>> All = new(StringComparer.Ordinal)
    {
        ["huge-cell"] = HugeCell,
        ["password"] = Password,
        ["wide-table"] = WideTable,
        ["zip-bomb"] = ZipBomb,
    };

    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    public static void Write(Sample sample, Stream stream) => All[sample.Generator!](sample, stream);

    // A CSV whose second row has a cell of so many MiB, 100 unless told.
    static void HugeCell(Sample sample, Stream stream)
    {
        stream.Write("区县,受理纠纷数\r\n青浦区,"u8);
        var block = new byte[Mebibyte];
        Array.Fill(block, (byte)'7');
        for (var i = 0; i < SizeOr(sample, 100); i++) stream.Write(block);
        stream.Write("\r\n"u8);
    }

    // A CSV with so many columns, 1,000 unless told: all known fields stand among unknown ones.
    static void WideTable(Sample sample, Stream stream)
    {
        var columns = SizeOr(sample, 1000);
        var heading = Enumerable.Range(1, columns).Select(i => i switch
        {
            1 => "区县", 2 => "年度", 500 => "受理纠纷数", 501 => "调解成功数",
            _ => "附加项" + i.ToString(CultureInfo.InvariantCulture),
        });
        var values = Enumerable.Range(1, columns).Select(i => i switch
        {
            1 => "青浦区", 2 => "2022", 500 => "10876", 501 => "10388", _ => "",
        });
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(string.Join(',', heading) + "\r\n" + string.Join(',', values)
            + "\r\n注：样例数据，非真实统计\r\n");
    }

    // One CSV entry of so many MiB of zeros, 512 unless told; a thousandth of that on disk.
    static void ZipBomb(Sample sample, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var entry = archive.CreateEntry("人民调解.csv", CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0;
        using var content = entry.Open();
        content.Write("区县,受理纠纷数\r\n"u8);
        var block = new byte[Mebibyte];
        Array.Fill(block, (byte)'0');
        for (var i = 0; i < SizeOr(sample, 512); i++) content.Write(block);
    }

    // What Excel writes for a workbook with a password, after [MS-OFFCRYPTO] 2.3.4.5: standard encryption, AES-128.
    // The verifier belongs to no password at all, and what is encrypted is nothing.
    static void Password(Sample sample, Stream stream)
    {
        const string provider = "Microsoft Enhanced RSA and AES Cryptographic Provider (Prototype)\0";
        var info = new BinaryBlock();
        info.U16(3).U16(2).U32(0x24);
        info.U32(32 + provider.Length * 2);
        info.U32(0x24).U32(0).U32(0x660E).U32(0x8004).U32(128).U32(0x18).U32(0).U32(0).Bytes(
            Encoding.Unicode.GetBytes(provider));
        info.U32(16).Bytes(Fill(16, 1)).Bytes(Fill(16, 2)).U32(20).Bytes(Fill(32, 3));
        var package = new BinaryBlock();
        package.U32(8192).U32(0).Bytes(Fill(8192, 4));
        stream.Write(CompoundFile.Bytes([("EncryptionInfo", info.ToArray()), ("EncryptedPackage", package.ToArray())]));
    }

    static byte[] Fill(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)((i * 73 + seed * 41) % 251))];

    static int SizeOr(Sample sample, int usual) => sample.Size == 0 ? usual : sample.Size;
}
