using System.Text.Json;

namespace Analytics.Semantics.Json;

/// A question from JSON, with its short forms: a word for a list of one, `-name` for an order, `in` for an operator.
static class QueryReading
{
    static readonly string[] Operators = JsonPart.WordsOf<FilterOperator>();

    /// What compares by size.
    static readonly FilterOperator[] Sizes = [FilterOperator.Less, FilterOperator.AtMost, FilterOperator.AtLeast,
        FilterOperator.Greater, FilterOperator.Between];

    static readonly string[] SizeWords = [.. Sizes.Select(size => Operators[(int)size])];

    public static IReadOnlyList<string> Names { get; } = NamesOf(typeof(Query));

    public static Query Read(JsonPart root)
    {
        root.Object("object", Names);
        if (!root.Has("measures")) throw SemanticErrors.QueryValue($"{root.File}: measures", "", ["[…]"]);
        var usual = new Query { Measures = [] };
        return new Query
        {
            Measures = root.Read("measures", Texts, []),
            Variants = root.Read("variants", JsonPart.Word<VariantPolicy>, usual.Variants),
            Areas = root.Read("areas", Areas, []),
            Levels = root.Read("levels", Texts, []),
            Parents = root.Read("parents", Areas, []),
            Groups = root.Read("groups", JsonPart.Word<GroupPolicy>, usual.Groups),
            From = root.Read("from", JsonPart.Text),
            To = root.Read("to", JsonPart.Text),
            PeriodKinds = root.Read("period_kinds", Texts, []),
            Scopes = root.Read("scopes", Texts, []),
            Datasets = root.Read("datasets", Texts, usual.Datasets),
            MixedDatasets = root.Read("mixed_datasets", JsonPart.Flag, false),
            AreaView = root.Read("area_view", JsonPart.Text, usual.AreaView),
            Vintage = root.Read("vintage", JsonPart.Word<Vintage>, usual.Vintage),
            AsOf = root.Read("as_of", OrNull(JsonPart.Day), null),
            Order = root.Read("order", part => part.Items(Order, single: true), []),
            Limit = root.Read("limit", OrNull(JsonPart.Whole), null),
            GroupBy = root.Read("group_by", Texts, []),
            Totals = root.Read("totals", part => part.Items(JsonPart.Word<TotalRows>, single: true), []),
            Grain = root.Read("grain", JsonPart.Text),
            Calendar = root.Read("calendar", JsonPart.Text),
            Date = root.Read("date", JsonPart.Text),
            Where = root.Read("where", Filters, []),
            Has = root.Read("has", part => part.Items(SemiJoin, single: true), []),
            Having = root.Read("having", part => part.Items(MeasureFilter, single: true), []),
            Top = root.Read("top", Top),
            Compare = root.Read("compare", part => part.Items(Comparison, single: true), []),
            Rows = root.Read("rows", JsonPart.Word<RowPolicy>, usual.Rows),
            Incomplete = root.Read("incomplete", JsonPart.Word<IncompletePolicy>, usual.Incomplete),
            MonthEnd = root.Read("month_end", JsonPart.Word<MonthEnd>, usual.MonthEnd),
            Attributes = root.Read("attributes", JsonPart.Word<AttributePolicy>, usual.Attributes),
            Unlike = root.Read("unlike", JsonPart.Word<UnlikePolicy>, usual.Unlike),
            DataUntil = root.Read("data_until", OrNull(JsonPart.Day), null),
            Why = root.Read("why", JsonPart.Text),
        };
    }

    static string[] Texts(JsonPart part) => part.Items(JsonPart.Text, single: true);

    static Filter[] Filters(JsonPart part) => part.Items(Filter, single: true);

    static Func<JsonPart, T?> OrNull<T>(Func<JsonPart, T> read) where T : struct =>
        part => part.Element.ValueKind == JsonValueKind.Null ? null : read(part);

    static AreaReference[] Areas(JsonPart part) => part.Items(item =>
    {
        item.Object("object", NamesOf(typeof(AreaReference)));
        return new AreaReference(item.Read("area_id", JsonPart.Text), item.Read("name", JsonPart.Text),
            item.Read("parent", JsonPart.Text));
    });

    static Ordering Order(JsonPart part)
    {
        if (part.IsText) return part.Element.GetString() is ['-', .. var name] ? new Ordering(name, true)
            : new Ordering(JsonPart.Text(part));
        part.Object("text-or-object", NamesOf(typeof(Ordering)));
        return new Ordering(part.Need("by", JsonPart.Text, "text"), part.Read("descending", JsonPart.Flag, false));
    }

