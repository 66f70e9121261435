using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Models;

/// <summary>A value of a shared dimension, such as the scope <c>tier=city</c>.</summary>
/// <param name="Name">As in the data.</param>
/// <param name="Title">For people.</param>
public sealed record Member(string Name, LocalText Title);

/// <summary>The meaning of the figures: measures by subject, and the words all subjects share.</summary>
public sealed class SemanticModel
{
    readonly Dictionary<string, Measure> _byName;

    internal SemanticModel(SharedDimensions shared, IReadOnlyList<Measure> measures, StarModel star) =>
        (Shared, Measures, Star, _byName) =
            (shared, measures, star, measures.ToDictionary(measure => measure.Name, StringComparer.Ordinal));

    /// <summary>Dimensions all subjects share.</summary>
    public SharedDimensions Shared { get; }

    /// <summary>Every measure, subjects in order of name, measures in the order of their file.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>Facts, dimensions and the measures over them; empty where none are declared. No measure of it has the
    /// name of a published one.</summary>
    public StarModel Star { get; }

    /// <summary>A model of facts alone, without published measures.</summary>
    public static SemanticModel OfStar(StarModel star) => new(SharedDimensions.None, [], star);

    /// <summary>A published measure by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="place">Where it was asked for, for the error: <c>query.json: measures[0]</c>.</param>
    /// <exception cref="AnalyticsException"><c>measure-not-found</c>, with the nearest and all known names.</exception>
    public Measure Named(string name, string place) => _byName.TryGetValue(name, out var measure)
        ? measure
        : throw SemanticErrors.MeasureNotFound(name, place, _byName.Keys);

    /// <summary>Reads <c>model.yaml</c> and every <c>{subject}/model.yaml</c> of a folder.</summary>
    /// <exception cref="AnalyticsException">A file is missing or wrong; the text names file and line.</exception>
    public static SemanticModel Load(string folder)
    {
        var shared = Path.Combine(folder, "model.yaml");
        if (!File.Exists(shared)) throw SemanticErrors.ModelMissing(shared);
        var subjects = Directory.EnumerateDirectories(folder).Select(subject => Path.Combine(subject, "model.yaml"))
            .Where(File.Exists).Order(StringComparer.Ordinal).ToArray();
        if (subjects.Length == 0) throw SemanticErrors.ModelMissing(Path.Combine(folder, "*", "model.yaml"));
        return ModelReader.Read([.. subjects.Prepend(shared)
            .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))],
            (name, path) => StarModel.Beside(Path.GetDirectoryName(Path.Combine(folder, name))!, path));
    }

    /// <summary>Reads a model from texts: the shared dimensions first, then a subject each.</summary>
    /// <exception cref="AnalyticsException">A text is wrong; the error names it and the line.</exception>
    public static SemanticModel Parse(params IReadOnlyList<(string Name, string Text)> files) =>
        ModelReader.Read(files);
}

/// <summary>Words all subjects share, from the model's own <c>model.yaml</c>.</summary>
/// <param name="Datasets">Where figures come from; they meet in one query only when asked.</param>
/// <param name="Levels">Levels of areas.</param>
/// <param name="PeriodKinds">Kinds of periods.</param>
/// <param name="Scopes">Scope dimensions with their known values.</param>
public sealed record SharedDimensions(IReadOnlyList<Member> Datasets, IReadOnlyList<Member> Levels,
    IReadOnlyList<Member> PeriodKinds, IReadOnlyDictionary<string, IReadOnlyList<Member>> Scopes)
{
    /// <summary>The dimensions of a scope, in the order of its id.</summary>
    public static IReadOnlyList<string> ScopeDimensions { get; } = ["body", "role", "instance", "tier", "population"];

    /// <summary>No words: of a model that has no published measures.</summary>
    internal static SharedDimensions None { get; } = new([], [], [],
        ScopeDimensions.ToDictionary(name => name, _ => (IReadOnlyList<Member>)[], StringComparer.Ordinal));

    /// <summary>The stated parts of a scope in words; null where none is stated. A part without a title keeps its
    /// name.</summary>
    /// <param name="scopeId">Such as <c>body=whole-district;role=defendant</c>.</param>
    public LocalText? TitleOfScope(string scopeId)
    {
        if (scopeId.Length == 0) return null;
        var titles = scopeId.Split(';').Select(part => part.Split('=', 2)).Select(part =>
            (Scopes.TryGetValue(part[0], out var members) ? members.FirstOrDefault(m => m.Name == part[^1]) : null)
            ?.Title ?? new LocalText(part[^1], part[^1])).ToArray();
        return new LocalText(string.Join('、', titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En)));
    }
}
