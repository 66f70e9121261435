namespace Analytics.Semantics.Stars;

/// <summary>Whether members are told apart, and their versions, successors and hierarchies are whole.</summary>
sealed class DimensionCheck(Dimension dimension, ColumnCheck columns, ModelQuestions questions)
{
    readonly string _place = ColumnCheck.PlaceOf(dimension);

    public async Task RunAsync()
    {
        // Where facts hold the member and the key is the member, its versions share it.
        if (dimension.History?.Member != dimension.Key)
            await questions.CountAsync(true, "model-key-twice", _place + ".key",
                TwiceIn(questions.Rows(dimension.Source, null, dimension.Key)));
        await questions.CountAsync(true, "model-key-null", _place + ".key",
            "SELECT count(*) AS n, NULL AS example FROM "
            + $"({questions.Rows(dimension.Source, null, dimension.Key)}) AS r WHERE k0 IS NULL");
        if (dimension.History is { } history) await CheckVersionsAsync(history);
        if (dimension.Succession is { } succession && columns.IsReadable(dimension, succession))
            await CheckSuccessionAsync(succession);
        foreach (var (name, levels) in dimension.Hierarchies)
            foreach (var (wider, narrower) in levels.Zip(levels.Skip(1)))
                await CheckLevelsAsync(name, dimension.Attributes[wider], dimension.Attributes[narrower]);
    }

    public static string TwiceIn(string rows) => "SELECT count(*) AS n, min(k0) AS example FROM "
        + $"(SELECT k0 FROM ({rows}) AS r WHERE k0 IS NOT NULL GROUP BY k0 HAVING count(*) > 1) AS twice";

    /// <summary>What facts refer to.</summary>
    public static Expression ReferredKey(Dimension dimension) =>
        dimension.History is { FactsHoldMember: true } history ? history.Member : dimension.Key;

    async Task CheckVersionsAsync(DimensionHistory history)
    {
        var rows = questions.Rows(dimension.Source, null, history.Member, history.ValidFrom, history.ValidTo);
        var last = history.ToIsExclusive ? "CAST(k2 AS date)" : "CAST(CAST(k2 AS date) + INTERVAL '1 day' AS date)";
        var next = "SELECT k0, ends, lead(starts) OVER (PARTITION BY k0 ORDER BY starts) AS next FROM "
            + $"(SELECT k0, coalesce(CAST(k1 AS date), DATE '0001-01-01') AS starts, "
            + $"coalesce({last}, DATE '9999-12-31') AS ends FROM ({rows}) AS r WHERE k0 IS NOT NULL) AS v";
        foreach (var (code, sign) in new[] { ("model-versions-overlap", ">"), ("model-versions-gap", "<") })
            await questions.CountAsync(code == "model-versions-overlap", code, _place + ".history",
                $"SELECT count(DISTINCT k0) AS n, min(k0) AS example FROM ({next}) AS w WHERE ends {sign} next");
    }

    async Task CheckSuccessionAsync(Succession succession)
    {
        var place = _place + ".succession";
        var keys = questions.Rows(dimension.Source, null, ReferredKey(dimension));
        foreach (var (side, key) in
            new[] { ("predecessor", succession.Predecessor), ("successor", succession.Successor) })
            await questions.CountAsync(true, "model-succession-unmatched", $"{place}.{side}",
                FactCheck.UnmatchedIn(questions.Rows(succession.Source, null, key), keys));
        await questions.CountAsync(true, "model-succession-kind", place + ".kind",
            "SELECT count(*) AS n, min(k0) AS example FROM "
            + $"({questions.Rows(succession.Source, null, succession.Kind)}) AS r "
            + "WHERE k0 IS NULL OR k0 NOT IN ('merge', 'rename', 'status', 'split', 'boundary')");
    }

    // Of members with history only those versions that still hold: a district may well have changed its region.
    async Task CheckLevelsAsync(string hierarchy, DimensionAttribute wider, DimensionAttribute narrower)
    {
        Expression? only = dimension.History is { } history
            ? new Expression($"{questions.Sql(history.ValidTo)} IS NULL") : null;
        var rows = questions.Rows(dimension.Source, only, narrower.Value, wider.Value);
        await questions.CountAsync(false, "model-level-of-two", $"{_place}.hierarchies.{hierarchy}",
            "SELECT count(*) AS n, min(k0) AS example FROM (SELECT k0 FROM (SELECT DISTINCT k0, k1 FROM "
            + $"({rows}) AS r WHERE k0 IS NOT NULL) AS pairs GROUP BY k0 HAVING count(*) > 1) AS twice",
            ("narrower", narrower.Name), ("wider", wider.Name));
    }
}
