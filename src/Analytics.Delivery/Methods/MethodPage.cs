using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery.Methods;

/// One method explained: what it answers, when not to use it, what goes in and comes out, formula, reference, example.
sealed class MethodPage(Analysis method, Language language)
{
    /// A heading and its lines; lines of a table have cells.
    public sealed record Section(string Heading, IReadOnlyList<string[]> Lines, bool IsVerbatim = false);

    public string Answers => method.Description.In(language);

    public IReadOnlyList<Section> Sections =>
    [
        new(Word("limits"), [[method.Limits.In(language)]]),
        new(Word("inputs"), [.. method.Inputs.Select(InputLine)]),
        new(Word("parameters"), method.Parameters.Count == 0 ? [[Word("none")]]
            : [.. method.Parameters.Select(ParameterLine)]),
        new(Word(method.Shape == ResultShape.Long ? "keys" : "outputs"), [.. method.Outputs.Select(OutputLine)]),
        new(Word("formula"), Verbatim(method.Guide.Formula), true),
        new(Word("reference"), [[method.Guide.Reference]]),
        new(Word("example"), [.. Verbatim(method.Guide.Example.Data), [""], .. Command(), .. Expected()], true),
        new(Word("source"), [[method.Guide.Example.Source]]),
    ];

    string[] InputLine(Input input) =>
    [
        string.Join(" | ", input.Aliases.Prepend(input.Name)), MethodWords.Allowed(input),
        Join(input.IsOptional ? Word("optional") : "", MethodWords.Input(method, input)),
    ];

    string[] ParameterLine(Parameter parameter) =>
    [
        string.Join(" | ", parameter.Aliases.Prepend(parameter.Name)), MethodWords.Allowed(parameter),
        Join(parameter.Default is { } usual ? $"= {usual}" : "", MethodWords.Parameter(method, parameter)),
    ];

    string[] OutputLine(Output output) =>
    [
        output.Name + (output.IsIndexed ? "[idx]" : ""),
        MethodWords.Snake(output.Kind) + (output.Unit is { } unit ? $" ({unit})" : ""),
        MethodWords.Output(method, output)?.In(language) ?? "",
    ];

    string Join(string first, LocalText? rest) =>
        string.Join(language == Language.English ? "; " : "；",
            new[] { first, rest?.In(language) ?? "" }.Where(part => part.Length > 0));

    string[][] Command() =>
    [
        [$"analytics analyze {method.Name} --data data.csv" + string.Concat(method.Guide.Example.Parameters
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => $" --param {pair}"))],
    ];

    IEnumerable<string[]> Expected() => method.Guide.Example.Expected.Select(cell => new[]
    {
        method.Shape == ResultShape.Long
            ? $"{cell.Column}{(cell.Row > 0 ? $"[{cell.Row}]" : "")} = {cell.Value}"
            : TextCatalog.BuiltIn.Format("methods.row", language, ("row", cell.Row), ("column", cell.Column))
                + $" = {cell.Value}",
    });

    static string[][] Verbatim(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(l => new[] { l })];

    string Word(string key) => TextCatalog.BuiltIn["methods." + key].In(language);
}
