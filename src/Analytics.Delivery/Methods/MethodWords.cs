using System.Globalization;
using System.Text.Json;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery.Methods;

/// What the catalog of texts says of the columns and parameters of a method: its own words first, then those that all
/// share.
static class MethodWords
{
    public static LocalText? Input(Analysis method, Input input) => Find(method.Name, "input", input.Name);

    public static LocalText? Parameter(Analysis method, Parameter parameter) =>
        Find(method.Name, "parameter", parameter.Name);

    public static LocalText? Output(Analysis method, Output output) => Find(method.Name, "output", output.Name);

    /// As in JSON: `real`, `whole`.
    public static string Snake(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// What an input's cells may be: `whole ≥ 0`.
    public static string Allowed(Input input) => Snake(input.Kind) + Range(input.Min, input.Max, false);

    public static string Allowed(Parameter parameter) => parameter.Choices is { } choices
        ? string.Join(" | ", choices) : Snake(parameter.Kind) + Range(parameter.Min, parameter.Max, parameter.IsOpen);

    static string Range(double? min, double? max, bool isOpen) => (min, max, isOpen) switch
    {
        (null, null, _) => "",
        ({ } low, null, true) => string.Create(CultureInfo.InvariantCulture, $" > {low}"),
        ({ } low, null, false) => string.Create(CultureInfo.InvariantCulture, $" ≥ {low}"),
        (null, { } high, true) => string.Create(CultureInfo.InvariantCulture, $" < {high}"),
        (null, { } high, false) => string.Create(CultureInfo.InvariantCulture, $" ≤ {high}"),
        ({ } low, { } high, true) => string.Create(CultureInfo.InvariantCulture, $" ({low}, {high})"),
        ({ } low, { } high, false) => string.Create(CultureInfo.InvariantCulture, $" [{low}, {high}]"),
    };

    static LocalText? Find(string method, string kind, string name) =>
        TextCatalog.BuiltIn.Find($"analysis.{method}.{kind}.{name}")
        ?? TextCatalog.BuiltIn.Find($"analysis.{kind}.{name}");
}
