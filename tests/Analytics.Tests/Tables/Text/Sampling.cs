using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Tables.Text;

/// <summary>How properties are tried: the same samples in every run, the first counter-example fails.</summary>
static class Sampling
{
    public static Config Of(int samples) => Config.QuickThrowOnFailure.WithMaxTest(samples).WithReplay(20261124UL, 4711UL);

    /// <summary>Texts of the signs that numbers, dates and periods are written with, and of some that they are not.</summary>
    public static Gen<string> Written { get; } = Gen.Elements(
        "0123456789０１２３.,，．-－—~～/%％‰ 　\n+*()（）①[]'Oole¥<>≥≤#零〇一二三四五六七八九十百千万亿两壹拾点余多约近不足超过以上下左右至到"
        .Select(c => c.ToString()).Concat(["百分之", "千分之", "件", "人次", "万元", "个百分点", "年", "月", "日", "季度", "上半年", "同期", "無", "\ud800", "\u200b"])
        .ToArray()).ListOf().Select(signs => string.Concat(signs));

    public static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xfee0) : c));
}
