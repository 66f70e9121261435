using System.Globalization;

namespace Analytics.Statistics.Forecasts;

// Parameters of models as text, `ANN:alpha=0.3|l=12;AAN:alpha=…|beta=…|l=…|b=…`, with s1 … sm the seasons, most
// recent first; commas and spaces part them too.
static class GivenEts
{
    public const string Form = "MODEL:alpha=…|l=…;…";
    static readonly char[] Between = ['|', ',', ' '];

    /// Null where the text says something else.
    public static IReadOnlyList<(EtsModel Model, EtsParameters Parameters)>? Read(string text, int period)
    {
        var found = new List<(EtsModel, EtsParameters)>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split(':') is not [var name, var pairs] || EtsModel.Named(name.Trim()) is not { } model)
                return null;
            var numbers = new Dictionary<string, double>();
            foreach (var pair in pairs.Split(Between, StringSplitOptions.RemoveEmptyEntries))
                if (pair.Split('=') is not [var word, var digits]
                    || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    || !double.IsFinite(number) || !numbers.TryAdd(word, number)) return null;
            var needed = Names(model, period);
            if (numbers.Count != needed.Count || !needed.All(numbers.ContainsKey)) return null;
            found.Add((model, new(numbers["alpha"], numbers.GetValueOrDefault("beta"),
                numbers.GetValueOrDefault("gamma"), numbers.GetValueOrDefault("phi", 1), numbers["l"],
                numbers.GetValueOrDefault("b"), [.. needed.Where(n => n[0] == 's').Select(n => numbers[n])])));
        }
        return found;
    }

    static List<string> Names(EtsModel model, int period)
    {
        List<string> names = ["alpha", "l"];
        if (model.Trend != EtsPart.None) names.AddRange(["beta", "b"]);
        if (model.IsDamped) names.Add("phi");
        if (model.Season != EtsPart.None)
            names.AddRange(["gamma", .. Enumerable.Range(1, period).Select(i => $"s{i}")]);
        return names;
    }
}
