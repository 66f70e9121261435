using System.Text;
using System.Text.Json.Nodes;

namespace Analytics.Delivery.Notebooks;

/// What one cell put out, in order, as nbformat stores it. The folders of workspace and content are written as a dot:
/// outputs are equal on every machine.
sealed class CellOutputs(NotebookCell cell, IReadOnlyList<string> places)
{
    readonly JsonArray _outputs = [];

    /// What the cell printed since its last output.
    public StringBuilder Console { get; } = new();

    public void Display(object value) => Add("display_data", value);

    public void Result(object value) => Add("execute_result", value)["execution_count"] = cell.Number;

    public void Error(string name, string text)
    {
        TakeConsole();
        var told = Portable(text);
        _outputs.Add(new JsonObject
        {
            ["output_type"] = "error", ["ename"] = name, ["evalue"] = told, ["traceback"] = new JsonArray(told),
        });
    }

    public JsonArray Take()
    {
        TakeConsole();
        return _outputs;
    }

    public string Portable(string text) => places.Where(place => place != Path.GetPathRoot(place)).Aggregate(
        text.ReplaceLineEndings("\n"), (plain, place) => plain.Replace(place, ".", StringComparison.Ordinal));

    JsonObject Add(string type, object value)
    {
        TakeConsole();
        var data = new JsonObject();
        foreach (var (form, text) in CellValue.Forms(value, $"cell-{cell.Number}-{_outputs.Count + 1}"))
            data[form] = Lines(text);
        var output = new JsonObject { ["output_type"] = type, ["data"] = data, ["metadata"] = new JsonObject() };
        _outputs.Add(output);
        return output;
    }

    void TakeConsole()
    {
        if (Console.Length == 0) return;
        _outputs.Add(new JsonObject
        {
            ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Lines(Console.ToString()),
        });
        Console.Clear();
    }

    // Jupyter stores text as a list of lines that carry their breaks.
    JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var rest = Portable(text);
        while (rest.Length > 0)
        {
            var end = rest.IndexOf('\n', StringComparison.Ordinal) is var at and >= 0 ? at + 1 : rest.Length;
            lines.Add(rest[..end]);
            rest = rest[end..];
        }
        return lines;
    }
}
