namespace Analytics.Etl.Published;

/// The files of published figures and of the reviewed rules they are read by.
static class PublishedFiles
{
    public const string Figures = "seeds/published/figures.csv";
    public const string Groups = "seeds/published/reporting-groups.csv";
    public const string IndicatorsAdded = "seeds/published/indicators-added.csv";
    public const string Map = "seeds/published/indicator-map.csv";
    public const string Phrases = "seeds/published/note-phrases.csv";
    public const string Series = "seeds/published/source-series.csv";
    public const string Sources = "seeds/published/sources.csv";
    public const string SourceScopes = "seeds/published/source-scopes.csv";
    public const string Units = "seeds/published/units.csv";

    /// What a figure is resolved by.
    public static IReadOnlyList<string> All { get; } = [Figures, Groups, Map, Phrases, Series, SourceScopes, Units];
}
