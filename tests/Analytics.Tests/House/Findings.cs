namespace Analytics.Tests.House;

/// <summary>Says every finding of a rule, where xunit's own message would stop at five.</summary>
static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} found:\n{string.Join('\n', all)}");
    }
}
