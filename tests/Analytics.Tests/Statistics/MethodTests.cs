using Analytics.Delivery;
using Analytics.Statistics;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Statistics;

public class MethodTests
{
    static readonly TextCatalog Texts = TextCatalog.BuiltIn;

    public static TheoryData<string> Names => [.. Analyses.All.Select(method => method.Name)];

    static bool IsTold(string method, string kind, string name) =>
        Texts.Find($"analysis.{method}.{kind}.{name}") is not null || Texts.Find($"analysis.{kind}.{name}") is not null;

    [Theory, MemberData(nameof(Names))]
    public void A_worked_example_comes_out_as_printed(string name) => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named(name)));

    [Theory, MemberData(nameof(Names))]
    public void A_method_says_what_it_answers_and_what_every_column_means(string name)
    {
        var method = Analyses.Named(name);
        Assert.All([method.Description, method.Limits], text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0));
        Assert.All([method.Guide.Formula, method.Guide.Reference, method.Guide.Example.Source], Assert.NotEmpty);
        Assert.NotEmpty(method.Guide.Example.Expected);
        Findings.None(
            from told in method.Inputs.Select(i => ("input", i.Name)).Concat(method.Parameters.Select(p => ("parameter", p.Name))).Concat(method.Outputs.Select(o => ("output", o.Name)))
            where !IsTold(name, told.Item1, told.Name)
            select $"{name}: no text for {told.Item1} {told.Name}");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_table_without_rows_gives_one_without_rows_or_says_why(string name)
    {
        var method = Analyses.Named(name);
        var empty = new Table([.. method.Inputs.Select(input => new Column(input.Name, ColumnKind.Text))], []);
        try
        {
            Assert.Equal(0, method.Run(empty, new()).RowCount);
        }
        catch (AnalyticsException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    [Fact]
    public void No_text_of_a_method_is_left_over() => Findings.None(
        from key in Texts.Keys
        let parts = key.Split('.')
        where parts[0] == "analysis" && !IsUsed(parts)
        select key);

    static bool IsUsed(string[] parts)
    {
        IEnumerable<Analysis> methods = parts[1] is "input" or "parameter" or "output" ? Analyses.All : Analyses.All.Where(m => m.Name == parts[1]);
        var (kind, name) = parts[1] is "input" or "parameter" or "output" ? (parts[1], string.Join('.', parts[2..]))
            : parts.Length == 2 ? ("", "") : parts.Length == 3 ? (parts[2], "") : (parts[2], string.Join('.', parts[3..]));
        return methods.Any(method => kind switch
        {
            "input" => method.Inputs.Any(i => i.Name == name),
            "parameter" => method.Parameters.Any(p => p.Name == name),
            "output" => method.Outputs.Any(o => o.Name == name),
            _ => kind is "" or "limits",
        });
    }

    [Fact]
    public void The_guide_to_the_methods_is_as_written()
    {
        var path = Clone.Full("src/Analytics.Statistics/METHODS.md");
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1") File.WriteAllText(path, MethodCatalog.Markdown());
        Assert.Equal(File.ReadAllText(path), MethodCatalog.Markdown());
    }

    [Fact]
    public void Every_file_of_reference_numbers_is_read_by_a_test()
    {
        var tests = string.Concat(Clone.Code.Where(f => f.StartsWith("tests/Analytics.Tests/", StringComparison.Ordinal)).Select(Clone.Read));
        Findings.None(Directory.GetFiles(Path.Combine(Clone.Root, "tests", "reference"), "*.csv").Select(path => Path.GetFileName(path)!)
            .Where(file => !tests.Contains($"\"{file}\"", StringComparison.Ordinal)));
    }
}
