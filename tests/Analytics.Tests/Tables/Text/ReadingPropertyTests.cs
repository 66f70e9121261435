using System.Globalization;
using Analytics.Tables;
using Analytics.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Tables.Text;

public class ReadingPropertyTests
{
    static readonly HashSet<string> Codes = [.. TextCatalog.BuiltIn.Keys];

    static readonly NumberExpectation[] Columns =
        [new("件"), new("元", "万元"), new("%"), new("%", Share: "fraction"), new("人"), new("")];

    static NumberReading Read(string text, string unit = "件") => NumberText.Read(text, new NumberExpectation(unit));

    static string Shown(NumberReading r) =>
        $"{r.Kind} {r.Value} {r.Bound} {r.WrittenUnit} {string.Join('|', r.Candidates.Select(Cases.Print))} {r.Problem}";

    static bool Fits(ReadingKind kind, bool hasValue, int candidates, string? problem) => kind switch
    {
        ReadingKind.Value => hasValue && candidates == 0 && problem is null,
        ReadingKind.Ambiguous => !hasValue && candidates == 2 && Codes.Contains("rule." + problem),
        ReadingKind.Invalid => !hasValue && candidates == 0 && Codes.Contains("rule." + problem),
        _ => !hasValue && candidates == 0 && problem is null,
    };

    static readonly Gen<string> Any = Gen.OneOf(Sampling.Written, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    [Fact]
    public void Reading_never_throws_and_always_says_what_came_out() => Prop.ForAll(Any.ToArbitrary(), text =>
        Columns.All(column => NumberText.Read(text, column) is var number
            && Fits(number.Kind, number.Value is not null, number.Candidates.Count, number.Problem))
        && DateText.Read(text) is var date && Fits(date.Kind, date.Value is not null, date.Candidates.Count, date.Problem)
        && PeriodText.Read(text, 2023) is var period
        && Fits(period.Kind, period.Value is not null, period.Candidates.Count, period.Problem)).Check(Sampling.Of(4000));

    [Fact]
    public void Widths_and_blanks_around_do_not_matter() => Prop.ForAll(Sampling.Written.ToArbitrary(), text =>
        Shown(Read(text)) == Shown(Read(Sampling.Wide(text)))
        && Shown(Read(text)) == Shown(Read("\u3000 " + text + "\u00a0\n"))
        && $"{DateText.Read(text).Value} {DateText.Read(text).Problem}"
            == $"{DateText.Read(Sampling.Wide(text)).Value} {DateText.Read(Sampling.Wide(text)).Problem}").Check(Sampling.Of(3000));

    /// <summary>The standard way to say a number, written apart from the reader.</summary>
    static string Chinese(long number)
    {
        if (number == 0) return "零";
        var text = "";
        var (gap, started) = (false, false);
        var digits = number.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < digits.Length; i++)
        {
            var power = digits.Length - 1 - i;
            if (digits[i] == '0') gap = started;
            else
            {
                if (gap) text += "零";
                (gap, started) = (false, true);
                text += "零一二三四五六七八九"[digits[i] - '0'];
                if (power % 4 > 0) text += "?十百千"[power % 4];
            }
            var group = number / (power == 8 ? 100_000_000 : 10_000) % 10_000;
            if (power is 8 or 4 && group > 0) text += power == 8 ? "亿" : "万";
        }
        return text;
    }

    static string Financial(string chinese) => string.Concat(chinese.Select(c => "一二三四五六七八九十百千".IndexOf(c) is >= 0 and var at
        ? "壹贰叁肆伍陆柒捌玖拾佰仟"[at] : c));

