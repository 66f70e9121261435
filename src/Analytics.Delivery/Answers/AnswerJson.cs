using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Delivery.Answers;

/// An answer as one JSON object.
static class AnswerJson
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(QueryResult answer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            Columns(json, answer.Table);
            Rows(json, answer.Table);
            States(json, answer);
            json.WriteStartArray("warnings");
            foreach (var warning in answer.Warnings) Text(json, warning);
            json.WriteEndArray();
            if (answer.Metadata is { } metadata) Metadata(json, metadata);
            if (answer.VerifiedValues is { } values) json.WriteNumber("verified_values", values);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    public static void Columns(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Kind.ToString()));
            if (column.Unit is { } unit) json.WriteString("unit", unit);
            if (column.Title is { } title)
            {
                json.WritePropertyName("title");
                Text(json, title);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Rows(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray("rows");
        for (var row = 0; row < table.RowCount; row++)
        {
            json.WriteStartObject();
            foreach (var column in table.Columns)
            {
                json.WritePropertyName(column.Name);
                Value(json, table[row, column.Name]);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long whole: json.WriteNumberValue(whole); break;
            case decimal exact: json.WriteNumberValue(exact); break;
            case double.PositiveInfinity: json.WriteStringValue("Inf"); break;
            case double.NegativeInfinity: json.WriteStringValue("-Inf"); break;
            case double real: json.WriteNumberValue(real); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            default: json.WriteStringValue($"{value:yyyy-MM-dd}"); break;
        }
    }

    static void States(Utf8JsonWriter json, QueryResult answer)
    {
        json.WriteStartArray("states");
        foreach (var (row, states) in (answer.States ?? []).Index())
            foreach (var column in answer.Table.Columns)
                if (states.TryGetValue(column.Name, out var state) && state != CellState.Value)
                {
                    json.WriteStartObject();
                    json.WriteNumber("row", row);
                    json.WriteString("column", column.Name);
                    json.WriteString("state", StateColumns.Word(state));
                    json.WriteEndObject();
                }
        json.WriteEndArray();
    }

    static void Metadata(Utf8JsonWriter json, AnswerMetadata metadata)
    {
        json.WriteStartObject("metadata");
        json.WriteString("model", metadata.Model);
        json.WriteString("data_version", metadata.DataVersion);
        json.WritePropertyName("data_until");
        Value(json, metadata.DataUntil);
        json.WriteStartArray("rules");
        foreach (var rule in metadata.Rules) json.WriteStringValue(rule);
        json.WriteEndArray();
        json.WriteStartObject("modes");
        foreach (var (name, mode) in metadata.Modes) json.WriteString(name, mode);
        json.WriteEndObject();
        json.WritePropertyName("verified");
        Value(json, metadata.Verified);
        if (metadata.VerifiedCells is { } cells) json.WriteNumber("verified_cells", cells);
        json.WriteEndObject();
    }

    public static void Text(Utf8JsonWriter json, LocalText text)
    {
        json.WriteStartObject();
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }
}
