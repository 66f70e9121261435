using System.Text;
using System.Text.Json;
using Analytics.Delivery.Answers;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery.Methods;

/// The catalog of analyses as JSON, complete enough to call each of them.
static class MethodJson
{
    public static string Write(IEnumerable<Analysis> methods)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AnswerJson.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("methods");
            foreach (var method in methods) Method(json, method);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    static void Method(Utf8JsonWriter json, Analysis method)
    {
        json.WriteStartObject();
        json.WriteString("name", method.Name);
        Text(json, "answers", method.Description);
        Text(json, "not_for", method.Limits);
        json.WriteStartArray("inputs");
        foreach (var input in method.Inputs) Input(json, method, input);
        json.WriteEndArray();
        json.WriteStartArray("parameters");
        foreach (var parameter in method.Parameters) Parameter(json, method, parameter);
        json.WriteEndArray();
        json.WriteBoolean("over_time", method.IsOverTime);
        json.WriteString("shape", MethodWords.Snake(method.Shape));
        json.WriteStartArray("outputs");
        foreach (var output in method.Outputs) Output(json, method, output);
        json.WriteEndArray();
        json.WriteString("formula", method.Guide.Formula);
        json.WriteString("reference", method.Guide.Reference);
        Example(json, method.Guide.Example);
        json.WriteEndObject();
    }

    static void Input(Utf8JsonWriter json, Analysis method, Input input)
    {
        json.WriteStartObject();
        json.WriteString("name", input.Name);
        json.WriteStartArray("aliases");
        foreach (var alias in input.Aliases) json.WriteStringValue(alias);
        json.WriteEndArray();
        json.WriteString("kind", MethodWords.Snake(input.Kind));
        json.WriteBoolean("required", !input.IsOptional);
        Bounds(json, input.Min, input.Max);
        Text(json, "description", MethodWords.Input(method, input));
        json.WriteEndObject();
    }

    static void Parameter(Utf8JsonWriter json, Analysis method, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteStartArray("columns");
        foreach (var column in parameter.Aliases.Prepend(parameter.Name)) json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteString("kind", MethodWords.Snake(parameter.Kind));
        json.WriteString("default", parameter.Default);
        Bounds(json, parameter.Min, parameter.Max);
        if (parameter.Choices is { } choices)
        {
            json.WriteStartArray("choices");
            foreach (var choice in choices) json.WriteStringValue(choice);
            json.WriteEndArray();
        }
        Text(json, "description", MethodWords.Parameter(method, parameter));
        json.WriteEndObject();
    }

    static void Output(Utf8JsonWriter json, Analysis method, Output output)
    {
        json.WriteStartObject();
        json.WriteString(method.Shape == ResultShape.Long ? "key" : "name", output.Name);
        json.WriteString("kind", MethodWords.Snake(output.Kind));
        if (output.Unit is { } unit) json.WriteString("unit", unit);
        if (method.Shape == ResultShape.Long) json.WriteBoolean("indexed", output.IsIndexed);
        Text(json, "description", MethodWords.Output(method, output));
        json.WriteEndObject();
    }

    static void Example(Utf8JsonWriter json, WorkedExample example)
    {
        json.WriteStartObject("example");
        json.WriteString("data", example.Data);
        json.WriteString("parameters", example.Parameters);
        json.WriteStartArray("expected");
        foreach (var cell in example.Expected)
        {
            json.WriteStartObject();
            json.WriteNumber("row", cell.Row);
            json.WriteString("column", cell.Column);
            json.WriteString("value", cell.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("source", example.Source);
        json.WriteEndObject();
    }

    static void Bounds(Utf8JsonWriter json, double? min, double? max)
    {
        if (min is { } low) json.WriteNumber("min", low);
        if (max is { } high) json.WriteNumber("max", high);
    }

    static void Text(Utf8JsonWriter json, string name, LocalText? text)
    {
        if (text is null) return;
        json.WritePropertyName(name);
        AnswerJson.Text(json, text);
    }
}
