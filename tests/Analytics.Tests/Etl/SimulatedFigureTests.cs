using Analytics.Etl.Simulated;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

/// <summary>Cells of a district's file are as they must be, or their row is named and left out.</summary>
public sealed class SimulatedFigureTests : IDisposable
{
    const string File = "inbox/simulated/2017/310104.csv";
    const string Header = "数据性质,地区,上级地区,年份,指标,数值,单位,状态,发布日期,备注\n";
    const string Right = "模拟数据,徐汇区,上海市,2017,一审行政案件审结数,282,件,初步,2018-01-20,\n";
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    SimulatedFigures Read(string rows, List<Reject>? rejects = null)
    {
        _folder.Write(File, Header + rows);
        return SimulatedFigures.Read((path, expected) => (path == File ? Seeds.Of(_folder.Path, reject =>
            (rejects ?? throw new InvalidOperationException($"{reject}")).Add(reject)) : Seeds.Of(Clone.Root, _ => { }))(path, expected), [File]);
    }

    [Fact]
    public void A_figure_knows_its_document_area_and_series()
    {
        var figure = Assert.Single(Read(Right).Figures);
        Assert.Equal(("simulated/2017/310104", "simulated/2017/310104/LIT-002/310104/2017", "simulated-310104", "provisional", 282m),
            (figure.SourceId, figure.FigureId, figure.SeriesId, figure.Status, figure.Value));
    }

    [Theory]
    [InlineData("静安区", "2014", "310106-1")]
    [InlineData("闸北区", "2014", "310108")]
    [InlineData("静安区", "2015", "310106-2")]
    [InlineData("崇明县", "2015", "310230-2")]
    [InlineData("崇明区", "2016", "310151")]
    public void The_area_is_the_version_valid_at_the_end_of_the_year(string name, string year, string areaId) => Assert.Equal(areaId,
        Assert.Single(Read($"模拟数据,{name},上海市,{year},常住人口,1,人,正式,2018-01-20,\n").Figures).Area.Id);

    [Theory]
    [InlineData("模拟数据,", "真实数据,", "数据性质", "not-simulated")]
    [InlineData("徐汇区", "徐匯区", "地区", "area-unknown")]
    [InlineData("徐汇区,上海市", "闸北区,上海市", "地区", "area-unknown")]
    [InlineData("上海市", "杭州市", "地区", "area-unknown")]
    [InlineData(",2017,", ",17,", "年份", "date-invalid")]
    [InlineData(",2017,", ",0000,", "年份", "date-invalid")]
    [InlineData(",2017,", ",２０１７,", "年份", "date-invalid")]
    [InlineData("一审行政案件审结数", "一审案件", "指标", "indicator-unknown")]
    [InlineData(",282,", ",2万,", "数值", "number-invalid")]
    [InlineData(",282,", ",,", "数值", "number-invalid")]
    [InlineData(",282,", ",-1,", "数值", "number-invalid")]
    [InlineData(",282,", ",1.5,", "数值", "number-invalid")]
    [InlineData(",282,", ", 282,", "数值", "number-invalid")]
    [InlineData(",件,", ",宗,", "单位", "unit-unknown")]
    [InlineData("初步", "暂定", "状态", "status-unknown")]
    [InlineData("2018-01-20", "2018-1-20", "发布日期", "date-invalid")]
    [InlineData("2018-01-20", "2017-12-31", "发布日期", "date-invalid")]
    [InlineData("2018-01-20", "2018-01-21", "发布日期", "date-differs")]
    public void A_wrong_cell_is_named_and_the_other_rows_load(string found, string wrong, string column, string code)
    {
        Assert.Contains(found, Right, StringComparison.Ordinal);
        var first = Right.Replace("一审行政案件审结数,282", "行政机关败诉案件数,19", StringComparison.Ordinal);
        var read = Read(first + Right.Replace(found, wrong, StringComparison.Ordinal));
        var refusal = Assert.Single(read.Refusals);
        Assert.Equal((File, 3L, column, code), (refusal.Row.File, refusal.Row.Row, refusal.Column, refusal.Code));
        Assert.Equal("LIT-008", Assert.Single(read.Figures).Indicator.Code);
    }

    [Fact]
    public void One_number_twice_in_a_file_is_refused()
    {
        var read = Read(Right + Right);
        Assert.Equal((3L, "figure-twice"), Assert.Single(read.Refusals) is var one ? (one.Row.Row, one.Code) : default);
        Assert.Single(read.Figures);
    }

    [Fact]
    public void A_row_of_another_width_is_refused()
    {
        var rejects = new List<Reject>();
        Assert.Single(Read(Right + "模拟数据,徐汇区\n", rejects).Figures);
        Assert.Equal(("field-count", 3L), Assert.Single(rejects) is var one ? (one.Code, one.Row) : default);
    }
}
