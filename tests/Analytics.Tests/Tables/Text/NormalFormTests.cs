using System.Globalization;
using Analytics.Tables.Text;

namespace Analytics.Tests.Tables.Text;

public class NormalFormTests
{
    [Fact]
    public void Texts_are_composed_as_the_reference_says()
    {
        foreach (var row in Cases.Rows("normal-form.csv"))
            Assert.Equal(Text(row["composed"]), NormalForm.Composed(Text(row["text"])));
    }

    static string Text(string runes) => string.Concat(runes.Split(' ')
        .Select(rune => char.ConvertFromUtf32(int.Parse(rune, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("\uf900", "\u8c48")]
    [InlineData("が", "\u304c")]
    [InlineData("\u304b\u3099", "\u304c")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("\ud800x\u0301", "\ud800x\u0301")]
    [InlineData("上海市普陀区", "上海市普陀区")]
    public void Signs_and_marks_are_one(string text, string composed) => Assert.Equal(composed, NormalForm.Composed(text));
}