    static string Print(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    static readonly Gen<long> Counts = Gen.OneOf(Gen.Choose(0, 20000), Gen.Choose(0, int.MaxValue)).Select(n => (long)n);

    [Fact]
    public void A_count_is_the_same_number_in_every_spelling() => Prop.ForAll(Counts.ToArbitrary(), number =>
    {
        string[] spellings =
        [
            Print(number, "0"), Print(number, "#,0"), Sampling.Wide(Print(number, "#,0")), Print(number, "0") + "件",
            $" {number} 件\n", "+" + Print(number, "0"), Chinese(number), Financial(Chinese(number)), Chinese(number) + "件",
            Chinese(number).Replace("万", "萬", StringComparison.Ordinal), Print(number / 10_000m, "0.####") + "万件",
            Sampling.Wide(Print(number / 10_000m, "#,0.####")) + "萬", Print(number / 100_000_000m, "0.########") + "亿",
        ];
        return Array.TrueForAll(spellings, text => Read(text) is { Kind: ReadingKind.Value, Bound: "exact" } read && read.Value == number
            && Read("约" + text) is { Bound: "about" } about && about.Value == number);
    }).Check(Sampling.Of(2000));

    static readonly Gen<decimal> Shares = Gen.Choose(1, 1_000_000).Select(n => n / 10_000m);

    [Fact]
    public void A_share_is_the_same_with_every_sign_and_in_doubt_with_none() => Prop.ForAll(Shares.ToArbitrary(), percent =>
    {
        var (plain, fraction) = (Print(percent, "0.######"), Print(percent / 100, "0.######"));
        var chinese = "百分之" + Chinese((long)percent) + (percent % 1 == 0 ? ""
            : "点" + string.Concat(plain[(plain.IndexOf('.') + 1)..].Select(c => "零一二三四五六七八九"[c - '0'])));
        var bare = Read(fraction, "%");
        return new[] { plain + "%", plain + "％", Sampling.Wide(plain) + "％", Print(percent * 10, "0.######") + "‰", chinese }
                .All(text => Read(text, "%").Value == percent)
            && bare.Kind == ReadingKind.Ambiguous && bare.Candidates[0] == percent / 100 && bare.Candidates[1] == percent
            && NumberText.Read(fraction, new NumberExpectation("%", Share: "fraction")).Value == percent
            && NumberText.Read(plain, new NumberExpectation("%", Share: "percent")).Value == percent;
    }).Check(Sampling.Of(2000));

    static readonly string[] Whole =
        ["1,234", "1.2万件", "约１２００", "百分之九十五", "10余件", "¥12.5", "一千二百三十四", "不少于8件", "12（件）", "-5", "3亿5000万", "95.5%"];

    [Fact]
    public void A_sign_that_is_not_explained_leaves_no_value() => Assert.All(Whole, text =>
        Assert.All("x§?青&@吗;、。↑", alien => Assert.All(Enumerable.Range(0, text.Length + 1), at =>
            Assert.All(Columns, column => Assert.NotEqual(ReadingKind.Value,
                NumberText.Read(text.Insert(at, alien.ToString()), column).Kind)))));

    static readonly Gen<DateOnly> Days = Gen.Choose(0, 73413).Select(new DateOnly(1900, 1, 1).AddDays);

    [Fact]
    public void A_day_is_the_same_in_every_spelling() => Prop.ForAll(Days.ToArbitrary(), day =>
    {
        var year = string.Concat(Print(day.Year, "0").Select(c => "〇一二三四五六七八九"[c - '0']));
        string[] spellings =
        [
            $"{day:yyyy-MM-dd}", $"{day.Year}/{day.Month}/{day.Day}", $"{day.Year}.{day.Month}.{day.Day}", $"{day:yyyyMMdd}",
            $"{day.Year}年{day.Month}月{day.Day}日", Sampling.Wide($"{day.Year}年{day.Month}月{day.Day}号"),
            $"{year}年{Chinese(day.Month).Replace("一十", "十", StringComparison.Ordinal)}月{Chinese(day.Day)}日", $"{day:yyyy-MM-dd} 13:45:10",
        ];
        var serial = (decimal)(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber);
        return Array.TrueForAll(spellings, text => DateText.Read(text) is { Kind: ReadingKind.Value, Precision: "day" } read && read.Value == day)
            && (serial is < 61 or > 73050 || DateText.FromSerial(serial, is1904: false).Value == day)
            && (serial is < 1462 or > 73050 || DateText.FromSerial(serial - 1462, is1904: true).Value == day);
    }).Check(Sampling.Of(1500));

    [Fact]
    public void Months_of_a_year_are_the_same_in_every_spelling()
    {
        foreach (var (first, last) in from a in Enumerable.Range(1, 12) from b in Enumerable.Range(a, 13 - a) select (a, b))
        {
            string[] spellings =
            [
                $"2023年{first}-{last}月", $"2023年{first}—{last}月", $"2023年{first}月至{last}月", $"2023年{first}～{last}月份",
                $"2023年{Chinese(first)}月至{Chinese(last)}月", $"2023.{first}-2023.{last}", $"{first}-{last}月", $"2023年{first}月至2023年{last}月",
            ];
            Assert.All(spellings, text => Assert.Equal((new DateOnly(2023, first, 1), new DateOnly(2023, last, 1).AddMonths(1).AddDays(-1)),
                PeriodText.Read(text, 2023).Value is { } period ? (period.FirstDay, period.LastDay) : default));
        }
    }
}
