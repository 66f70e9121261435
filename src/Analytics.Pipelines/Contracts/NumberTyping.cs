using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Contracts;

/// Numbers of cells: counts, amounts, shares.
static partial class NumberTyping
{
    // What the warehouse keeps of a number.
    const int Digits = 6;
    const decimal Largest = 10_000_000_000;

    [GeneratedRegex(@"\d[\d,]*(?:\.(?<decimals>\d+))?")]
    static partial Regex Printed { get; }

    public static ContractValue? Read(CellContext cell)
    {
        var (column, form) = (cell.Column, cell.Cell!);
        if (form.Cell.Kind is CellKind.Date or CellKind.Flag) return Refuse(cell, "cell-not-number");
        var text = Plain(form.Cell);
        if (form.Cell.IsPercent)
        {
            if (column.Type != FieldType.Share) return Refuse(cell, "percent-unexpected");
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                || Math.Abs(share) >= Largest)
                return Refuse(cell, "cell-not-number");
            return Checked(cell, share * 100, "exact", "%", Half(text) * 100);
        }
        var reading = NumberText.Read(text, new NumberExpectation(column.Unit ?? "", form.Unit,
            form.Marks.Count == 0 ? null : form.Marks, form.Share));
        switch (reading.Kind)
        {
            case ReadingKind.Blank or ReadingKind.Absent:
                return null;
            case ReadingKind.Ambiguous:
                cell.Tell(CellContext.RuleOf(reading.Problem, "number-ambiguous"), column.OnAmbiguity,
                    CellContext.Both([.. reading.Candidates.Select(value =>
                        value?.ToString("0.############", CultureInfo.InvariantCulture))]));
                return null;
            case ReadingKind.Value:
                var value = reading.Value!.Value;
                return Checked(cell, value, reading.Bound, reading.WrittenUnit, Half(text, value, column.Type));
            default:
                return Refuse(cell, CellContext.RuleOf(reading.Problem, "cell-not-number"));
        }
    }

    static ContractValue? Checked(CellContext cell, decimal value, string bound, string? unit, decimal half)
    {
        var column = cell.Column;
        if (column.Type == FieldType.Count && value != decimal.Truncate(value)) return Refuse(cell, "count-not-whole");
        var kept = decimal.Round(value, Digits, MidpointRounding.AwayFromZero);
        // Where the warehouse keeps less than is printed, a check allows for what was cut.
        var typed = cell.Value(kept, bound, unit, Math.Max(half, Math.Abs(kept - value)));
        var range = typed.Range(withinRounding: false, column.Type);
        if (range.High is { } high && column.Min is { } min && high.CompareTo(min) < 0
            || range.Low is { } low && column.Max is { } max && low.CompareTo(max) > 0)
            return Refuse(cell, "out-of-range", ("allowed", Allowed(column)));
        return typed;
    }

    static ContractValue? Refuse(CellContext cell, string rule, params (string Name, object? Value)[] facts)
    {
        cell.Tell(rule, facts: facts);
        return null;
    }

    // Only the limits there are.
    static LocalText Allowed(ContractColumn column)
    {
        var key = column.Max is null ? "range.from" : column.Min is null ? "range.up-to" : "range.between";
        string In(Language language) =>
            TextCatalog.BuiltIn.Format(key, language, ("min", column.Min), ("max", column.Max));
        return new LocalText(In(Language.Chinese), In(Language.English));
    }

    // A workbook's formula gives sixteen digits and very small numbers an exponent; neither was printed by anyone. What
    // is cut is less than the warehouse keeps, also where 0.955 stands for 95.5 %.
    static string Plain(SheetCell cell) => cell.Kind == CellKind.Number
        && decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && (value.Scale > Digits || cell.Text.Contains('E'))
            ? decimal.Round(value, Digits, MidpointRounding.AwayFromZero)
                .ToString("0.############################", CultureInfo.InvariantCulture) : cell.Text;

    /// Half a unit of the last digit printed, as it stands.
    static decimal Half(string text) => Printed.Match(Width.Fold(text)) is { Success: true } match
        ? 0.5m / Power(match.Groups["decimals"].Length) : 0;

    /// The same in the unit wanted: 1.2万 is known to 500. Numerals without digits are as exact as their value.
    static decimal Half(string text, decimal value, FieldType type)
    {
        var match = Printed.Match(Width.Fold(text));
        if (!match.Success)
            return type == FieldType.Count ? 0 : 0.5m / Power((value / 1.0000000000000000000000000000m).Scale);
        var digits = match.Value.Replace(",", "", StringComparison.Ordinal);
        var printed = decimal.Parse(digits, CultureInfo.InvariantCulture);
        // A count written out is exact; nothing in hundreds or percent has the size of its unit.
        var factor = printed == 0 ? 1 : Math.Abs(value / printed);
        return type == FieldType.Count && factor == 1 ? 0 : factor * 0.5m / Power(match.Groups["decimals"].Length);
    }

    static decimal Power(int digits) => digits == 0 ? 1 : 10 * Power(Math.Min(digits, 28) - 1);
}
