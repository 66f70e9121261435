using System.Diagnostics;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Received;

/// Counts rows and bytes while a file is read, and tells them a few times a second once it takes longer than one.
sealed class ReadMeter(Action<ReadProgress>? tell, long all)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(250);

    readonly long _started = Stopwatch.GetTimestamp();
    TimeSpan _told = Patience - Pause;
    long _bytes, _rows;

    public long Bytes => all;

    /// <param name="offset">Where the row begins; null where the file has no offsets.</param>
    public void Row(long? offset)
    {
        _rows++;
        _bytes = offset ?? _bytes;
        if (tell is null || (_rows & 0xFF) != 0 || Stopwatch.GetElapsedTime(_started) is var now && now < _told + Pause)
            return;
        _told = Stopwatch.GetElapsedTime(_started);
        tell(new ReadProgress(_bytes, all, _rows, _told));
    }
}

/// A sheet whose rows are counted as they are read.
sealed class MeteredSheet(Sheet sheet, ReadMeter meter, CancellationToken ct) : Sheet
{
    public override string Name => sheet.Name;

    public override bool IsHidden => sheet.IsHidden;

    public override IReadOnlyList<MergedRange> Merges => sheet.Merges;

    public override IEnumerable<SheetRow> ReadRows()
    {
        foreach (var row in sheet.ReadRows())
        {
            ct.ThrowIfCancellationRequested();
            meter.Row(row.Offset);
            yield return row;
        }
    }
}
