using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics;

/// <summary>A statistic that can be called by name on a table.</summary>
/// <remarks>Pure: equal tables and options give equal tables. All stand in <see cref="Analyses.All"/>. What it answers
/// is the text <c>analysis.NAME</c>, when not to use it <c>analysis.NAME.limits</c>.</remarks>
public abstract class Analysis
{
    /// <summary>Kebab-case name by which it is called: <c>wilson</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it answers, for people, in both languages.</summary>
    public LocalText Description => TextCatalog.BuiltIn["analysis." + Name];

    /// <summary>When not to use it, in both languages.</summary>
    public LocalText Limits => TextCatalog.BuiltIn[$"analysis.{Name}.limits"];

    /// <summary>The columns it reads. Others are kept or left out, as <see cref="Shape"/> says.</summary>
    public abstract IReadOnlyList<Input> Inputs { get; }

    /// <summary>What it can be told.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What it gives.</summary>
    public abstract IReadOnlyList<Output> Outputs { get; }

    /// <summary>The form of its table.</summary>
    public abstract ResultShape Shape { get; }

    /// <summary>Whether it reads the periods of an area together, so that a break of the series matters: mostly one
    /// area over the periods is a case. Else the areas of one period are.</summary>
    public virtual bool IsOverTime => false;

    /// <summary>Formula, reference and a worked example.</summary>
    public abstract Guide Guide { get; }

    /// <summary>The table analysed.</summary>
    /// <param name="table">Has the inputs, by name or alias, in their kind or as text that says it.</param>
    /// <param name="options">Parameters; those not given take their defaults.</param>
    /// <exception cref="AnalyticsException">A column is missing (<c>analysis-column-missing</c>), a cell is not of its
    /// kind (<c>analysis-cell-invalid</c>, <c>analysis-cell-empty</c>), the rows do not suit (<c>analysis-rows</c>,
    /// <c>analysis-row-repeated</c>), counts are impossible (<c>analysis-counts-invalid</c>), or a parameter is unknown
    /// or impossible (<c>analysis-parameter-unknown</c>, <c>-invalid</c>, <c>-missing</c>, <c>-varies</c>,
    /// <c>analysis-confidence-invalid</c>, <c>analysis-target-invalid</c>).</exception>
    public Table Run(Table table, AnalysisOptions options)
    {
        // What is no analysis of cases has its own.
        if (this is not CaseAnalysis && options.By is [var by, ..] && (by != (IsOverTime ? "area" : "period")
            || options.By.Count > 1))
            throw StatisticsErrors.ParameterInvalid(Name, "by", by, IsOverTime ? "area" : "period");
        var (bound, renamed) = Binding.Of(this, table);
        return Binding.Back(this, Execute(bound, options.Read(this)), renamed);
    }

    /// <summary>As <see cref="Run"/>, with what was done.</summary>
    public AnalysisResult Call(Table table, AnalysisOptions options) => new(Name,
        Settings.Of(Name, Parameters, options.All(Parameters), _ => null).Texts, Run(table, options), Guide.Reference);

    /// <param name="table">Has the inputs under their own names and in their kinds.</param>
    /// <param name="options">With all that was given by name.</param>
    protected abstract Table Execute(Table table, AnalysisOptions options);
}

/// <summary>What came out, by which method, with which parameters.</summary>
/// <param name="Method">The analysis.</param>
/// <param name="Parameters">By name, as text; null where none was given and there is no default. Columns of the data
/// may have said otherwise for a case.</param>
/// <param name="Table">The result. An empty cell has its reason in <c>not_computable</c>.</param>
/// <param name="Reference">Where the method was published.</param>
public sealed record AnalysisResult(string Method, IReadOnlyDictionary<string, string?> Parameters, Table Table,
    string Reference);

/// <summary>What every analysis can be told.</summary>
/// <param name="Confidence">Two-sided level between 0 and 1.</param>
public sealed record AnalysisOptions(double Confidence = 0.95)
{
    /// <summary>What a higher rate means. Neutral, marks say higher and lower; else better and worse.</summary>
    public Direction Direction { get; init; }

    /// <summary>Funnels: whether limits allow for true differences between areas.</summary>
    public bool Overdispersion { get; init; }

    /// <summary>The rate compared with, in percent, 0 to 100. Funnels take the rate of all areas where it is null.
    /// </summary>
    public double? Target { get; init; }

    /// <summary>Trends: whether points on both sides of a break of their series are taken together. Else the last
    /// stretch alone; whoever knows the breaks leaves the analysis its rows.</summary>
    public bool AcrossBreaks { get; init; }

    /// <summary>What tells cases apart: columns of the data, <c>area</c> for each area over time, <c>period</c> for
    /// the areas of each period. Empty: <c>case_id</c> where the data have it, else as the analysis sees fit.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Any parameters by name, as text; they win over the properties above.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();
}
