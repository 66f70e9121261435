using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

public sealed partial record StarModel
{
    /// <summary>A model that says nothing.</summary>
    /// <param name="name">Its name.</param>
    public static StarModel Empty(string name) =>
        new StarModelReader([]).Finish(name, new LocalText(name, name));

    /// <summary>The JSON schema of a model file, for editors.</summary>
    public static string Schema()
    {
        using var stream = typeof(StarModel).Assembly.GetManifestResourceStream("model.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a model from a file; files it names lie beside it.</summary>
    /// <exception cref="AnalyticsException">A file is missing or wrong; the text names file and line.</exception>
    public static StarModel Load(string file)
    {
        if (!File.Exists(file)) throw SemanticErrors.ModelMissing(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Parse(Path.GetFileName(file), File.ReadAllText(file), path => Beside(folder, path));
    }

    /// <summary>Reads a model from a text.</summary>
    /// <param name="name">The text's name in errors.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="readBeside">Reads a file that the model names by its path relative to the model's; throws
    /// <see cref="FileNotFoundException"/> where there is none. Null where there are no files.</param>
    /// <exception cref="AnalyticsException">The text is wrong; the error names the line.</exception>
    public static StarModel Parse(string name, string text, Func<string, string>? readBeside = null) =>
        StarModelReader.Read(name, text, readBeside);

    /// <summary>The field that a text names: <c>area.region</c>, or <c>area</c> for the first attribute of the role.
    /// </summary>
    /// <param name="text">As asked for.</param>
    /// <param name="fact">The fact that must reach it; null takes the field of any fact.</param>
    /// <param name="place">Where it was asked for, for the error.</param>
    /// <exception cref="AnalyticsException"><c>field-not-found</c>, or <c>field-unreachable</c> where only other facts
    /// have it.</exception>
    public Field Resolve(string text, Fact? fact, string place)
    {
        var fields = fact is null ? [.. FieldsOf(Facts.Values)] : FieldPath.Of(this, fact).ToArray();
        if (Among(fields, text) is { } field) return field;
        var others = Facts.Values.Where(other => Among([.. FieldPath.Of(this, other)], text) is not null)
            .Select(other => other.Name).ToArray();
        string[] known = [.. fields.Select(known => known.ToString())];
        throw fact is null || others.Length == 0
            ? StarErrors.FieldNotFound(place, text, known)
            : StarErrors.FieldUnreachable(place, text, fact.Name, others, known);
    }

    internal static string Beside(string folder, string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, path));
        }
        catch (DirectoryNotFoundException error)
        {
            throw new FileNotFoundException(error.Message, path, error);
        }
    }

    IEnumerable<Field> FieldsOf(IEnumerable<Fact> facts) =>
        facts.SelectMany(fact => FieldPath.Of(this, fact)).Distinct();

    static Field? Among(IReadOnlyList<Field> fields, string text)
    {
        foreach (var field in fields)
            if (field.ToString() == text || field.Role == text || $"{field.Role}.{field.Attribute}" == text)
                return field;
        return null;
    }
}
