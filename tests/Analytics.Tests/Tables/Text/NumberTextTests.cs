using Analytics.Tables.Text;

namespace Analytics.Tests.Tables.Text;

public class NumberTextTests
{
    static NumberReading Read(string text, string unit = "件", params (string Mark, string Meaning)[] marks) =>
        NumberText.Read(text, new NumberExpectation(unit, null, marks.ToDictionary(m => m.Mark, m => m.Meaning)));

    static string? OrNull(string cell) => cell.Length == 0 ? null : cell;

    static string Shown(NumberReading reading) => string.Join(",", reading.Kind.ToString().ToLowerInvariant(),
        reading.Value is null ? "" : Cases.Print(reading.Value), reading.Bound,
        string.Join("|", reading.Candidates.Select(Cases.Print)), reading.Problem);

    [Fact]
    public void Numbers_are_read_as_the_table_of_cases_says()
    {
        var rows = Cases.Rows("number-text.csv");
        Assert.True(rows.Count >= 350);
        House.Findings.None(
            from row in rows
            let found = Shown(NumberText.Read(Cases.Seen(row["text"]), new NumberExpectation(row["unit"],
                OrNull(row["column_unit"]), null, OrNull(row["share"]))))
            let expected = $"{row["kind"]},{row["value"]},{row["bound"]},{row["candidates"]},{row["problem"]}"
            where found != expected
            select $"'{row["text"]}' in {row["unit"]}: found {found}, expected {expected}");
    }

    [Fact]
    public void Marks_of_the_form_win_over_the_usual_ones()
    {
        Assert.Equal("value,0,exact,,", Shown(Read("无", marks: ("无", "zero"))));
        Assert.Equal("value,0,exact,,", Shown(Read(" ／ ", marks: ("/", "zero"))));
        Assert.Equal("absent,,exact,,", Shown(Read("無", marks: ("无", "absent"))));
        Assert.Equal("absent,,exact,,", Shown(Read("未开展", marks: ("未开展", "absent"))));
        Assert.Equal("absent,,exact,,", Shown(Read("—", marks: ("无", "zero"))));
        Assert.Equal("absent,,exact,,", Shown(Read("0", marks: ("0", "absent"))));
    }

    [Fact]
    public void Written_units_are_told_beside_the_value()
    {
        Assert.Equal("件", Read("1.2万件").WrittenUnit);
        Assert.Equal("%", Read("百分之九十", "%").WrittenUnit);
        Assert.Equal("万元", NumberText.Read("12", new NumberExpectation("元", "万元")).WrittenUnit);
        Assert.Equal("人", Read("12人").WrittenUnit);
        Assert.Null(Read("12").WrittenUnit);
    }

    [Theory]
    [InlineData("万元", "元", 4), InlineData("元", "亿元", -8), InlineData("‰", "%", -1), InlineData("名", "人", 0)]
    [InlineData("万件", "件", 4), InlineData("万", "人次", 4), InlineData("萬元", "元", 4), InlineData("（自定）", "（自定）", 0)]
    public void Units_of_one_kind_differ_by_a_power_of_ten(string from, string to, int power) =>
        Assert.Equal(power, Units.Power(from, to));

    [Fact]
    public void Cases_case_times_person_times_acts_and_copies_never_become_each_other()
    {
        string[] units = ["件", "件次", "人次", "人", "宗", "份", "元", "%", "百分点", "倍", ""];
        Assert.All(units, from => Assert.All(units, to => Assert.Equal(from == to ? 0 : null, Units.Power(from, to))));
    }

    // The units of the published figures, as the house treats them there.
    [Fact]
    public void Units_of_the_published_figures_are_known_and_treated_alike()
    {
        var rows = File.ReadLines(Path.Combine(House.Clone.Root, "seeds", "published", "units.csv")).Skip(1)
            .Select(line => line.Split(','));
        Assert.All(rows, row =>
        {
            Assert.True(Units.IsKnown(row[0]), row[0]);
            Assert.Equal((int)Math.Log10(int.Parse(row[2])), Units.Power(row[0], row[1]));
        });
    }
}
