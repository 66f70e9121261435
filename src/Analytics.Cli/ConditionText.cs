using System.Globalization;
using System.Text;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Conditions as words of the command line: <c>field=a|b</c>, <c>field!=a</c>, <c>field&gt;=3</c>,
/// <c>field=3..5</c>, <c>field~text</c>, <c>field^text</c>.</summary>
/// <remarks>A value that looks like a number is one, <c>true</c> and <c>false</c> are themselves, <c>null</c> is the
/// unknown member; within double quotes all is text: <c>code="310104"</c>, <c>name="a|b"</c>.</remarks>
static class ConditionText
{
    static readonly (string Sign, FilterOperator Operator)[] Signs =
    [
        ("!=", FilterOperator.NotIn), (">=", FilterOperator.AtLeast), ("<=", FilterOperator.AtMost),
        ("=", FilterOperator.In), (">", FilterOperator.Greater), ("<", FilterOperator.Less),
        ("~", FilterOperator.Contains), ("^", FilterOperator.BeginsWith),
    ];

    const string Forms = "field=a|b, field!=a, field>=3, field<3, field=3..5, field~text, field^text";

    /// <summary>A condition on rows.</summary>
    public static Filter Filter(string text, string option)
    {
        var (field, kind, rest) = Split(text, option);
        if (kind is FilterOperator.Contains or FilterOperator.BeginsWith)
            return new Filter(field, [Unquoted(rest)], kind);
        var parts = Parts(rest, '|');
        if (kind == FilterOperator.In && parts is [var one] && Range(one) is var (low, high))
            return new Filter(field, [Value(low), Value(high)], FilterOperator.Between);
        object?[] values = [.. parts.Select(Value)];
        if (kind is not (FilterOperator.In or FilterOperator.NotIn) && values is not [string or decimal])
            throw Wrong(option, text);
        return new Filter(field, values, kind);
    }

    /// <summary>A condition on a measure of the answer.</summary>
    public static MeasureFilter Measure(string text, string option)
    {
        var (measure, kind, rest) = Split(text, option);
        if (kind == FilterOperator.In)
        {
            var (low, high) = Range(rest) ?? (rest, rest);
            return new MeasureFilter(measure, FilterOperator.Between, [Number(low), Number(high)]);
        }
        return kind is FilterOperator.AtLeast or FilterOperator.AtMost or FilterOperator.Less or FilterOperator.Greater
            ? new MeasureFilter(measure, kind, [Number(rest)]) : throw Wrong(option, text);

        decimal Number(string number) => Value(number) is decimal value ? value
            : throw CliErrors.ValueInvalid(option, text, "measure>=10, measure<5, measure=3..5");
    }

    /// <summary>A fact that rows have, or have not: <c>hearings</c>, <c>hearings/person: kind=open; judge~王
    /// @2024-01..2024-03</c>, or <c>@held_on:2024</c> with a role of time.</summary>
    public static SemiJoin SemiJoin(string text, bool not, string option)
    {
        var (body, time) = Last(text, '@');
        var (head, conditions) = First(body, ':');
        var (fact, on) = First(head, '/');
        if (fact.Trim().Length == 0) throw CliErrors.ValueInvalid(option, text, "fact: field=a; field>=3 @2024-03");
        string? from = null, to = null, role = null;
        if (time is not null)
        {
            var (name, range) = First(time, ':');
            (role, range) = range is null ? (null, name) : (name.Trim(), range);
            var bounds = range.Split("..");
            (from, to) = (Some(bounds[0]), Some(bounds[^1]));
        }
        Filter[]? where = conditions is null ? null
            : [.. Parts(conditions, ';').Where(part => part.Trim().Length > 0).Select(part => Filter(part, option))];
        return new SemiJoin(fact.Trim(), on?.Trim(), where, from, to, role, not);

        static string? Some(string bound) => bound.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    static (string Field, FilterOperator Operator, string Words) Split(string text, string option)
    {
        for (var i = 1; i < text.Length; i++)
            foreach (var (sign, kind) in Signs)
                if (text.AsSpan(i).StartsWith(sign, StringComparison.Ordinal))
                    return (text[..i].Trim(), kind, text[(i + sign.Length)..].Trim());
        throw Wrong(option, text);
    }

    static AnalyticsException Wrong(string option, string text) => CliErrors.ValueInvalid(option, text,
        option == "--having" ? "measure>=10, measure<5, measure=3..5" : Forms);

    static (string Low, string High)? Range(string text) =>
        text is not ['"', ..] && text.Split("..") is [{ Length: > 0 } low, { Length: > 0 } high] ? (low, high) : null;

    static object? Value(string text)
    {
        text = text.Trim();
        if (text.StartsWith('"')) return Unquoted(text);
        if (text is "null") return null;
        if (text is "true" or "false") return text == "true";
        // 007 and 1e3 are names: only what prints back as it stands is a number.
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text ? number : text;
    }

    static string Unquoted(string text) => text.Trim() is ['"', .. var inner, '"']
        ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : text.Trim();

    // Parts between signs that are not within quotes.
    static List<string> Parts(string text, char sign)
    {
        var (parts, part, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            if (c == sign && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else part.Append(c);
        }
        parts.Add(part.ToString());
        return parts;
    }

    static (string Before, string? After) First(string text, char sign)
    {
        var parts = Parts(text, sign);
        return parts.Count == 1 ? (text, null) : (parts[0], text[(parts[0].Length + 1)..]);
    }

    static (string Before, string? After) Last(string text, char sign)
    {
        var parts = Parts(text, sign);
        return parts.Count == 1 ? (text, null) : (text[..^(parts[^1].Length + 1)], parts[^1]);
    }
}
