using System.Text;
using System.Text.Json;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery.Answers;

/// A result as one JSON object.
static class AnalysisJson
{
    public static string Write(AnalysisResult result, IReadOnlyList<LocalText> warnings)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AnswerJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("method", result.Method);
            json.WriteStartObject("parameters");
            foreach (var (name, value) in result.Parameters) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("reference", result.Reference);
            AnswerJson.Columns(json, result.Table);
            AnswerJson.Rows(json, result.Table);
            json.WriteStartArray("warnings");
            foreach (var warning in warnings) AnswerJson.Text(json, warning);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
