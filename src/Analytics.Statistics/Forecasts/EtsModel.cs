namespace Analytics.Statistics.Forecasts;

/// <summary>How a part enters an exponential smoothing model.</summary>
public enum EtsPart
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By adding.</summary>
    Additive,

    /// <summary>By multiplying; of errors, relative to what was expected.</summary>
    Multiplicative,
}

/// <summary>A model of the exponential smoothing family: error, trend, season.</summary>
/// <param name="Error">Additive or multiplicative.</param>
/// <param name="Trend">None or additive: multiplicative trends run away.</param>
/// <param name="IsDamped">Whether the trend fades.</param>
/// <param name="Season">Multiplicative only with multiplicative errors.</param>
public readonly record struct EtsModel(EtsPart Error, EtsPart Trend, bool IsDamped, EtsPart Season)
{
    /// <summary>The fifteen stable models, simplest first.</summary>
    public static IReadOnlyList<EtsModel> Family { get; } =
    [
        .. new[] { "ANN", "AAN", "AANd", "ANA", "AAA", "AAAd", "MNN", "MAN", "MANd", "MNA", "MAA", "MAAd", "MNM", "MAM",
            "MAMd" }.Select(name => Named(name)!.Value),
    ];

    /// <summary>Three letters, <c>d</c> after them where the trend is damped: <c>AAN</c>, <c>MAMd</c>.</summary>
    public string Name => $"{Letter(Error)}{Letter(Trend)}{Letter(Season)}{(IsDamped ? "d" : "")}";

    /// <summary>The model of a name, <c>AANd</c> or <c>AAdN</c>; null where there is none such among the stable ones.
    /// </summary>
    public static EtsModel? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 4 && name[2] == 'd') name = $"{name[..2]}{name[3]}d";
        if (name.Length is not (3 or 4) || name.Length == 4 && (name[3] != 'd' || name[1] != 'A')) return null;
        if (name[0] is not ('A' or 'M') || name[1] is not ('N' or 'A') || name[2] is not ('N' or 'A' or 'M')
            || name[0] == 'A' && name[2] == 'M') return null;
        return new(Part(name[0]), Part(name[1]), name.Length == 4, Part(name[2]));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>How many smoothing parameters and free initial states it has.</summary>
    /// <param name="period">Points a season.</param>
    public int Count(int period) => 2 + (Trend == EtsPart.None ? 0 : 2) + (IsDamped ? 1 : 0)
        + (Season == EtsPart.None ? 0 : period);

    /// <summary>Whether all values must be above 0.</summary>
    public bool NeedsPositive => Error == EtsPart.Multiplicative;

    static char Letter(EtsPart part) => "NAM"[(int)part];

    static EtsPart Part(char letter) => (EtsPart)"NAM".IndexOf(letter, StringComparison.Ordinal);
}

/// <summary>Smoothing parameters and the state before the first point.</summary>
/// <param name="Alpha">Of the level, 0 to 1.</param>
/// <param name="Beta">Of the trend, 0 to <paramref name="Alpha"/>; 0 in models without.</param>
/// <param name="Gamma">Of the season, 0 to 1 - <paramref name="Alpha"/>; 0 in models without.</param>
/// <param name="Phi">Damping, 0.8 to 0.98; 1 where the trend is not damped.</param>
/// <param name="Level">In the unit of the series.</param>
/// <param name="Slope">A step; 0 in models without trend.</param>
/// <param name="Season">Most recent first: the last is used at the first point. Empty in models without season; they
/// sum to 0 where they add, to their number where they multiply.</param>
public sealed record EtsParameters(double Alpha, double Beta, double Gamma, double Phi, double Level, double Slope,
    IReadOnlyList<double> Season);
