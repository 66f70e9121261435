using System.Runtime.InteropServices;

namespace Analytics.Charting;

static partial class Vips
{
    // A fundamental type is its number shifted by two bits (gtype.h).
    const nuint GTypeDouble = 15 << 2;

    sealed record VipsTypes(nuint Image, nuint Blob, nuint ArrayDouble);

    struct GValue
    {
        public nuint Type;
        public ulong First;
        public ulong Second;
    }

    static VipsTypes Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(Vips).Assembly, (name, _, _) =>
            name is "vips" or "gobject" ? Load(name) : 0);
        if (Native.Init("analytics") != 0) throw Failure();
        // Caching operations would keep pictures alive and compare buffers by address.
        Native.CacheSetMax(0);
        return new(Native.TypeFromName("VipsImage"), Native.TypeFromName("VipsBlob"),
            Native.TypeFromName("VipsArrayDouble"));
    }

    static nint Load(string name)
    {
        string[] files = OperatingSystem.IsWindows()
            ? name == "gobject" ? ["libgobject-2.0-0.dll", "libvips-42.dll"] : ["libvips-42.dll"]
            : OperatingSystem.IsMacOS() ? ["libvips-cpp.8.18.7.dylib"] : ["libvips-cpp.so.8.18.7"];
        var folders = new[]
        {
            Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(AppContext.BaseDirectory, "runtimes", PortableRid(), "native"),
            AppContext.BaseDirectory,
        };
        var paths = folders.Distinct()
            .SelectMany(folder => files.Select(file => Path.Combine(folder, file))).ToArray();
        foreach (var path in paths)
            if (NativeLibrary.TryLoad(path, out var handle)) return handle;
        throw ChartErrors.PngLibraryMissing(paths, null);
    }

    // A distribution's own identifier (debian.12-x64) is not a folder's name.
    static string PortableRid()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    static unsafe partial class Native
    {
        [LibraryImport("vips", EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int Init(string program);

        [LibraryImport("vips", EntryPoint = "vips_cache_set_max")]
        public static partial void CacheSetMax(int operations);

        [LibraryImport("vips", EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
        public static partial nint OperationNew(string name);

        [LibraryImport("vips", EntryPoint = "vips_cache_operation_build")]
        public static partial nint Build(nint operation);

        [LibraryImport("vips", EntryPoint = "vips_object_unref_outputs")]
        public static partial void UnrefOutputs(nint operation);

        [LibraryImport("vips", EntryPoint = "vips_blob_copy")]
        public static partial nint BlobCopy(byte[] data, nuint length);

        [LibraryImport("vips", EntryPoint = "vips_blob_get")]
        public static partial nint BlobGet(nint blob, out nuint length);

        [LibraryImport("vips", EntryPoint = "vips_array_double_new")]
        public static partial nint ArrayDoubleNew(double[] numbers, int count);

        [LibraryImport("vips", EntryPoint = "vips_area_unref")]
        public static partial void AreaUnref(nint area);

        [LibraryImport("vips", EntryPoint = "vips_error_buffer")]
        public static partial nint ErrorBuffer();

        [LibraryImport("vips", EntryPoint = "vips_error_clear")]
        public static partial void ErrorClear();

        [LibraryImport("gobject", EntryPoint = "g_type_from_name", StringMarshalling = StringMarshalling.Utf8)]
        public static partial nuint TypeFromName(string name);

        [LibraryImport("gobject", EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void SetProperty(nint instance, string name, GValue* value);

        [LibraryImport("gobject", EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void GetProperty(nint instance, string name, GValue* value);

        [LibraryImport("gobject", EntryPoint = "g_object_ref")]
        public static partial nint Ref(nint instance);

        [LibraryImport("gobject", EntryPoint = "g_object_unref")]
        public static partial void Unref(nint instance);

        [LibraryImport("gobject", EntryPoint = "g_boxed_copy")]
        public static partial nint BoxedCopy(nuint type, nint boxed);

        [LibraryImport("gobject", EntryPoint = "g_value_init")]
        public static partial nint ValueInit(GValue* value, nuint type);

        [LibraryImport("gobject", EntryPoint = "g_value_unset")]
        public static partial void ValueUnset(GValue* value);

        [LibraryImport("gobject", EntryPoint = "g_value_get_object")]
        public static partial nint ValueGetObject(GValue* value);

        [LibraryImport("gobject", EntryPoint = "g_value_get_boxed")]
        public static partial nint ValueGetBoxed(GValue* value);

        [LibraryImport("gobject", EntryPoint = "g_value_set_object")]
        public static partial void ValueSetObject(nint value, nint instance);

        [LibraryImport("gobject", EntryPoint = "g_value_set_boxed")]
        public static partial void ValueSetBoxed(nint value, nint boxed);

        [LibraryImport("gobject", EntryPoint = "g_value_set_double")]
        public static partial void ValueSetDouble(nint value, double number);
    }
}
