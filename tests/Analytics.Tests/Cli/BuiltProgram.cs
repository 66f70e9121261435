using System.Diagnostics;

namespace Analytics.Tests.Cli;

/// <summary>How a process ended.</summary>
sealed record Ended(int Code, string Output, string Error)
{
    public string ErrorLine => Assert.Single(Error.TrimEnd('\n').Split('\n'));
}

/// <summary>The built program beside the tests, as a process of its own.</summary>
static class BuiltProgram
{
    static readonly string[] Words = ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "analytics.dll")];

    /// <summary>Whether this user may mount a file system of its own, as containers of a build may not.</summary>
    public static async Task<bool> MayMountAsync() => OperatingSystem.IsLinux() && (await EndAsync(Start(
        "sh", ["-c", "unshare -rm mount -t tmpfs none \"$1\"", "sh", Path.GetTempPath()]))).Code == 0;

    public static Process Start(params string[] args) => Start(Words[0], [.. Words[1..], .. args]);

    public static Task<Ended> CallAsync(params string[] args) => EndAsync(Start(args));

    /// <summary>A script in which <c>analytics</c> is the program; <c>$1</c> and so on are the arguments.</summary>
    public static Task<Ended> ScriptAsync(string script, params string[] args) => EndAsync(Start("sh", ["-c",
        $"analytics() {{ dotnet exec '{Words[2]}' \"$@\"; }}\n{script}", "sh", .. args]));

    /// <summary>The same where mounts are seen by the script alone.</summary>
    public static Task<Ended> MountingScriptAsync(string script, params string[] args) => EndAsync(Start("unshare", ["-rm", "sh", "-c",
        $"analytics() {{ dotnet exec '{Words[2]}' \"$@\"; }}\n{script}", "sh", .. args]));

    public static async Task<Ended> EndAsync(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new Ended(process.ExitCode, output, await error);
        }
    }

    static Process Start(string file, string[] args) => Process.Start(
        new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
