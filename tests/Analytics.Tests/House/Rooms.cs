using System.Reflection;

namespace Analytics.Tests.House;

/// <summary>The assemblies of the rooms and of the content project, found beside the tests.</summary>
static class Rooms
{
    public static IReadOnlyList<Assembly> All { get; } = [.. Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => name == "analytics" || name.StartsWith("Analytics.", StringComparison.Ordinal))
        .Where(name => name != typeof(Rooms).Assembly.GetName().Name)
        .Order(StringComparer.Ordinal).Select(Assembly.Load)];

    /// <summary>The project's name; the program's assembly is called <c>analytics</c>.</summary>
    public static string NameOf(Assembly assembly) =>
        assembly.GetName().Name is { } name && name != "analytics" ? name : "Analytics.Cli";
}
