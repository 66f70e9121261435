using System.CommandLine;
using System.Text.Json;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>What of a question is about groups, periods, filters, comparisons and modes.</summary>
sealed class GroupedOptions
{
    readonly Option<string[]> _groupBy, _totals, _where, _has, _hasNot, _having, _compare, _order;
    readonly Option<string> _grain, _calendar, _date, _top, _rows, _incomplete, _monthEnd, _attributes, _areaView,
        _unlike, _why;
    readonly Option<bool> _others, _smallest;
    readonly Option<DateOnly?> _dataUntil;
    readonly Option<int?> _limit;

    public GroupedOptions(Command command, Language language)
    {
        _groupBy = New<string[]>("group-by", "F,F");
        _grain = New<string>("grain", "year|month|…");
        _calendar = New<string>("calendar", "CALENDAR");
        _date = New<string>("date", "ROLE");
        _totals = New<string[]>("totals", "grand,subtotals,periods");
        _where = New<string[]>("where", "CONDITION");
        _has = New<string[]>("has", "FACT");
        _hasNot = New<string[]>("has-not", "FACT");
        _having = New<string[]>("having", "CONDITION");
        _top = New<string>("top", "N[:BY[:FIELD]]");
        _smallest = New<bool>("smallest", null);
        _others = New<bool>("others", null);
        _compare = New<string[]>("compare", "PERIOD,…");
        _rows = Words<RowPolicy>("rows", "rows-kept");
        _incomplete = Words<IncompletePolicy>("incomplete");
        _monthEnd = Words<MonthEnd>("month-end");
        _attributes = Words<AttributePolicy>("attributes");
        _unlike = Words<UnlikePolicy>("unlike");
        _areaView = New<string>("area-view", "as_reported|today|common");
        _areaView.AcceptOnlyFromAmong("as_reported", "today", "common");
        _dataUntil = New<DateOnly?>("data-until", "YYYY-MM-DD");
        _order = New<string[]>("order", "A,-B");
        _why = New<string>("why", "PERIOD");
        _limit = New<int?>("limit", "1, 2, 3, …");

        Option<T> New<T>(string name, string? value, string? key = null)
        {
            var option = new Option<T>($"--{name}")
            {
                Description = TextCatalog.BuiltIn[$"cli.query.{key ?? name}"].In(language), HelpName = value,
            };
            command.Add(option);
            return option;
        }

        Option<string> Words<T>(string name, string? key = null) where T : struct, Enum
        {
            var words = WordsOf<T>();
            var option = New<string>(name, string.Join('|', words), key);
            option.AcceptOnlyFromAmong(words);
            return option;
        }
    }

    /// <summary>The question with what the options say: lists are added to its own, all else replaces it.</summary>
    public Query Apply(ParseResult parsed, Query query) => query with
    {
        GroupBy = Listed(parsed, _groupBy) is { Length: > 0 } fields ? fields : query.GroupBy,
        Grain = parsed.GetValue(_grain) ?? query.Grain,
        Calendar = parsed.GetValue(_calendar) ?? query.Calendar,
        Date = parsed.GetValue(_date) ?? query.Date,
        Totals = Listed(parsed, _totals) is { Length: > 0 } totals
            ? [.. totals.Select(word => Word<TotalRows>(_totals, word))] : query.Totals,
        Where = [.. query.Where, .. Each(parsed, _where, text => ConditionText.Filter(text, _where.Name))],
        Has =
        [
            .. query.Has, .. Each(parsed, _has, text => ConditionText.SemiJoin(text, false, _has.Name)),
            .. Each(parsed, _hasNot, text => ConditionText.SemiJoin(text, true, _hasNot.Name)),
        ],
        Having = [.. query.Having, .. Each(parsed, _having, text => ConditionText.Measure(text, _having.Name))],
        Top = TopOf(parsed, query.Top),
        Compare = [.. query.Compare, .. Listed(parsed, _compare).Select(Compared)],
        Rows = Mode(parsed, _rows, query.Rows),
        Incomplete = Mode(parsed, _incomplete, query.Incomplete),
        MonthEnd = Mode(parsed, _monthEnd, query.MonthEnd),
        Attributes = Mode(parsed, _attributes, query.Attributes),
        Unlike = Mode(parsed, _unlike, query.Unlike),
        AreaView = parsed.GetValue(_areaView) ?? query.AreaView,
        DataUntil = parsed.GetValue(_dataUntil) ?? query.DataUntil,
        Order = Listed(parsed, _order) is { Length: > 0 } order ? [.. order.Select(Ordered)] : query.Order,
        Limit = parsed.GetValue(_limit) ?? query.Limit,
        Why = parsed.GetValue(_why) ?? query.Why,
    };

    static IEnumerable<T> Each<T>(ParseResult parsed, Option<string[]> option, Func<string, T> read) =>
        (parsed.GetValue(option) ?? []).Select(read);

    static string[] Listed(ParseResult parsed, Option<string[]> option) => [.. (parsed.GetValue(option) ?? [])
        .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    static Ordering Ordered(string text) => text is ['-', .. var name] ? new(name, true) : new(text);

    Comparison Compared(string text) => text.Split(':') switch
    {
        [var to] => new Comparison(to),
        [var to, var show] => new Comparison(to, Word<ComparisonShow>(_compare, show)),
        _ => throw CliErrors.ValueInvalid(_compare.Name, text, "previous_year, -3 months:value, 2019:change"),
    };

    Top? TopOf(ParseResult parsed, Top? own)
    {
        var top = own;
        if (parsed.GetValue(_top) is { } text)
        {
            var parts = text.Split(':');
            if (parts.Length > 3 || !int.TryParse(parts[0], out var count) || count < 1)
                throw CliErrors.ValueInvalid(_top.Name, text, "5, 5:cases_filed, 5:cases_filed:area.district");
            top = new Top(count, parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        }
        var (smallest, others) = (parsed.GetValue(_smallest), parsed.GetValue(_others));
        return top is null && (smallest || others) ? throw CliErrors.ValueMissing(_top.Name)
            : top is null ? null : top with { Smallest = top.Smallest || smallest, Others = top.Others || others };
    }

    static T Mode<T>(ParseResult parsed, Option<string> option, T otherwise) where T : struct, Enum =>
        parsed.GetValue(option) is { } word ? Word<T>(option, word) : otherwise;

    static T Word<T>(Option option, string word) where T : struct, Enum =>
        Array.IndexOf(WordsOf<T>(), word) is >= 0 and var index ? Enum.GetValues<T>()[index]
            : throw CliErrors.ValueInvalid(option.Name, word, string.Join(", ", WordsOf<T>()));

    static string[] WordsOf<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
