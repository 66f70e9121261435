using Analytics.Etl.Published;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Warehousing;

namespace Analytics.Tests.Etl;

public sealed class RejectTests : IDisposable
{
    const string Figures = "seeds/published/figures.csv";
    readonly string _root = Directory.CreateTempSubdirectory("analytics-seeds-").FullName;

    public RejectTests()
    {
        foreach (var file in Clone.Files.Where(f => f.StartsWith("seeds/", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            File.Copy(Clone.Full(file), Path.Combine(_root, file));
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    PublishedFigures Read(List<Reject>? rejects = null) => PublishedFigures.Read(Seeds.Of(_root, reject =>
        (rejects ?? throw new InvalidOperationException($"{reject}")).Add(reject)));

    void Edit(string found, string replacement, string file = Figures)
    {
        var path = Path.Combine(_root, file);
        var text = File.ReadAllText(path);
        Assert.Contains(found, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(found, replacement, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mediation_succeeded,10388,", "mediation_succeeded,1万388,", "value", "1万388", 23)]
    [InlineData("yp2018_case,杨浦区,上海市,2012-01-01", "yp2018_case,杨浦区,上海市,2012-13-01", "period_start", "2012-13-01", 41)]
    [InlineData("normative_docs_cleaned,67,件", "normative_docs_cleaned,67,头", "unit", "头", 4)]
    [InlineData("normative_docs_cleaned,67,件", "documents_cleaned,67,件", "indicator_code", "documents_cleaned", 4)]
    public void A_wrong_cell_is_named_and_the_others_load(string text, string wrong, string column, string found, long row)
    {
        Edit(text, wrong);
        var read = Read();
        var reject = Assert.Single(read.Refusals);
        Assert.Equal((Figures, row, column), (reject.Row.File, reject.Row.Row, reject.Column));
        Assert.Equal(found, reject.Row[reject.Column]);
        Assert.Equal(446, read.Figures.Count);
    }

    [Fact]
    public void A_scope_against_the_source_is_refused()
    {
        Edit("现行有效规范性文件,normative_docs_in_force,50,件,一(一),累计", "现行有效规范性文件,normative_docs_in_force,50,件,一(一),区政府本级");
        Assert.Equal("note", Assert.Single(Read().Refusals).Column);
    }

    [Fact]
    public void A_period_with_one_end_is_refused()
    {
        Edit("yp2018_case,杨浦区,上海市,2012-01-01,2012-12-31", "yp2018_case,杨浦区,上海市,2012-01-01,");
        Assert.Equal(("period_end", "date-invalid"), Assert.Single(Read().Refusals) is var one ? (one.Column, one.Code) : default);
    }

    [Fact]
    public void A_key_that_stands_twice_in_a_rule_file_is_named()
    {
        Edit("\n件,件,1,kept as printed", "\n件,件,1,kept as printed\n件,条,1,wrong", "seeds/published/units.csv");
        var error = Assert.Throws<AnalyticsException>(() => Read());
        Assert.Equal(("seed-key-twice", 8L), (error.Code, error.Facts["row"]));
    }

    [Fact]
    public void Two_rules_for_one_figure_are_refused()
    {
        Edit("normative_docs_cleaned,,,NRM-007,", "normative_docs_cleaned,,,NRM-008,match,,again\nnormative_docs_cleaned,,,NRM-007,",
            "seeds/published/indicator-map.csv");
        Assert.Equal("indicator_code", Assert.Single(Read().Refusals).Column);
    }

    [Fact]
    public void A_row_of_another_width_names_file_and_row()
    {
        Edit("qp2017_fazhi,青浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件", "qp2017_fazhi,青浦区,2017-01-01,2017-12-31,累计清理规范性文件");
        var rejects = new List<Reject>();
        Assert.Equal(446, Read(rejects).Figures.Count);
        Assert.Equal(new Reject("tests", Figures, 4, null, "10 fields", "11 fields", "field-count"), Assert.Single(rejects));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(Path.Combine(_root, Figures));
        Assert.Equal("input-missing", Assert.Throws<AnalyticsException>(() => Read()).Code);
    }

    [Fact]
    public void Quotes_are_never_repaired()
    {
        Edit("qp2017_fazhi,青浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件", "qp2017_fazhi,青\"浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件");
        Assert.Equal("csv-malformed", Assert.Throws<AnalyticsException>(() => Read()).Code);
    }
}
