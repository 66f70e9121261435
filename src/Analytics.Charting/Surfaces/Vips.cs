using System.Runtime.InteropServices;

namespace Analytics.Charting;

/// <summary>SVG to PNG by libvips, through its non-variadic functions: the variadic ones cannot be called
/// portably.</summary>
static partial class Vips
{
    static readonly Lazy<VipsTypes> Types = new(Start);

    /// <summary>The picture as PNG bytes; thread-safe.</summary>
    /// <param name="svg">UTF-8.</param>
    /// <param name="scale">Pixels per SVG pixel.</param>
    /// <param name="dpi">Resolution written into the file.</param>
    public static byte[] Render(byte[] svg, double scale, double dpi)
    {
        var types = Types.Value;
        // The bytes are copied, because libvips reads them while the picture exists.
        var source = Native.BlobCopy(svg, (nuint)svg.Length);
        nint image = 0, flat = 0, sized = 0;
        try
        {
            image = Run("svgload_buffer", "out", o =>
            {
                Set(o, "buffer", types.Blob, v => Native.ValueSetBoxed(v, source));
                SetDouble(o, "scale", scale);
            }, types);
            flat = Run("flatten", "out", o =>
            {
                SetImage(o, "in", image, types);
                SetDoubles(o, "background", [255, 255, 255], types);
            }, types);
            sized = Run("copy", "out", o =>
            {
                SetImage(o, "in", flat, types);
                SetDouble(o, "xres", dpi / 25.4);
                SetDouble(o, "yres", dpi / 25.4);
            }, types);
            return Save(sized, types);
        }
        finally
        {
            foreach (var handle in (nint[])[sized, flat, image])
                if (handle != 0) Native.Unref(handle);
            Native.AreaUnref(source);
        }
    }

    static byte[] Save(nint image, VipsTypes types)
    {
        var blob = Run("pngsave_buffer", "buffer", o => SetImage(o, "in", image, types), types);
        try
        {
            var data = Native.BlobGet(blob, out var length);
            var bytes = new byte[checked((int)length)];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            Native.AreaUnref(blob);
        }
    }

    // Builds one operation and takes its result, which the caller must release.
    static nint Run(string name, string output, Action<nint> set, VipsTypes types)
    {
        var operation = Native.OperationNew(name);
        if (operation == 0) throw Failure();
        try
        {
            set(operation);
            var built = Native.Build(operation);
            if (built == 0) throw Failure();
            try
            {
                return Get(built, output, output == "buffer" ? types.Blob : types.Image, output == "buffer");
            }
            finally
            {
                Native.UnrefOutputs(built);
                Native.Unref(built);
            }
        }
        finally
        {
            Native.Unref(operation);
        }
    }

    static unsafe nint Get(nint operation, string name, nuint type, bool boxed)
    {
        var value = default(GValue);
        Native.ValueInit(&value, type);
        Native.GetProperty(operation, name, &value);
        nint result;
        if (boxed) result = Native.BoxedCopy(type, Native.ValueGetBoxed(&value));
        else result = Native.Ref(Native.ValueGetObject(&value));
        Native.ValueUnset(&value);
        return result;
    }

    static unsafe void Set(nint operation, string name, nuint type, Action<nint> fill)
    {
        var value = default(GValue);
        Native.ValueInit(&value, type);
        fill((nint)(&value));
        Native.SetProperty(operation, name, &value);
        Native.ValueUnset(&value);
    }

    static void SetDouble(nint operation, string name, double number) =>
        Set(operation, name, GTypeDouble, v => Native.ValueSetDouble(v, number));

    static void SetImage(nint operation, string name, nint image, VipsTypes types) =>
        Set(operation, name, types.Image, v => Native.ValueSetObject(v, image));

    static void SetDoubles(nint operation, string name, double[] numbers, VipsTypes types)
    {
        var array = Native.ArrayDoubleNew(numbers, numbers.Length);
        Set(operation, name, types.ArrayDouble, v => Native.ValueSetBoxed(v, array));
        Native.AreaUnref(array);
    }

    static Tables.AnalyticsException Failure()
    {
        var problem = Marshal.PtrToStringUTF8(Native.ErrorBuffer())?.ReplaceLineEndings(" ").Trim() ?? "";
        Native.ErrorClear();
        return ChartErrors.PngFailed(problem);
    }
}