    static Filter Filter(JsonPart part)
    {
        part.Object("object", ["field", "operator", "values", .. Operators]);
        var field = part.Need("field", JsonPart.Text, "text");
        var (kind, values) = Compared(part, Operators);
        return new Filter(field, Fitting(values, kind), kind);
    }

    static MeasureFilter MeasureFilter(JsonPart part)
    {
        part.Object("object", ["measure", "operator", "values", .. SizeWords]);
        var measure = part.Need("measure", JsonPart.Text, "text");
        var (kind, values) = Compared(part, SizeWords);
        Fitting(values, kind);
        return new MeasureFilter(measure, kind, values.Items(JsonPart.Number, single: true));
    }

    // `"operator": "in", "values": […]`, or `"in": […]`.
    static (FilterOperator Kind, JsonPart Values) Compared(JsonPart part, string[] words)
    {
        string[] named = [.. words.Where(part.Has)];
        if (named.Length + (part.Has("values") || part.Has("operator") ? 1 : 0) > 1)
            throw SemanticErrors.QueryOperators(part.Place, part.Has("operator") ? ["operator", .. named] : named);
        if (named is [var word]) return ((FilterOperator)Array.IndexOf(Operators, word), part.Find(word)!.Value);
        if (part.Find("values") is not { } values) throw SemanticErrors.QueryLacks(part.Place, "values", "list");
        if (part.Find("operator") is not { } asked)
            return words.Length == Operators.Length ? (FilterOperator.In, values)
                : throw SemanticErrors.QueryLacks(part.Place, "operator", "text");
        return asked.IsText && words.Contains(asked.Element.GetString()!)
            ? ((FilterOperator)Array.IndexOf(Operators, asked.Element.GetString()), values)
            : throw SemanticErrors.QueryValue(asked.Place, asked.Found, words);
    }

    // As many values as the operator takes, and such as it can compare.
    static object?[] Fitting(JsonPart part, FilterOperator kind)
    {
        var values = part.Element.ValueKind == JsonValueKind.Null ? [null]
            : part.Items(JsonPart.Scalar, single: true, nulls: true);
        int? wanted = kind switch
        {
            FilterOperator.In or FilterOperator.NotIn => null,
            FilterOperator.Between => 2,
            _ => 1,
        };
        var word = Operators[(int)kind];
        if (wanted is { } count && values.Length != count)
            throw SemanticErrors.QueryCount(part.Place, word, values.Length, count);
        if (kind is FilterOperator.Contains or FilterOperator.BeginsWith && values[0] is not string)
            throw SemanticErrors.QueryKind(part.Place, part.Found, "text");
        if (Sizes.Contains(kind) && values.Any(value => value is not (string or decimal)))
            throw SemanticErrors.QueryKind(part.Place, part.Found, "size");
        return values;
    }

    static SemiJoin SemiJoin(JsonPart part)
    {
        if (part.IsText) return new SemiJoin(JsonPart.Text(part));
        part.Object("text-or-object", NamesOf(typeof(SemiJoin)));
        return new SemiJoin(part.Need("fact", JsonPart.Text, "text"), part.Read("on", JsonPart.Text),
            part.Read("where", Filters), part.Read("from", JsonPart.Text), part.Read("to", JsonPart.Text),
            part.Read("date", JsonPart.Text), part.Read("not", JsonPart.Flag, false));
    }

    static Top Top(JsonPart part)
    {
        if (part.IsNumber) return new Top(Some(part));
        part.Object("number-or-object", NamesOf(typeof(Top)));
        return new Top(part.Need("count", Some, "whole"), part.Read("by", JsonPart.Text),
            part.Read("field", JsonPart.Text), part.Read("smallest", JsonPart.Flag, false),
            part.Read("others", JsonPart.Flag, false));

        static int Some(JsonPart part) => JsonPart.Whole(part) is > 0 and var count ? count
            : throw SemanticErrors.QueryValue(part.Place, part.Found, ["1, 2, 3, …"]);
    }

    static Comparison Comparison(JsonPart part)
    {
        if (part.IsText) return new Comparison(JsonPart.Text(part));
        part.Object("text-or-object", NamesOf(typeof(Comparison)));
        return new Comparison(part.Need("to", JsonPart.Text, "text"),
            part.Read("show", JsonPart.Word<ComparisonShow>, ComparisonShow.Both));
    }

    static string[] NamesOf(Type type) => [.. type.GetProperties().Where(property => property.CanWrite)
        .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
}
