using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Tables;

namespace Analytics.Delivery.Notebooks;

/// <summary>A notebook file (nbformat 4) whose code cells are C#. Immutable.</summary>
public sealed class Notebook
{
    readonly JsonObject _root;

    Notebook(string name, JsonObject root)
    {
        (Name, _root) = (name, root);
        Cells = [.. Runnable(root).Select((cell, index) => new NotebookCell(index + 1, TextOf(cell["source"])))];
    }

    /// <summary>How messages call it: the path it was read from.</summary>
    public string Name { get; }

    /// <summary>The cells that run, numbered as Jupyter does: 1 is the first code cell that is not blank.</summary>
    internal IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Every cell as it stands in the file, in order.</summary>
    internal IEnumerable<JsonObject> Nodes => _root["cells"]!.AsArray().Cast<JsonObject>();

    /// <summary>Reads a notebook.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="AnalyticsException"><c>notebook-invalid</c>: not JSON, not nbformat 4, or not C#.</exception>
    public static Notebook Parse(string json, string name)
    {
        try
        {
            var root = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return new Notebook(name, Checked(root, name));
        }
        catch (JsonException error)
        {
            throw DeliveryErrors.NotebookInvalid(name, $"line {(error.LineNumber ?? 0) + 1}: {error.Message}", error);
        }
    }

    /// <summary>The text as Jupyter saves it: keys in order, one space a level, unescaped, LF at the end.</summary>
    public string ToJson() => NotebookJson.Write(_root);

    /// <summary>The outputs of one cell and its execution count, as one node.</summary>
    internal JsonObject OutputsOf(NotebookCell cell)
    {
        var node = Runnable(_root).ElementAt(cell.Number - 1);
        return new JsonObject
        {
            ["execution_count"] = node["execution_count"]?.DeepClone(),
            ["outputs"] = node["outputs"]?.DeepClone() ?? new JsonArray(),
        };
    }

    /// <summary>The same notebook with other outputs; code cells beyond them have none.</summary>
    /// <param name="outputs">One array for each cell that ran, in order.</param>
    internal Notebook With(IReadOnlyList<JsonArray> outputs)
    {
        var root = (JsonObject)_root.DeepClone();
        foreach (var cell in CodeOf(root)) (cell["execution_count"], cell["outputs"]) = (null, new JsonArray());
        foreach (var (cell, (index, made)) in Runnable(root).Zip(outputs.Index()))
            (cell["execution_count"], cell["outputs"]) = (index + 1, made.DeepClone());
        return new Notebook(Name, root);
    }

    static JsonObject Checked(JsonNode? node, string name)
    {
        if (node is not JsonObject root) throw DeliveryErrors.NotebookInvalid(name, "found no JSON object");
        if (Text(root["nbformat"]) is var format && format != "4")
            throw DeliveryErrors.NotebookInvalid(name, $"nbformat is {format ?? "missing"}, expected 4");
        if (Text((root["metadata"] as JsonObject)?["kernelspec"] is JsonObject kernel ? kernel["language"] : null)
            is var language && language != "C#")
            throw DeliveryErrors.NotebookInvalid(name,
                $"metadata.kernelspec.language is {language ?? "missing"}, expected C#");
        if (root["cells"] is not JsonArray cells) throw DeliveryErrors.NotebookInvalid(name, "'cells' is missing");
        foreach (var (index, cell) in cells.Index())
            if (cell is not JsonObject known || Text(known["cell_type"]) is not ("code" or "markdown" or "raw"))
                throw DeliveryErrors.NotebookInvalid(name, $"cells[{index}] has no known cell_type");
            else if (TextOf(known["source"]) is null)
                throw DeliveryErrors.NotebookInvalid(name, $"cells[{index}] has no source of text");
        return root;
    }

    static IEnumerable<JsonObject> CodeOf(JsonObject root) =>
        root["cells"]!.AsArray().Cast<JsonObject>().Where(cell => Text(cell["cell_type"]) == "code");

    static IEnumerable<JsonObject> Runnable(JsonObject root) =>
        CodeOf(root).Where(cell => !string.IsNullOrWhiteSpace(TextOf(cell["source"])));

    /// <summary>A string, or a list of lines that carry their breaks.</summary>
    internal static string TextOf(JsonNode? source) => source is JsonArray lines
        ? lines.Select(Text).Aggregate((string?)"", (all, line) => line is null ? null : all + line)!
        : Text(source)!;

    static string? Text(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}

/// A cell that runs.
sealed record NotebookCell(int Number, string Source);
