using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Text on a terminal, where Chinese takes two places.</summary>
static class Terminal
{
    /// <summary>Whether the reader of a pipe went away, as <c>head</c> does.</summary>
    public static bool IsBrokenPipe(IOException e) => e.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase);

    public static string Titled(Column column, Language language) => column.Title?.In(language) ?? column.Name;
}
