using System.Globalization;

namespace Analytics.Statistics;

/// The parameters of one case: checked, typed, with defaults.
sealed class Settings(string analysis, IReadOnlyDictionary<string, string?> values)
{
    /// A number that has a default or was given.
    public double Number(string name) => NumberOrNull(name) ?? throw StatisticsErrors.ParameterMissing(analysis, name);

    public double? NumberOrNull(string name) =>
        values[name] is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public long Whole(string name) => WholeOrNull(name) ?? throw StatisticsErrors.ParameterMissing(analysis, name);

    public long? WholeOrNull(string name) =>
        values[name] is { } text ? (long)double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public bool Flag(string name) => values[name] is { } text && text.ToLowerInvariant() is "true" or "1" or "yes";

    public string Word(string name) => WordOrNull(name) ?? throw StatisticsErrors.ParameterMissing(analysis, name);

    public string? WordOrNull(string name) => values[name];

    /// The effective texts, for the result to say.
    public IReadOnlyDictionary<string, string?> Texts => values;

    /// <param name="analysis">The analysis.</param>
    /// <param name="declared">All parameters there are.</param>
    /// <param name="given">By name, for all cases; names unknown are refused.</param>
    /// <param name="inCase">What the data say of a parameter in this case; null where they say nothing.</param>
    public static Settings Of(string analysis, IReadOnlyList<Parameter> declared,
        IReadOnlyDictionary<string, string> given, Func<Parameter, string?> inCase)
    {
        foreach (var name in given.Keys)
            if (declared.All(p => p.Name != name))
                throw StatisticsErrors.ParameterUnknown(analysis, name, [.. declared.Select(p => p.Name)]);
        return new(analysis, declared.ToDictionary(p => p.Name, p =>
        {
            var text = given.TryGetValue(p.Name, out var stated) ? stated : inCase(p) ?? p.Default;
            return text is null ? null : Checked(analysis, p, text.Trim());
        }));
    }

    static string Checked(string analysis, Parameter parameter, string text)
    {
        var fits = parameter.Kind switch
        {
            ParameterKind.Flag => text.ToLowerInvariant() is "true" or "false" or "0" or "1" or "yes" or "no",
            ParameterKind.Word => parameter.Choices?.Contains(text) ?? true,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && Within(parameter, number)
                && (parameter.Kind == ParameterKind.Number || number == Math.Floor(number)),
        };
        return fits ? text : throw StatisticsErrors.ParameterInvalid(analysis, parameter.Name, text, Wanted(parameter));
    }

    static bool Within(Parameter p, double number) => p.IsOpen
        ? !(number <= p.Min) && !(number >= p.Max)
        : !(number < p.Min) && !(number > p.Max);

    // Said alike in both languages.
    static string Wanted(Parameter p) => p.Kind switch
    {
        ParameterKind.Flag => "true | false",
        ParameterKind.Word => string.Join(" | ", p.Choices ?? []),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{(p.IsOpen ? '(' : '[')}{p.Min ?? double.NegativeInfinity}, {p.Max ?? double.PositiveInfinity}{
                (p.IsOpen ? ')' : ']')}{(p.Kind == ParameterKind.Whole ? " ∩ ℤ" : "")}"),
    };
}
