namespace Analytics.Warehousing;

/// <summary>The engines, in order of name.</summary>
public static class Engines
{
    /// <summary>Every engine.</summary>
    public static IReadOnlyList<Engine> All { get; } = [new DuckDbEngine()];

    /// <summary>The engine used unless another is asked for.</summary>
    public static Engine Default => All[0];
}
