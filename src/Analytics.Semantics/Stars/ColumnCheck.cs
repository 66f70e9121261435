namespace Analytics.Semantics.Stars;

/// <summary>Whether tables, columns and expressions exist: one statement a relation, and more only where it fails.
/// </summary>
sealed class ColumnCheck(StarModel model, ModelQuestions questions)
{
    readonly HashSet<string> _unreadable = [];

    public bool IsReadable(Dimension dimension) => !_unreadable.Contains(PlaceOf(dimension));

    public bool IsReadable(Fact fact) => !_unreadable.Contains(PlaceOf(fact));

    public bool IsReadable(Dimension dimension, Succession _) =>
        !_unreadable.Contains(PlaceOf(dimension) + ".succession");

    public bool IsReadable(Fact fact, BridgeUse bridge) =>
        !_unreadable.Contains($"{PlaceOf(fact)}.bridges.{bridge.Role}");

    public static string PlaceOf(Dimension dimension) => $"dimensions.{dimension.Name}";

    public static string PlaceOf(Fact fact) => $"facts.{fact.Name}";

    public async Task RunAsync()
    {
        foreach (var dimension in model.Dimensions.Values)
        {
            await ReadAsync(PlaceOf(dimension), dimension.Source, Told(dimension));
            if (dimension.Succession is { } succession)
                await ReadAsync(PlaceOf(dimension) + ".succession", succession.Source,
                [
                    ("predecessor", succession.Predecessor), ("successor", succession.Successor),
                    ("kind", succession.Kind), ("on", succession.On),
                ]);
        }
        foreach (var fact in model.Facts.Values)
        {
            await ReadAsync(PlaceOf(fact), fact.Source, [.. Told(fact), .. ToldByMeasures(fact)], fact.Where);
            foreach (var bridge in fact.Bridges.Values)
                await ReadAsync($"{PlaceOf(fact)}.bridges.{bridge.Role}", bridge.Source,
                [
                    ("fact_key", bridge.FactKey), ("member", bridge.MemberKey),
                    .. One("weight", bridge.Weight), .. Told(bridge.Own, ""),
                ]);
        }
    }

    static IEnumerable<(string Key, Expression Read)> Told(Dimension dimension) =>
    [
        ("key", dimension.Key), .. dimension.Attributes.Values.SelectMany(a => Told(a, $"attributes.{a.Name}")),
        .. dimension.History is not { } history ? Array.Empty<(string, Expression)>() :
        [
            ("history.member", history.Member), ("history.valid_from", history.ValidFrom),
            ("history.valid_to", history.ValidTo),
        ],
    ];

    static IEnumerable<(string Key, Expression Read)> Told(DimensionAttribute? attribute, string key) =>
        attribute is null ? [] :
        [
            (key, attribute.Value), .. One($"{key}.order", attribute.OrderBy),
            .. One($"{key}.label", attribute.LabelZh), .. One($"{key}.label", attribute.LabelEn),
        ];

    static IEnumerable<(string Key, Expression Read)> Told(Fact fact) =>
    [
        .. fact.Key.Select(key => ("key", key)),
        .. fact.Dates.Values.Select(date => ($"dates.{date.Name}", date.Value)),
        .. fact.Dimensions.Values.SelectMany(use => Told(use.Own, $"dimensions.{use.Role}")
            .Append(($"dimensions.{use.Role}", use.Key))),
        .. fact.Parents.Values.Select(parent => ($"parents.{parent.Role}", parent.Key)),
        .. fact.Bridges.Values.Select(bridge => ($"bridges.{bridge.Role}.reference", bridge.Reference)),
        .. fact.Versions is not { } versions ? Array.Empty<(string, Expression)>() :
        [
            .. versions.Record.Select(record => ("versions.record", record)),
            ("versions.known_from", versions.KnownFrom), .. One("versions.tie", versions.Tie),
            .. One("versions.withdrawn", versions.Withdrawn),
        ],
        .. fact.Lineage.Select(word => ($"lineage.{word.Key}", word.Value)),
    ];

    IEnumerable<(string Key, Expression Read)> ToldByMeasures(Fact fact) =>
        from measure in model.Measures.Values
        where measure.Body is Aggregate aggregate && aggregate.Fact == fact.Name
        let body = (Aggregate)measure.Body
        from told in One($"measures.{measure.Name}", body.Of).Concat(One($"measures.{measure.Name}.sql", body.Sql))
            .Concat(body.Entity.Select(entity => ($"measures.{measure.Name}.entity", entity)))
        select told;

    static IEnumerable<(string, Expression)> One(string key, Expression? expression) =>
        expression is { } told ? [(key, told)] : [];

    async Task ReadAsync(string place, Relation relation, IEnumerable<(string Key, Expression Read)> told,
        Expression? where = null)
    {
        var rows = $" FROM {questions.From(relation)} WHERE 1 = 0";
        if (await questions.ProblemOfAsync("SELECT 1 AS one" + rows) is { } missing)
        {
            Refuse(place, place, relation.Table ?? relation.Sql!, missing, "model-relation-unreadable");
            return;
        }
        if (where is { } only
            && await questions.ProblemOfAsync($"SELECT 1 AS one{rows} AND {questions.Sql(only)}") is { } wrong)
            Refuse(place, place + ".where", only.Text, wrong, "model-expression-unreadable");
        var all = told.DistinctBy(one => one.Read).ToArray();
        var together = string.Join(", ", all.Select((one, index) => $"{questions.Sql(one.Read)} AS c{index}"));
        if (await questions.ProblemOfAsync($"SELECT {together}{rows}") is null) return;
        foreach (var (key, read) in all)
            if (await questions.ProblemOfAsync($"SELECT {questions.Sql(read)} AS c0{rows}") is { } problem)
                Refuse(place, key.StartsWith("measures.", StringComparison.Ordinal) ? key : $"{place}.{key}",
                    read.Text, problem, "model-expression-unreadable");
    }

    void Refuse(string owner, string place, string text, string problem, string code)
    {
        // A measure that cannot be read leaves its fact readable.
        if (!place.StartsWith("measures.", StringComparison.Ordinal)) _unreadable.Add(owner);
        questions.Add(true, code, ("place", place), ("text", text), ("problem", problem));
    }
}
