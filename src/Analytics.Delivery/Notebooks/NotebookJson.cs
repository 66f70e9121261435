using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Analytics.Delivery.Notebooks;

/// The form Jupyter saves: keys in order, one space a level, text unescaped, a line break at the end. System.Text.Json
/// cannot write it: every encoder of its own escapes characters beyond the basic plane, which Chinese names have.
static class NotebookJson
{
    public static string Write(JsonNode node)
    {
        var output = new StringBuilder(1 << 16);
        Append(output, node, 0);
        return output.Append('\n').ToString();
    }

    static void Append(StringBuilder output, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                Append(output, '{', '}', depth, members.OrderBy(m => m.Key, StringComparer.Ordinal), member =>
                {
                    Append(output, member.Key);
                    output.Append(": ");
                    Append(output, member.Value, depth + 1);
                });
                break;
            case JsonArray { Count: > 0 } items:
                Append(output, '[', ']', depth, items, item => Append(output, item, depth + 1));
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                Append(output, text);
                break;
            default:
                output.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    static void Append<T>(StringBuilder output, char open, char close, int depth, IEnumerable<T> parts, Action<T> write)
    {
        output.Append(open);
        foreach (var (index, part) in parts.Index())
        {
            output.Append(index == 0 ? "\n" : ",\n").Append(' ', depth + 1);
            write(part);
        }
        output.Append('\n').Append(' ', depth).Append(close);
    }

    static void Append(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                < ' ' => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => output.Append(c),
            };
        output.Append('"');
    }
}
