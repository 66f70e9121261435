using System.Text;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

/// <summary>The forms of all subjects.</summary>
public static class FormLibrary
{
    /// <summary>Reads <c>etl/*/forms/*.yaml</c>.</summary>
    /// <param name="contentRoot">The folder <c>etl</c> lies in; none there is an empty library.</param>
    /// <param name="fields">The fields of every contract.</param>
    /// <returns>In order of name.</returns>
    /// <exception cref="AnalyticsException">A form is wrong, or two have one name.</exception>
    public static IReadOnlyList<Form> Load(string contentRoot, IReadOnlyList<FieldWords> fields)
    {
        var forms = new SortedDictionary<string, Form>(StringComparer.Ordinal);
        foreach (var path in Paths(contentRoot))
        {
            var form = Form.Parse(path, Read(contentRoot, path), fields);
            if (form.Name != Path.GetFileNameWithoutExtension(path)) throw FormErrors.Name(form);
            if (!forms.TryAdd(form.Name, form)) throw FormErrors.Twice(form, forms[form.Name]);
        }
        return [.. forms.Values];
    }

    static IEnumerable<string> Paths(string contentRoot)
    {
        var etl = Path.Combine(contentRoot, "etl");
        if (!Directory.Exists(etl)) return [];
        return Directory.EnumerateDirectories(etl)
            .Select(subject => Path.Combine(subject, "forms")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml"))
            .Select(path => Path.GetRelativePath(contentRoot, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    static string Read(string contentRoot, string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(contentRoot, path), new UTF8Encoding(false, true));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw FormErrors.Unreadable(path, error);
        }
    }
}
