using Analytics.Tables.Text;
using Analytics.Tests.House;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Tables.Text;

public class ScriptTests
{
    [Theory]
    [InlineData("青浦區2023年度人民調解統計表", "青浦区2023年度人民调解统计表"), InlineData("調解", "调解"), InlineData("應訴", "应诉")]
    [InlineData("敗訴率", "败诉率"), InlineData("臺賬", "台账"), InlineData("法制審核", "法制审核"), InlineData("裡面", "里面"), InlineData("公里", "公里")]
    [InlineData("行政複議", "行政复议"), InlineData("行政覆議", "行政复议"), InlineData("行政復議", "行政复议"), InlineData("覆核", "复核")]
    [InlineData("複雜", "复杂"), InlineData("重複", "重复"), InlineData("幹部", "干部"), InlineData("乾淨", "干净"), InlineData("干預", "干预")]
    [InlineData("後來", "后来"), InlineData("皇后", "皇后"), InlineData("類別", "类别"), InlineData("執行", "执行"), InlineData("金額（萬元）", "金额（万元）")]
    [InlineData("閔行區", "闵行区"), InlineData("徐匯區", "徐汇区"), InlineData("閘北區", "闸北区"), InlineData("餘杭區", "余杭区"), InlineData("蕭山區", "萧山区")]
    [InlineData("徵收", "征收"), InlineData("瞭解", "了解"), InlineData("著作權", "著作权"), InlineData("法律諮詢", "法律咨询")]
    [InlineData("全面覆蓋", "全面覆盖"), InlineData("分批覆蓋率", "分批覆盖率"), InlineData("批覆", "批复"), InlineData("網路覆蓋", "网络覆盖")]
    public void Traditional_characters_become_simplified_by_their_words(string traditional, string simplified) =>
        Assert.Equal(simplified, Script.ToSimplified(traditional));

    [Theory]
    [InlineData("檔案", "文件"), InlineData("程式", "程序"), InlineData("民眾", "群众"), InlineData("許可權", "权限"), InlineData("格線", "网格")]
    [InlineData("規範性檔案", "规范性文件"), InlineData("行政執法程式", "行政执法程序"), InlineData("政府資訊公開", "政府信息公开")]
    [InlineData("區檔案局", "区档案局"), InlineData("檔案館", "档案馆"), InlineData("人事檔案", "人事档案"), InlineData("工作流程式樣", "工作流程式样")]
    public void Words_of_Taiwan_become_those_of_the_mainland(string taiwan, string mainland) =>
        Assert.Equal(mainland, Script.ToSimplified(taiwan));

    [Theory]
    [InlineData("覆盖"), InlineData("答复"), InlineData("复议"), InlineData("乾隆"), InlineData("乾县"), InlineData("干部"), InlineData("干预")]
    [InlineData("皇后"), InlineData("后勤"), InlineData("里程"), InlineData("村里"), InlineData("法定程序"), InlineData("规范性文件"), InlineData("支援")]
    [InlineData("沈重"), InlineData("打坏"), InlineData("张昇"), InlineData("於某"), InlineData("瞭望"), InlineData("程式化"), InlineData("工程式样")]
    [InlineData("不覆盖"), InlineData("品牌"), InlineData("网络"), InlineData(""), InlineData("abc 12%"), InlineData("宫商角徵羽")]
    [InlineData("首批覆盖"), InlineData("双重覆盖"), InlineData("反覆盖"), InlineData("同一系列印出"), InlineData("日程式样"), InlineData("章程式样")]
    public void Simplified_text_stays_as_it_is(string text) => Assert.Equal(text, Script.ToSimplified(text));

    [Fact]
    public void Only_characters_of_traditional_texts_prove_one()
    {
        Assert.All(["區", "調解", "後來", "萬"], text => Assert.True(Script.IsTraditional(text)));
        Assert.All(["区", "调解", "后来", "乾", "於某", "程式", "", "abc", "里"], text => Assert.False(Script.IsTraditional(text)));
    }

    // Titles quoted from pages in traditional script, and the addresses of such pages.
    static readonly string[] Quoting = ["seeds/domain/assessment-frameworks.csv", "seeds/published/sources.csv"];

    [Fact]
    public void Every_line_of_the_seeds_and_texts_stays_but_the_quoted_traditional_ones()
    {
        var files = Clone.Files.Where(file => file.StartsWith("seeds/domain/", StringComparison.Ordinal)
            || file.StartsWith("seeds/published/", StringComparison.Ordinal)
            || file.StartsWith("src/Analytics.Tables/Texts/", StringComparison.Ordinal)).ToArray();
        Assert.True(files.Length > 30);
        var changed = (from file in files
                       from line in File.ReadLines(Clone.Full(file))
                       where Script.ToSimplified(line) != line
                       select (file, line)).ToArray();
        Assert.All(changed, found => Assert.True(Script.IsTraditional(found.line), found.line));
        Assert.Equal(Quoting, changed.Select(found => found.file).Distinct().Order(StringComparer.Ordinal));
    }

    static string[] Entries(string resource)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream("Text/" + resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split(['|', '"', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void What_was_converted_once_stays()
    {
        var pieces = Entries("TSPhrases.js").Concat(Entries("phrases.tsv")).Concat(Entries("TSCharacters.js")).ToArray();
        var texts = Gen.Elements(pieces).SelectMany(whole => Gen.Choose(1, whole.Length).Select(length => whole[..length]))
            .ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(texts.ToArbitrary(), text => Script.ToSimplified(Script.ToSimplified(text)) == Script.ToSimplified(text))
            .Check(Sampling.Of(3000));
    }

    [Fact]
    public void Every_phrase_of_the_house_gives_its_own_word_alone()
    {
        var lines = File.ReadLines(Clone.Full("src/Analytics.Tables/Text/phrases.tsv")).Select(line => line.Split('\t')).ToArray();
        Assert.All(lines, cells =>
        {
            Assert.Equal(2, cells.Length);
            Assert.Equal(cells[1], Script.ToSimplified(cells[0]));
            Assert.False(Script.IsTraditional(cells[1]), cells[1]);
        });
        Assert.Distinct(lines.Select(cells => cells[0]));
    }
}
