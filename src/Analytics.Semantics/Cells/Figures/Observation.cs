using Analytics.Semantics.Answers;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Duties;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>What a published figure says of one quantity: the value its sources are preferred for.</summary>
/// <param name="Asked">Measure and variant.</param>
/// <param name="AreaId">The area, of a view where one was asked for.</param>
/// <param name="GroupId">The reporting group; empty where it is the area itself.</param>
/// <param name="ScopeId">The scope; empty where unstated.</param>
/// <param name="Dataset">One of the model's datasets.</param>
/// <param name="SourceId">The preferred source; several where summed.</param>
/// <param name="PeriodId">As printed: <c>2017</c>, <c>2021-08..2022-07</c>.</param>
/// <param name="PeriodKind">One of the model's kinds.</param>
/// <param name="Days">Its days; null where they are not known.</param>
/// <param name="Value">Null where nothing can be said: a share of nothing, a duty of which nothing is known.</param>
/// <param name="Exact">The value as printed, of what is not divided.</param>
/// <param name="Events">Of a rate with counts, its numerator.</param>
/// <param name="Trials">Of a rate with counts, its denominator.</param>
/// <param name="Unit">The figure's own.</param>
/// <param name="Bound">exact, at_least, at_most or about.</param>
/// <param name="Refused">Why an area view has no figure; null where it has one.</param>
/// <param name="FigureIds">Where it is from, divided by <c>|</c>.</param>
sealed record Observation(AskedVariant Asked, string AreaId, string GroupId, string ScopeId, string Dataset,
    string SourceId, string PeriodId, string PeriodKind, DateRange? Days, double? Value, decimal? Exact,
    decimal? Events, decimal? Trials, string Unit, string Bound, string? Refused, string FigureIds)
{
    public Measure Measure => Asked.Measure;

    public bool HasCounts => Events is not null && Trials is not null;

    /// <summary>People's words for the group and the period.</summary>
    public LocalText? GroupTitle { get; init; }

    public LocalText? PeriodTitle { get; init; }

    /// <summary>The observation of a candidate.</summary>
    public static Observation Of(Candidate one, IReadOnlyList<AskedVariant> asked, DutyDirectory duties)
    {
        var judged = one.Refused is null ? duties.Judge(one) : null;
        var group = one.Text("group_id") ?? "";
        return new Observation(asked[one.AskedIndex], one.Text("area_id") ?? "", group, one.Text("scope_id") ?? "",
            one.Text("dataset") ?? "", one.SourceId, one.Text("period_id") ?? "", one.Text("kind") ?? "",
            one.Day("start_on") is { } start && one.Day("end_on") is { } end ? new(start, end.AddDays(1)) : null,
            judged is null ? one.Value : judged.Value,
            judged is null ? one.HasCounts ? null : Trimmed(one.Printed) : (decimal?)judged.Value,
            one.HasCounts ? Trimmed(one.Exact("events")) : null, one.HasCounts ? Trimmed(one.Exact("trials")) : null,
            judged is null ? one.Unit : "", judged is null ? one.Bound : "exact", one.Refused, one.FigureIds)
        {
            GroupTitle = group.Length == 0 ? null : Title(one, "group_zh", "group_en"),
            PeriodTitle = Title(one, "label_zh", "label_en"),
        };
    }

    // The store pads decimals; dividing by a one of full scale takes the zeros away.
    static decimal? Trimmed(decimal? value) => value / 1.0000000000000000000000000000m;

    static LocalText? Title(Candidate one, string zh, string en) =>
        one.Text(zh) is { } text ? new LocalText(text, one.Text(en) ?? text) : null;
}
