using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Analytics.Tables;

/// <summary>A YAML mapping as people write it; its errors name file and line. Reading a key that is missing
/// throws <c>yaml-key-missing</c>, a value of another form <c>yaml-value</c>.</summary>
public sealed partial class YamlMap
{
    readonly YamlMappingNode _node;
    readonly string _file;
    readonly YamlNode _at;

    YamlMap(YamlMappingNode node, string file, YamlNode? at = null) => (_node, _file, _at) = (node, file, at ?? node);

    /// <summary>File and line, <c>trial/model.yaml:4</c>.</summary>
    public string Place => PlaceOf(_at);

    /// <summary>Its keys in the order written.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => key.ToString());

    /// <summary>The one mapping a text holds.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <param name="text">The YAML.</param>
    /// <exception cref="AnalyticsException"><c>yaml-malformed</c>, or <c>yaml-value</c> where it is no mapping.
    /// </exception>
    public static YamlMap Parse(string file, string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(new Parser(scanner));
            return stream.Documents is [var document] && document.RootNode is YamlMappingNode root
                ? new YamlMap(root, file)
                : throw YamlErrors.Value($"{file}:1", "", "", "one mapping");
        }
        catch (YamlException error)
        {
            throw YamlErrors.Malformed($"{file}:{error.Start.Line}", error);
        }
        // The scanner's own fault in a list that is not closed.
        catch (InvalidOperationException error)
        {
            throw YamlErrors.Malformed($"{file}:{scanner.CurrentPosition.Line}", error);
        }
    }

    /// <summary>Refuses keys that are not among the allowed ones.</summary>
    /// <exception cref="AnalyticsException"><c>yaml-key-unknown</c>, with the nearest.</exception>
    public YamlMap Only(params IReadOnlyList<string> allowed)
    {
        foreach (var key in _node.Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !allowed.Contains(name))
                throw YamlErrors.KeyUnknown(PlaceOf(key), key.ToString(), allowed);
        return this;
    }

    /// <summary>File and line of a key's value.</summary>
    public string PlaceOf(string key) => PlaceOf(Node(key));

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    /// <summary>A text that is not empty.</summary>
    public string Text(string key) => Node(key) is YamlScalarNode { Value.Length: > 0 } scalar
        ? scalar.Value
        : throw Wrong(key, "a text");

    /// <summary>A text, null without the key.</summary>
    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    /// <summary>One of the allowed words.</summary>
    public string OneOf(string key, IReadOnlyList<string> allowed) => Text(key) is var text && allowed.Contains(text)
        ? text
        : throw Wrong(key, string.Join(" | ", allowed));

    /// <summary>A whole number from 0, or what stands in for a missing key.</summary>
    public int WholeOr(string key, int otherwise) => !Has(key) ? otherwise
        : int.TryParse(Text(key), out var number) && number >= 0 ? number : throw Wrong(key, "0, 1, 2, …");

    /// <summary>A text in both languages: <c>{ zh: …, en: … }</c>.</summary>
    public LocalText Local(string key)
    {
        var map = Map(key).Only("zh", "en");
        return new LocalText(map.Text("zh"), map.Text("en"));
    }

    /// <summary>A mapping below.</summary>
    public YamlMap Map(string key) =>
        Node(key) is YamlMappingNode map ? new YamlMap(map, _file) : throw Wrong(key, "a mapping");

    /// <summary>A list of mappings, one at least.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key)
        .Select(node => node is YamlMappingNode map ? new YamlMap(map, _file) : throw Wrong(key, "mappings"))];

    /// <summary>The error that a key is none of those allowed at a place.</summary>
    public static AnalyticsException KeyUnknown(string place, string key, IReadOnlyList<string> known) =>
        YamlErrors.KeyUnknown(place, key, known);

    /// <summary>The error that a key is missing at a place.</summary>
    public static AnalyticsException KeyMissing(string place, string key) => YamlErrors.KeyMissing(place, key);

    /// <summary>A list of words; empty without the key. One word may stand alone.</summary>
    public IReadOnlyList<string> Words(string key) => !Has(key) ? []
        : Node(key) is YamlScalarNode { Value.Length: > 0 } one ? [one.Value]
        : [.. Items(key).Select(node => node is YamlScalarNode { Value: { } word } ? word : throw Wrong(key, "words"))];

    /// <summary>A list of mappings; empty without the key.</summary>
    public IReadOnlyList<YamlMap> MapsOrNone(string key) => Has(key) ? Maps(key) : [];

    /// <summary>Whether a key says <c>true</c>; false without it.</summary>
    public bool Flag(string key) => Has(key) && OneOf(key, ["true", "false"]) == "true";

    /// <summary>A list of lists of words; empty without the key.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lists(string key) => !Has(key) ? [] : [.. Items(key)
        .Select(node => node is YamlSequenceNode list
            ? (IReadOnlyList<string>)[.. list.Children.Select(item => item.ToString())]
            : throw Wrong(key, "lists of names"))];

    /// <summary>A list of lists whose items are mappings; a word <c>x</c> stands for <c>{ word: x }</c>, an empty one
    /// for a mapping without keys. Empty without the key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="word">The key a word alone is the value of.</param>
    public IReadOnlyList<IReadOnlyList<YamlMap>> Grid(string key, string word) => !Has(key) ? [] : [.. Items(key)
        .Select(node => node is YamlSequenceNode list
            ? (IReadOnlyList<YamlMap>)[.. list.Children.Select(item => item switch
            {
                YamlMappingNode map => new YamlMap(map, _file),
                YamlScalarNode { Value.Length: > 0 } scalar => new YamlMap(new YamlMappingNode(word, scalar), _file),
                YamlScalarNode => new YamlMap(new YamlMappingNode(), _file),
                _ => throw Wrong(key, "words and mappings"),
            })]
            : throw Wrong(key, "lists of words and mappings"))];

    /// <summary>The error that a value is not as expected.</summary>
    public AnalyticsException Wrong(string key, string expected) => YamlErrors.Value(
        PlaceOf(Node(key)), key, Node(key) is YamlScalarNode { Value: { } text } ? text : Node(key).ToString(),
        expected);

    IEnumerable<YamlNode> Items(string key) =>
        Node(key) is YamlSequenceNode { Children.Count: > 0 } list ? list.Children : throw Wrong(key, "a list");

    YamlNode Node(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var value)
        ? value
        : throw YamlErrors.KeyMissing(Place, key);

    string PlaceOf(YamlNode node) => $"{_file}:{node.Start.Line}";
}
