using Analytics.Tests.Pipelines.Contracts;

namespace Analytics.Tests.Etl;

public class ReferenceTests
{
    static string Area(string text, string? day, string? within = null) => string.Join(" | ", References.Area
        .Resolve(text, day is null ? null : DateOnly.Parse(day, null), within).Select(m => $"{m.Id} {m.How}{(m.IsValid ? "" : " ended")}"));

    [Theory]
    [InlineData("青浦区", "2023-12-31", "310118 name")]
    [InlineData("青浦", "2023-12-31", "310118 short-name")]
    [InlineData("青 浦 区", "2023-12-31", "310118 alias")]
    [InlineData("青浦區", "2023-12-31", "310118 script")]
    [InlineData("310118", "2023-12-31", "310118 code")]
    [InlineData("３１０１１８", "2023-12-31", "310118 code")]
    [InlineData("上海市青浦区", "2023-12-31", "310118 alias")]
    [InlineData("青浦区司法局", "2023-12-31", "310118 office")]
    [InlineData("上海市青浦区人民政府", "2023-12-31", "310118 office")]
    [InlineData("青浦县", "2023-12-31", "310118 former-name")]
    [InlineData("青浦区", "1998-12-31", "310229 later-name")]
    [InlineData("青浦", "1998-12-31", "310229 short-name")]
    [InlineData("浦东", "2023-12-31", "310115-2 short-name")]
    [InlineData("崇明", "2014-12-31", "310230-2 short-name")]
    [InlineData("上海", "2023-12-31", "310000 short-name")]
    [InlineData("全国", "2023-12-31", "100000 name")]
    [InlineData("火星区", "2023-12-31", "")]
    [InlineData("", "2023-12-31", "")]
    public void An_area_is_found_by_its_names_and_code(string text, string day, string found) => Assert.Equal(found, Area(text, day));

    [Theory]
    [InlineData("静安区", "2014-12-31", "310106-1 name")]
    [InlineData("静安区", "2015-12-31", "310106-2 name")]
    [InlineData("310106", "2015-11-03", "310106-1 code")]
    [InlineData("310106", "2015-11-04", "310106-2 code")]
    [InlineData("闸北区", "2015-11-03", "310108 name")]
    [InlineData("闸北区", "2015-11-04", "310108 name ended")]
    [InlineData("钱塘区", "2020-12-31", "330114 name ended")]
    [InlineData("静安区", null, "310106-1 name | 310106-2 name")]
    public void A_name_means_the_version_of_the_day(string text, string? day, string found) => Assert.Equal(found, Area(text, day));

    [Fact]
    public void What_became_of_a_merged_district_is_told()
    {
        var match = Assert.Single(References.Area.Resolve("闸北", new(2016, 12, 31), "310000"));
        Assert.Equal("于 2015-11-04 并入：静安区", match.Event!.Zh);
        Assert.Equal("was merged on 2015-11-04 into: 静安区", match.Event.En);
        Assert.Equal(["静安区"], match.Successors);
    }

    [Fact]
    public void Names_below_another_area_are_not_looked_up()
    {
        Assert.Equal("", Area("青浦区", "2023-12-31", "330000"));
        Assert.Equal("310118 name", Area("青浦区", "2023-12-31", "310000"));
        Assert.Equal("310118-zhujiajiao name", Area("朱家角镇", "2023-12-31", "310118"));
        Assert.Equal("310118 name", Area("青浦区", "2023-12-31", "310118"));
    }

    [Fact]
    public void Every_official_name_and_code_leads_to_its_own_version()
    {
        var areas = Analytics.Etl.Reference.Areas.Read(Seeds.Own);
        Assert.All(areas.All.Where(area => area.Level != "nation"), area =>
        {
            var day = area.To ?? new DateOnly(2024, 12, 31);
            Assert.Contains(References.Area.Resolve(area.Name, day, area.ParentId), m => m is { IsValid: true, How: "name" } && m.Id == area.Id);
            if (area.Code.Length > 0)
                Assert.Equal(area.Id, Assert.Single(References.Area.Resolve(area.Code, day, null)).Id);
        });
    }

    [Fact]
    public void The_nearest_name_is_offered() => Assert.Equal("青浦区", References.Area.Nearest("青埔区"));

    static string Department(string text, string? day, string? level) => string.Join(" | ", References.Department
        .Resolve(text, day is null ? null : DateOnly.Parse(day, null), level).Select(m => $"{m.Id} {m.How}{(m.IsValid ? "" : " ended")}"));

    [Theory]
    [InlineData("区司法局", "2023-12-31", null, "district/区司法局 name")]
    [InlineData("徐汇区司法局", "2023-12-31", "district", "district/区司法局 alias")]
    [InlineData("市法制办", "2017-12-31", "municipal", "municipal/市政府法制办 alias")]
    [InlineData("市法制办", "2018-11-30", null, "municipal/市政府法制办 alias")]
    [InlineData("市法制办", "2018-12-01", null, "municipal/市政府法制办 alias ended")]
    [InlineData("區司法局", "2023-12-31", null, "district/区司法局 script")]
    [InlineData("市司法局", "2023-12-31", "district", "")]
    [InlineData("各街镇", "2023-12-31", "subdistrict", "subdistrict/各街道镇 alias")]
    public void A_department_is_found_inside_its_level_and_day(string text, string day, string? level, string found) =>
        Assert.Equal(found, Department(text, day, level));

    [Fact]
    public void What_took_the_place_of_a_department_is_told() => Assert.Equal("existed from none to 2018-11 (none: unknown, or until now); after it: 市司法局",
        Assert.Single(References.Department.Resolve("市法制办", new(2020, 1, 1), null)).Event!.En);
}
