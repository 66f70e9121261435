using Analytics.Semantics.Calendars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>Cells from published figures. Figures are read once for each set of measures and grouped here, for what
/// may be added depends on more than numbers: variants, scopes, units, bounds, areas within areas.</summary>
/// <param name="reader">The version of the data.</param>
/// <param name="model">What measures mean.</param>
/// <param name="query">Areas, levels, parents, groups, period kinds, scopes, datasets and variants.</param>
/// <param name="principal">Who asks.</param>
/// <param name="rows">Base tables, where candidates are to come from the second plan; null asks the engine.</param>
sealed partial class FigureCells(WarehouseReader reader, SemanticModel model, Query query, Principal principal,
    VerificationData? rows = null) : CellSource
{
    static readonly Dictionary<string, string> KindOfLevel = new(StringComparer.Ordinal)
    {
        ["year"] = "year", ["half"] = "half-year", ["quarter"] = "quarter", ["month"] = "month",
    };

    readonly Dictionary<string, FigureReading> _readings = new(StringComparer.Ordinal);
    readonly HashSet<(string Measure, string Figure)> _told = [];

    /// <inheritdoc/>
    public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        var reading = await ReadAsync(question.Leaves, modes, ct);
        var block = new CellBlock { Statements = { reading.Statement } };
        if (reading.Undated > 0)
            block.Notes.Add(new SourceNote("figure-undated", ("count", reading.Undated)));
        foreach (var leaf in question.Leaves)
        {
            var observations = Of(leaf, question.Filter, reading);
            var used = new HashSet<Observation>(ReferenceEqualityComparer.Instance);
            var refused = new HashSet<Observation>(ReferenceEqualityComparer.Instance);
            foreach (var set in question.Sets)
                foreach (var group in observations.GroupBy(one => KeyOf(one, question.GroupBy, set, reading.Areas)))
                    foreach (var range in question.Ranges)
                        if (Fit(group, range) is { } fit)
                        {
                            block.Put(leaf, range, group.Key, FigureSum.Of(fit, reading.Areas));
                            (fit.Refusal is null ? used : refused).UnionWith(fit.Tiles.SelectMany(tile => tile));
                        }
            FigureNotes.Add(block.Notes, leaf, question, [.. observations.Except(refused)], used, reading.Areas, _told,
                modes);
        }
        // Who sees them is not told that they are left out.
        if (query.Unlike == UnlikePolicy.Show) block.Notes.RemoveAll(note => note.Code == FigureNotes.UnlikePeriods);
        return block;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<UnlikeCell>> UnlikeAsync(CellQuestion question, SourceModes modes,
        CancellationToken ct)
    {
        var reading = await ReadAsync(question.Leaves, modes, ct);
        var fields = Enumerable.Range(0, question.GroupBy.Count).ToArray();
        return [.. from leaf in question.Leaves
                   let observations = Of(leaf, question.Filter, reading)
                   from period in observations.Where(one => IsUnlike(one, question.Ranges, observations))
                       .GroupBy(one => (Key: KeyOf(one, question.GroupBy, fields, reading.Areas), one.PeriodId))
                   let first = period.First()
                   orderby first.Days?.Start, first.Days?.End
                   select new UnlikeCell(leaf, period.Key.Key, period.Key.PeriodId, first.PeriodTitle, first.Days,
                       FigureSum.Of(new RangeFit([[.. period]], null), reading.Areas))];
    }

    /// <inheritdoc/>
    public override async Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes,
        CancellationToken ct)
    {
        var reading = await ReadAsync([leaf], modes, ct);
        var dated = Of(leaf, filter, reading).Where(one => one.Days is not null).ToArray();
        // Of months, quarters and years beside each other only those of the grain make the axis.
        if (query.Grain is { } grain && KindOfLevel.TryGetValue(grain, out var kind)
            && dated.Where(one => one.PeriodKind == kind).ToArray() is { Length: > 0 } fitting) dated = fitting;
        return dated.Length == 0 ? null
            : new DateRange(dated.Min(one => one.Days!.Value.Start), dated.Max(one => one.Days!.Value.End));
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct)
    {
        if (!FigureFields.Knows(field)) throw FigureErrors.Field(field.ToString());
        var areas = _readings.Values.LastOrDefault()?.Areas ?? await AreaDirectory.ReadAsync(reader, ct);
        var groups = _readings.Values.SelectMany(reading => reading.Observations)
            .Where(one => one.GroupTitle is not null).DistinctBy(one => one.GroupId)
            .ToDictionary(one => one.GroupId, one => one.GroupTitle!, StringComparer.Ordinal);
        return FigureFields.Describe(field, members, areas, model.Shared, model.Measures, groups);
    }

    async Task<FigureReading> ReadAsync(IReadOnlyList<Leaf> leaves, SourceModes modes, CancellationToken ct)
    {
        if (modes.Vintage == Vintage.All)
            throw SemanticErrors.QueryValue($"{QueryCheck.Place}: vintage", "all", ["current", "first"]);
        foreach (var dataset in query.Datasets) principal.RequireDataset(dataset);
        var names = leaves.Select(leaf => NameOf((Figure)leaf.Body)).Distinct().Order(StringComparer.Ordinal)
            .ToArray();
        var span = modes.AreaView == AreaViews.Common ? modes.Span : DateRange.Always;
        var key = string.Join(' ', [.. names, $"{modes.Vintage}", $"{modes.AsOf}", modes.AreaView, $"{span}"]);
        if (_readings.TryGetValue(key, out var known)) return known;
        var asked = new Query
        {
            Measures = names, Variants = query.Variants, Areas = query.Areas, Levels = query.Levels,
            Parents = query.Parents, Groups = query.Groups, PeriodKinds = query.PeriodKinds, Scopes = query.Scopes,
            Datasets = query.Datasets, MixedDatasets = query.MixedDatasets, AreaView = modes.AreaView,
            Vintage = modes.Vintage, AsOf = modes.AsOf,
        };
        return _readings[key] = await FigureReading.ReadAsync(reader, model, asked, span, rows, ct);
    }

    // What the leaf speaks of and the filter lets through; several variants only where they may meet.
    Observation[] Of(Leaf leaf, RowFilter filter, FigureReading reading)
    {
        if (filter.SemiJoins is [var join, ..]) throw FigureErrors.SemiJoin(join.Fact);
        var figure = (Figure)leaf.Body;
        var where = filter.Where.Select(one => (Field: FigureFields.Named(one.Field), Filter: one)).ToArray();
        Observation[] found = [.. reading.Observations.Where(one => one.Measure.Name == figure.Measure
            && (figure.Variant is null || one.Asked.Variant.Name == figure.Variant)
            && where.All(one2 => FigureFields.Passes(FigureFields.MemberOf(one, one2.Field, reading.Areas),
                one2.Filter)))];
        var variants = found.Select(one => one.Asked.Variant).DistinctBy(variant => variant.Name).ToArray();
        if (query.Variants == VariantPolicy.Same && found.Length > 0
            && found[0].Measure.FirstToDiffer(variants) is var (a, b))
            throw SemanticErrors.VariantsDiffer(found[0].Measure, a, b, variants.Select(variant => variant.Name));
        return found;
    }

    RangeFit? Fit(IEnumerable<Observation> group, DateRange range)
    {
        Observation[] all = [.. group];
        return RangeFit.Of(all, range, IsStock(all[0].Asked), query.PeriodKinds);
    }

    // A share of stocks is a level too: certified posts among posts.
    bool IsStock(AskedVariant asked) => asked.Measure.Kind == MeasureKind.Stock
        || (asked.Measure.Kind == MeasureKind.Rate && model.Measures.Any(other => other.Kind == MeasureKind.Stock
            && other.Variants.Any(variant => variant.Code == asked.Variant.Numerator
                || variant.Code == asked.Variant.Denominator)));

    bool IsUnlike(Observation one, IReadOnlyList<DateRange> ranges, Observation[] all) =>
        FigureNotes.Touches(one, ranges) && !ranges.Any(range => Fit(all, range) is { Refusal: null } fit
            && fit.Tiles.Any(tile => tile[0].Days == one.Days));

    static MemberKey KeyOf(Observation one, IReadOnlyList<Field> fields, IReadOnlyList<int> set,
        AreaDirectory areas)
    {
        var members = new MemberValue[fields.Count];
        Array.Fill(members, MemberValue.Total);
        foreach (var field in set) members[field] = FigureFields.MemberOf(one, fields[field], areas);
        return new MemberKey(members);
    }

    /// <summary>As in a query.</summary>
    public static string NameOf(Figure figure) =>
        figure.Variant is null ? figure.Measure : $"{figure.Measure}/{figure.Variant}";
}
