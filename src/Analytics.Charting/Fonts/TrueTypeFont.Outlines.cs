using System.Globalization;
using System.Text;

namespace Analytics.Charting.Fonts;

sealed partial class TrueTypeFont
{
    readonly record struct Point(double X, double Y, bool OnCurve)
    {
        public static Point Between(Point a, Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2, true);
    }

    /// <summary>A glyph's contours as SVG path data in font units, y upwards; "" for a blank glyph.</summary>
    public string Outline(int glyph) => _outlines.GetOrAdd(glyph, g =>
    {
        var path = new StringBuilder();
        foreach (var contour in Contours(g, 0)) Append(path, contour);
        return path.ToString();
    });

    List<Point[]> Contours(int glyph, int depth)
    {
        if (depth > 8) throw new InvalidDataException("composite glyphs are nested too deeply");
        var (loca, glyf) = (Table("loca"), Table("glyf"));
        var (start, end) = _longOffsets
            ? ((int)U32(loca + 4 * glyph), (int)U32(loca + 4 * glyph + 4))
            : (2 * U16(loca + 2 * glyph), 2 * U16(loca + 2 * glyph + 2));
        if (end <= start) return [];
        var contours = S16(glyf + start);
        return contours >= 0 ? Simple(glyf + start + 10, contours) : Composite(glyf + start + 10, depth);
    }

    // A flags run, then x deltas, then y deltas; bits as in the specification's "simple glyph flags".
    List<Point[]> Simple(int at, int contours)
    {
        if (contours == 0) return [];
        var ends = new int[contours];
        for (var i = 0; i < contours; i++, at += 2) ends[i] = U16(at);
        at += 2 + U16(at);
        var flags = new byte[ends[^1] + 1];
        for (var i = 0; i < flags.Length;)
        {
            var flag = _data[at++];
            var repeats = (flag & 8) != 0 ? _data[at++] : 0;
            for (; repeats >= 0; repeats--) flags[i++] = flag;
        }
        var xs = Coordinates(flags, 2, 16, ref at);
        var ys = Coordinates(flags, 4, 32, ref at);
        var result = new List<Point[]>(contours);
        var first = 0;
        foreach (var end in ends)
        {
            var contour = new Point[end - first + 1];
            for (var i = 0; i < contour.Length; i++)
                contour[i] = new(xs[first + i], ys[first + i], (flags[first + i] & 1) != 0);
            result.Add(contour);
            first = end + 1;
        }
        return result;
    }

    int[] Coordinates(byte[] flags, int shortBit, int sameBit, ref int at)
    {
        var values = new int[flags.Length];
        var value = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            var same = (flags[i] & sameBit) != 0;
            if ((flags[i] & shortBit) != 0) value += same ? _data[at++] : -_data[at++];
            else if (!same) { value += S16(at); at += 2; }
            values[i] = value;
        }
        return values;
    }

    List<Point[]> Composite(int at, int depth)
    {
        var result = new List<Point[]>();
        for (var more = true; more;)
        {
            var flags = U16(at);
            var component = U16(at + 2);
            at += 4;
            var words = (flags & 1) != 0;
            if ((flags & 2) == 0) 
                throw new InvalidDataException("a composite glyph is placed by points, which is not read");
            var (dx, dy) = words ? (S16(at), S16(at + 2)) : ((sbyte)_data[at], (sbyte)_data[at + 1]);
            at += words ? 4 : 2;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & 8) != 0) { a = d = F2Dot14(at); at += 2; }
            else if ((flags & 0x40) != 0) { (a, d) = (F2Dot14(at), F2Dot14(at + 2)); at += 4; }
            else if ((flags & 0x80) != 0)
            {
                (a, b, c, d) = (F2Dot14(at), F2Dot14(at + 2), F2Dot14(at + 4), F2Dot14(at + 6));
                at += 8;
            }
            result.AddRange(Contours(component, depth + 1).Select(contour => contour
                .Select(p => new Point(a * p.X + c * p.Y + dx, b * p.X + d * p.Y + dy, p.OnCurve)).ToArray()));
            more = (flags & 0x20) != 0;
        }
        return result;
    }

    double F2Dot14(int at) => S16(at) / 16384.0;

    // Two off-curve points in a row have an on-curve point halfway between them.
    static void Append(StringBuilder path, Point[] contour)
    {
        if (contour.Length < 2) return;
        var first = Array.FindIndex(contour, p => p.OnCurve);
        var start = first >= 0 ? contour[first] : Point.Between(contour[^1], contour[0]);
        Command(path, 'M', start);
        Point? control = null;
        for (var i = 1; i <= contour.Length; i++)
        {
            var point = contour[(Math.Max(first, -1) + i + contour.Length) % contour.Length];
            if (point.OnCurve)
            {
                if (control is { } c) Command(path, 'Q', c, point);
                else if (i < contour.Length) Command(path, 'L', point);
                control = null;
                continue;
            }
            if (control is { } previous) Command(path, 'Q', previous, Point.Between(previous, point));
            control = point;
        }
        if (control is { } last) Command(path, 'Q', last, start);
        path.Append('Z');
    }

    static void Command(StringBuilder path, char command, params ReadOnlySpan<Point> points)
    {
        path.Append(command);
        for (var i = 0; i < points.Length; i++)
            path.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? " " : "")}{points[i].X:0.#} {points[i].Y:0.#}");
    }
}
