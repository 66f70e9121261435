using Analytics.Etl.Published;
using Analytics.Tables;
using Analytics.Tests.House;

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
    public void A_wrong_cell_is_named_and_the_others_load(string text, string wrong, string column, string found, int row)
    {
        Edit(text, wrong);
        var read = PublishedFigures.Read(_root);
        var reject = Assert.Single(read.Rejects);
        Assert.Equal((Figures, row, column, found), (reject.File, reject.Row, reject.Column, reject.Found));
        Assert.Equal(446, read.Figures.Count);
    }

    [Fact]
    public void A_scope_against_the_source_is_refused()
    {
        Edit("现行有效规范性文件,normative_docs_in_force,50,件,一(一),累计", "现行有效规范性文件,normative_docs_in_force,50,件,一(一),区政府本级");
        Assert.Equal("note", Assert.Single(PublishedFigures.Read(_root).Rejects).Column);
    }

    [Fact]
    public void Two_rules_for_one_figure_are_refused()
    {
        Edit("normative_docs_cleaned,,,NRM-007,", "normative_docs_cleaned,,,NRM-008,match,,again\nnormative_docs_cleaned,,,NRM-007,",
            "seeds/published/indicator-map.csv");
        Assert.Equal("indicator_code", Assert.Single(PublishedFigures.Read(_root).Rejects).Column);
    }

    [Fact]
    public void A_row_of_another_width_names_file_and_row()
    {
        Edit("qp2017_fazhi,青浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件", "qp2017_fazhi,青浦区,2017-01-01,2017-12-31,累计清理规范性文件");
        var error = Assert.Throws<AnalyticsException>(() => PublishedFigures.Read(_root));
        Assert.Equal("seed-row-width", error.Code);
        Assert.Equal(4, error.Facts["row"]);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(Path.Combine(_root, Figures));
        Assert.Equal("seed-file-missing", Assert.Throws<AnalyticsException>(() => PublishedFigures.Read(_root)).Code);
    }

    [Fact]
    public void Quotes_are_never_repaired()
    {
        Edit("qp2017_fazhi,青浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件", "qp2017_fazhi,青\"浦区,上海市,2017-01-01,2017-12-31,累计清理规范性文件");
        Assert.Equal("seed-file-malformed", Assert.Throws<AnalyticsException>(() => PublishedFigures.Read(_root)).Code);
    }
}
