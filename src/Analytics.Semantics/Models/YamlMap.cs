using Analytics.Tables;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Analytics.Semantics.Models;

/// <summary>A YAML mapping whose errors name file and line.</summary>
sealed class YamlMap
{
    readonly YamlMappingNode _node;
    readonly string _file;

    YamlMap(YamlMappingNode node, string file) => (_node, _file) = (node, file);

    public string Place => PlaceOf(_node);

    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => key.ToString());

    public static YamlMap Parse(string file, string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(new Parser(scanner));
            return stream.Documents is [var document] && document.RootNode is YamlMappingNode root
                ? new YamlMap(root, file)
                : throw SemanticErrors.ModelValue($"{file}:1", "", "", "one mapping");
        }
        catch (YamlException error)
        {
            throw SemanticErrors.ModelYaml($"{file}:{error.Start.Line}", error);
        }
        // The scanner's own fault in a list that is not closed.
        catch (InvalidOperationException error)
        {
            throw SemanticErrors.ModelYaml($"{file}:{scanner.CurrentPosition.Line}", error);
        }
    }

    /// <summary>Refuses keys that are not among the allowed ones.</summary>
    public YamlMap Only(params IReadOnlyList<string> allowed)
    {
        foreach (var key in _node.Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !allowed.Contains(name))
                throw SemanticErrors.ModelKeyUnknown(PlaceOf(key), key.ToString(), allowed);
        return this;
    }

    public string PlaceOf(string key) => PlaceOf(Node(key));

    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    public string Text(string key) => Node(key) is YamlScalarNode { Value.Length: > 0 } scalar
        ? scalar.Value
        : throw Wrong(key, "a text");

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    public string OneOf(string key, IReadOnlyList<string> allowed) => Text(key) is var text && allowed.Contains(text)
        ? text
        : throw Wrong(key, string.Join(" | ", allowed));

    public int WholeOr(string key, int otherwise) => !Has(key) ? otherwise
        : int.TryParse(Text(key), out var number) && number >= 0 ? number : throw Wrong(key, "0, 1, 2, …");

    public LocalText Local(string key)
    {
        var map = Map(key).Only("zh", "en");
        return new LocalText(map.Text("zh"), map.Text("en"));
    }

    public YamlMap Map(string key) =>
        Node(key) is YamlMappingNode map ? new YamlMap(map, _file) : throw Wrong(key, "a mapping");

    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key)
        .Select(node => node is YamlMappingNode map ? new YamlMap(map, _file) : throw Wrong(key, "mappings"))];

    public IReadOnlyList<IReadOnlyList<string>> Lists(string key) => !Has(key) ? [] : [.. Items(key)
        .Select(node => node is YamlSequenceNode list
            ? (IReadOnlyList<string>)[.. list.Children.Select(item => item.ToString())]
            : throw Wrong(key, "lists of names"))];

    public AnalyticsException Wrong(string key, string expected) => SemanticErrors.ModelValue(
        PlaceOf(Node(key)), key, Node(key) is YamlScalarNode { Value: { } text } ? text : Node(key).ToString(),
        expected);

    IEnumerable<YamlNode> Items(string key) =>
        Node(key) is YamlSequenceNode { Children.Count: > 0 } list ? list.Children : throw Wrong(key, "a list");

    YamlNode Node(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var value)
        ? value
        : throw SemanticErrors.ModelKeyMissing(Place, key);

    string PlaceOf(YamlNode node) => $"{_file}:{node.Start.Line}";
}
