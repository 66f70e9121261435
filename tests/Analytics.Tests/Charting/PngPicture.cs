using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Analytics.Tests.Charting;

/// <summary>The pixels of a PNG of 8 bits a channel, and how alike two pictures look.</summary>
sealed class PngPicture
{
    const int Cells = 40;

    readonly byte[] _pixels;
    readonly int _channels;

    public PngPicture(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT") packed.Write(png, at + 8, length);
            at += 12 + length;
        }
        (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal((8, 0), (png[24], png[28]));
        _channels = png[25] switch { 0 => 1, 2 => 3, 6 => 4, var other => throw new NotSupportedException($"Colour type {other}.") };
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        _pixels = Unfilter(zlib);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Mean lightness (CIE L*, 0 to 100) of 40 cells across and as many down as are square, row by row: what an eye
    /// sees from afar, where the edges of letters make no difference.</summary>
    public int[] Lightness()
    {
        var rows = Math.Max(1, (int)Math.Round(Cells * Height / (double)Width));
        var cells = new int[Cells * rows];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < Cells; column++)
            {
                var (sum, count) = (0.0, 0);
                for (var y = row * Height / rows; y < (row + 1) * Height / rows; y++)
                    for (var x = column * Width / Cells; x < (column + 1) * Width / Cells; x++, count++) sum += Luminance(x, y);
                var mean = sum / Math.Max(1, count);
                cells[row * Cells + column] = (int)Math.Round(mean > 0.008856 ? 116 * Math.Cbrt(mean) - 16 : 903.3 * mean);
            }
        return cells;
    }

    double Luminance(int x, int y)
    {
        var at = (y * Width + x) * _channels;
        return _channels == 1 ? Linear(_pixels[at])
            : 0.2126 * Linear(_pixels[at]) + 0.7152 * Linear(_pixels[at + 1]) + 0.0722 * Linear(_pixels[at + 2]);
    }

    static readonly double[] Curve = [.. Enumerable.Range(0, 256).Select(v => v / 255.0)
        .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    static double Linear(byte value) => Curve[value];

    // Filters of the PNG specification, chapter 9.
    byte[] Unfilter(Stream lines)
    {
        var (stride, pixels) = (Width * _channels, new byte[Width * Height * _channels]);
        var line = new byte[stride + 1];
        for (var y = 0; y < Height; y++)
        {
            lines.ReadExactly(line);
            for (var x = 0; x < stride; x++)
            {
                int left = x >= _channels ? pixels[y * stride + x - _channels] : 0, up = y > 0 ? pixels[(y - 1) * stride + x] : 0,
                    corner = x >= _channels && y > 0 ? pixels[(y - 1) * stride + x - _channels] : 0;
                pixels[y * stride + x] = (byte)(line[x + 1] + line[0] switch
                {
                    0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner),
                });
            }
        }
        return pixels;
    }

    static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
