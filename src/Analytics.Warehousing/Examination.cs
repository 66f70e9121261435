using Analytics.Tables;

namespace Analytics.Warehousing;

/// Runs, pointer, versions, leftovers, run records: in this order, each seeing what was mended before.
sealed class Examination(Warehouse warehouse, OperationalStore operations, DiagnosisList findings)
{
    readonly VersionExaminer _examiner = new(warehouse.Engine, Warehouse.IsPinned);
    readonly string _pointer = warehouse.PointerPath;

    public async Task RunAsync(CancellationToken ct)
    {
        var runs = await operations.ReadRunsAsync(findings, ct);
        var versions = new List<ExaminedVersion>();
        foreach (var file in VersionFile.In(warehouse.Folder, warehouse.Engine.FileExtension))
            versions.Add(await _examiner.ExamineAsync(file, null, ct));
        var published = OperationalStore.PublishedIn(runs ?? []).Where(r => r.Value > 0).Select(r => r.Key).ToHashSet();
        bool IsPublished(ExaminedVersion v) => v.Batches.GetValueOrDefault(v.Epoch) is { } batch
            && published.Contains((batch, v.Epoch));

        if (versions.Count == 0 && published.Count == 0 && !File.Exists(_pointer))
            findings.Add("empty", DiagnosisSeverity.Note);
        var isFirst = published.Count == 0
            && (versions.Count == 0 || (runs ?? []).Any(r => r.Outcome == OperationalStore.Pending));
        var served = await ServedAsync(versions, isFirst, IsPublished, ct);
        if (served is { Problem: null })
            Rest(versions.Where(v => v.Epoch != served.Epoch), served, published.Select(p => p.Epoch).ToHashSet());
        Leftovers(served is { Problem: null });
        if (served is { Problem: null }) await operations.ExamineRunsAsync(runs ?? [], served, findings, ct);
    }

    /// The served version alone, for when another process may be writing.
    public async Task RunOnServedAsync(CancellationToken ct)
    {
        if (File.Exists(_pointer)) await ServedAsync([], false, _ => false, ct);
    }

    async Task<ExaminedVersion?> ServedAsync(List<ExaminedVersion> versions, bool isFirst,
        Func<ExaminedVersion, bool> isPublished, CancellationToken ct)
    {
        var newest = versions.FirstOrDefault(v => v is { Problem: null, Record: not null });
        if (!File.Exists(_pointer))
        {
            if (!isFirst) return Restore("pointer-lost", newest, ("path", _pointer));
            // The first load, stopped just before it published. Where even that was not whole, the next replaces it.
            return newest is null ? null
                : Restore("first-unpublished", newest, DiagnosisSeverity.Note, ("file", newest.Name));
        }
        CurrentVersion current;
        try
        {
            current = CurrentVersion.Read(_pointer);
        }
        catch (AnalyticsException e) when (e.Code == "warehouse-pointer-invalid")
        {
            return Restore("pointer-damaged", newest, ("path", _pointer), ("problem", e.Facts["problem"]));
        }
        if (current.SchemaVersion > Warehouse.SchemaVersion)
            throw WarehouseErrors.SchemaNewer(_pointer, current.SchemaVersion, Warehouse.SchemaVersion);
        var path = Path.Combine(warehouse.Folder, current.File);
        var served = versions.FirstOrDefault(v => v.File.Path == path && v.Record == current)
            ?? await _examiner.ExamineAsync(new VersionFile(current.Epoch, path), current, ct);
        if (served.Problem is not null)
        {
            var good = versions.FirstOrDefault(v => v is { Problem: null, Record: not null }
                && (v.Epoch < served.Epoch || isPublished(v)));
            if (Restore("version-damaged", good, ("path", served.File.Path), ("problem", served.Problem)) is not
                { } mended) return served;
            served.File.SetAside();
            return mended;
        }
        if (versions.FirstOrDefault(v => v.Epoch > served.Epoch && v is { Problem: null, Record: not null }
            && isPublished(v)) is { } newer)
        {
            // What follows is judged by the version that belongs here, whether it was mended or not.
            Restore("pointer-behind", newer, DiagnosisSeverity.Warning, ("epoch", served.Epoch));
            return newer;
        }
        return served;
    }

    ExaminedVersion? Restore(string code, ExaminedVersion? good, params (string, object?)[] facts) =>
        Restore(code, good, DiagnosisSeverity.Error, facts);

    ExaminedVersion? Restore(string code, ExaminedVersion? good, DiagnosisSeverity severity,
        params (string, object?)[] facts)
    {
        if (good is null)
        {
            findings.Add(code + "-for-good", severity, facts);
            return null;
        }
        return findings.Add(code, severity, () =>
        {
            if (code == "pointer-damaged") DurableFiles.SetAside(_pointer);
            warehouse.PointTo(good.Record!);
        }, [.. facts, ("good", good.Epoch)]) ? good : null;
    }

    void Rest(IEnumerable<ExaminedVersion> others, ExaminedVersion served, HashSet<long?> published)
    {
        foreach (var version in others)
            if (version.Epoch > served.Epoch && !published.Contains(version.Epoch))
                findings.Add("version-unpublished", DiagnosisSeverity.Note, version.File.Delete,
                    ("file", version.Name));
            else if (version.Problem is not null)
                findings.Add("version-damaged-kept", DiagnosisSeverity.Warning, version.File.SetAside,
                    ("path", version.File.Path), ("problem", version.Problem));
            else if (!version.IsRecorded && version.Record is { } record) Unrecorded(version, record);
        if (served is { IsRecorded: false, Record: { } own }) Unrecorded(served, own);
    }

    void Unrecorded(ExaminedVersion version, CurrentVersion record) => findings.Add("version-unrecorded",
        DiagnosisSeverity.Note, () => DurableFiles.Replace(version.File.RecordPath, record.ToJson()),
        ("file", version.Name));

    void Leftovers(bool isSound)
    {
        var folder = warehouse.Folder;
        var records = Directory.EnumerateFiles(folder, "warehouse-*.json").Where(record => !File.Exists(
            Path.ChangeExtension(record, warehouse.Engine.FileExtension)) && isSound);
        foreach (var left in Directory.EnumerateFiles(folder, "*.tmp*").Concat(records).Order(StringComparer.Ordinal))
            findings.Add("leftover", DiagnosisSeverity.Note, () => File.Delete(left), ("file", Path.GetFileName(left)));
        var operationsFolder = Path.GetDirectoryName(operations.Path)!;
        var aside = new[] { folder, operationsFolder }.Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "*.damaged*")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal).ToArray();
        if (aside.Length > 0) findings.Add("set-aside", DiagnosisSeverity.Note, ("files", aside));
    }
}
