using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Semantics.Calendars;

public class SpellingTests
{
    const SameRules Every = SameRules.Width | SameRules.Blanks | SameRules.Unicode | SameRules.Script;

    [Theory]
    [InlineData("Ａ１２", SameRules.Width, "A12")]
    [InlineData("Ａ１２", SameRules.Blanks, "Ａ１２")]
    [InlineData("　普陀　区 ", SameRules.Blanks, "普陀区")]
    [InlineData(" New  York\u00a0City ", SameRules.Blanks, "New York City")]
    [InlineData("普陀 A 区", SameRules.Blanks, "普陀 A 区")]
    [InlineData("普\u200b陀\ufeff", SameRules.Blanks, "普陀")]
    [InlineData("Cafe\u0301", SameRules.Unicode, "Café")]
    [InlineData("Cafe\u0301", SameRules.Width, "Cafe\u0301")]
    [InlineData("徐匯區", SameRules.Script, "徐汇区")]
    [InlineData("徐匯區", SameRules.None, "徐匯區")]
    [InlineData(" 徐匯　區（Ａ） ", Every, "徐汇区(A)")]
    [InlineData("e\u200b\u0301", Every, "é")]
    [InlineData("", Every, "")]
    public void Spellings_become_one_by_the_rule_alone(string text, SameRules rules, string expected) =>
        Assert.Equal(expected, MemberSpelling.Canonical(text, rules));

    [Fact]
    public void A_canonical_spelling_stays() => Prop.ForAll(
        Gen.OneOf(Sampling.Written, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary(),
        Gen.Choose(0, 15).ToArbitrary(), (text, rules) =>
            MemberSpelling.Canonical(text, (SameRules)rules) is var once
            && MemberSpelling.Canonical(once, (SameRules)rules) == once).Check(Sampling.Of(4000));

    [Fact]
    public async Task Districts_sort_by_pinyin_between_numbers_and_Latin()
    {
        string[] districts = ["徐汇", "杨浦", "长宁", "普陀", "静安", "黄浦", "闵行", "浦东", "宝山", "崇明", "A区", "2区", "虹口", "奉贤"];
        Assert.Equal(["2区", "宝山", "长宁", "崇明", "奉贤", "虹口", "黄浦", "静安", "闵行", "浦东", "普陀", "徐汇", "杨浦", "A区"],
            await PinyinOrder.SortAsync(districts, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Names_of_places_stand_by_their_own_sound() => Assert.Equal(
        ["北京", "蚌埠", "长沙", "成都", "重庆", "六安", "上海市", "上海市长宁区", "台州", "厦门", "中国"],
        await PinyinOrder.SortAsync(["中国", "台州", "厦门", "上海市长宁区", "长沙", "重庆", "蚌埠", "成都", "上海市", "北京", "六安"],
            TestContext.Current.CancellationToken));

    [Fact]
    public async Task Keys_of_unlike_texts_differ_and_a_text_may_stand_twice()
    {
        string[] texts = ["静安", "静安", "靖安", "敬安", "", "e\u0301", "é", "\ud800"];
        var keys = await PinyinOrder.KeysAsync(texts, TestContext.Current.CancellationToken);
        Assert.Equal(7, keys.Values.Distinct().Count());
    }
}
