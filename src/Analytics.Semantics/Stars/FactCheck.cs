namespace Analytics.Semantics.Stars;

/// <summary>Whether rows of a fact are told apart, and what they refer to is there.</summary>
sealed class FactCheck(StarModel model, Fact fact, ColumnCheck columns, ModelQuestions questions)
{
    readonly string _place = ColumnCheck.PlaceOf(fact);

    public async Task RunAsync()
    {
        await CheckKeyAsync();
        if (fact.DefaultDate is { } date)
            await questions.CountAsync(false, "model-date-null", $"{_place}.dates.{date}",
                $"SELECT count(*) AS n, NULL AS example FROM ({Rows(fact.Dates[date].Value)}) AS r WHERE k0 IS NULL");
        else if (fact.Parents.Values.FirstOrDefault(parent =>
            FieldPath.DefaultDate(model, model.Facts[parent.Fact]) is not null) is { } dated)
            // Its days are those of what it belongs to.
            await questions.CountAsync(false, "model-date-null", $"{_place}.parents.{dated.Role}",
                $"SELECT count(*) AS n, NULL AS example FROM ({Rows(dated.Key)}) AS r WHERE k0 IS NULL");
        foreach (var use in fact.Dimensions.Values)
            if (use.Dimension is { } name && model.Dimensions[name] is var dimension && columns.IsReadable(dimension))
                await questions.CountAsync(false, "model-reference-unmatched", $"{_place}.dimensions.{use.Role}",
                    UnmatchedIn(Rows(use.Key), KeysOf(dimension)), ("target", name));
        foreach (var parent in fact.Parents.Values)
            if (model.Facts[parent.Fact] is var other && columns.IsReadable(other))
                await questions.CountAsync(false, "model-reference-unmatched", $"{_place}.parents.{parent.Role}",
                    UnmatchedIn(Rows(parent.Key), questions.Rows(other.Source, other.Where, other.Key)),
                    ("target", other.Name));
        foreach (var bridge in fact.Bridges.Values.Where(bridge => columns.IsReadable(fact, bridge)))
            await CheckBridgeAsync(bridge);
    }

    /// <summary>A statement that counts rows whose <c>k0</c> is not null and not among keys.</summary>
    public static string UnmatchedIn(string rows, string keys) => $"SELECT count(*) AS n, min(k0) AS example FROM "
        + $"({rows}) AS r WHERE k0 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ({keys}) AS d WHERE d.k0 = r.k0)";

    string Rows(params IReadOnlyList<Expression> read) => questions.Rows(fact.Source, fact.Where, read);

    string KeysOf(Dimension dimension) =>
        questions.Rows(dimension.Source, null, DimensionCheck.ReferredKey(dimension));

    // Rows that tell a record again share its key; then the record, its day and what decides between rows of one day
    // are to tell them apart.
    async Task CheckKeyAsync()
    {
        IReadOnlyList<Expression> key = fact.Versions is not { } versions ? fact.Key
            : [.. versions.Record, versions.KnownFrom, .. versions.Tie is { } tie ? [tie] : Array.Empty<Expression>()];
        if (key.Count == 0) return;
        var place = _place + (fact.Versions is null ? ".key" : ".versions");
        var names = string.Join(", ", key.Select((_, index) => $"k{index}"));
        await questions.CountAsync(true, "model-key-twice", place, "SELECT count(*) AS n, min(k0) AS example FROM "
            + $"(SELECT {names} FROM ({Rows(key)}) AS r WHERE k0 IS NOT NULL GROUP BY {names} HAVING count(*) > 1) "
            + "AS twice");
        await questions.CountAsync(true, "model-key-null", place, "SELECT count(*) AS n, NULL AS example FROM "
            + $"({Rows(key)}) AS r WHERE {string.Join(" OR ", key.Select((_, index) => $"k{index} IS NULL"))}");
    }

    async Task CheckBridgeAsync(BridgeUse bridge)
    {
        var place = $"{_place}.bridges.{bridge.Role}";
        await questions.CountAsync(false, "model-bridge-orphan", place + ".fact_key",
            UnmatchedIn(questions.Rows(bridge.Source, null, bridge.FactKey), Rows(bridge.Reference)),
            ("target", fact.Name));
        if (bridge.Dimension is { } name && model.Dimensions[name] is var dimension && columns.IsReadable(dimension))
            await questions.CountAsync(false, "model-reference-unmatched", place,
                UnmatchedIn(questions.Rows(bridge.Source, null, bridge.MemberKey), KeysOf(dimension)),
                ("target", name));
        if (bridge.Weight is not { } weight) return;
        var pairs = questions.Rows(bridge.Source, null, bridge.FactKey, weight);
        await questions.CountAsync(false, "model-weights", place + ".weight",
            "SELECT count(*) AS n, min(k0) AS example FROM (SELECT k0, sum(CAST(k1 AS double precision)) AS whole FROM "
            + $"({pairs}) AS r WHERE k0 IS NOT NULL GROUP BY k0) AS w "
            + "WHERE whole IS NULL OR abs(whole - 1) > 0.000001");
    }
}
