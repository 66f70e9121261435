using System.Globalization;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Cells of an answer as text for people, invariant digits with grouping; "–" where absent.</summary>
public static class AnswerText
{
    /// <summary>The value with its bound and unit: two decimals where a rate was divided from counts, as printed
    /// otherwise; whether it was met, for a duty.</summary>
    public static LocalText Value(Table answer, int row)
    {
        if (answer.Has("outcome") && answer.Text(row, "outcome") is { } outcome)
            return TextCatalog.BuiltIn["semantics.outcome." + outcome];
        if (answer.Number(row, "value") is not { } value) return new("–", "–");
        var unit = answer.Text(row, "unit") ?? "";
        var number = answer.Text(row, "basis") == "counts"
            ? value.ToString("#,0.00", CultureInfo.InvariantCulture)
            : ((decimal)value).ToString("#,0.######", CultureInfo.InvariantCulture);
        var text = unit is "%" or "" ? number + unit : $"{number} {unit}";
        return answer.Text(row, "bound") switch
        {
            "at_least" => new($"≥ {text}", $"≥ {text}"),
            "at_most" => new($"≤ {text}", $"≤ {text}"),
            "about" => new($"约 {text}", $"about {text}"),
            _ => new(text, text),
        };
    }

    /// <summary>The interval in percent, one decimal.</summary>
    public static string Interval(Table answer, int row) =>
        answer.Number(row, "low") is { } low && answer.Number(row, "high") is { } high
            ? string.Create(CultureInfo.InvariantCulture, $"{low:0.0}–{high:0.0}%") : "–";

    /// <summary>Numerator and denominator.</summary>
    public static string Counts(Table answer, int row) =>
        answer.Whole(row, "events") is { } events && answer.Whole(row, "trials") is { } trials
            ? string.Create(CultureInfo.InvariantCulture, $"{events:#,0} / {trials:#,0}") : "–";

    /// <summary>The area, with the reporting group where the row is one's.</summary>
    public static LocalText Area(Table answer, int row)
    {
        var zh = answer.Text(row, "area_zh") ?? "–";
        var en = answer.Text(row, "area_en") ?? zh;
        return answer.Text(row, "group_zh") is { } group
            ? new($"{zh} · {group}", $"{en} · {answer.Text(row, "group_en") ?? group}") : new(zh, en);
    }

    /// <summary>The period's name.</summary>
    public static LocalText Period(Table answer, int row) =>
        new(answer.Text(row, "period_zh") ?? "–", answer.Text(row, "period_en") ?? "–");

    /// <summary>The variant's code, what tells it from its siblings, and the stated scope.</summary>
    public static LocalText Variant(Table answer, int row)
    {
        var code = answer.Text(row, "variant");
        var (zh, en) = (answer.Text(row, "scope_zh"), answer.Text(row, "scope_en"));
        return new($"{code} {answer.Text(row, "variant_zh")}".TrimEnd() + (zh is null ? "" : $"（{zh}）"),
            $"{code} {answer.Text(row, "variant_en")}".TrimEnd() + (en is null ? "" : $" ({en})"));
    }
}
