using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class WarehouseReader
{
    /// <summary>Opens a database of others to read only: nothing in it is made, migrated or changed. Its epoch is 0.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="ct">Stops opening.</param>
    /// <exception cref="AnalyticsException"><c>database-missing</c>, <c>database-unreadable</c>,
    /// <c>warehouse-locked</c> where another process writes, or <c>warehouse-file-refused</c>.</exception>
    public static async Task<WarehouseReader> OpenExistingAsync(string path, CancellationToken ct)
    {
        var engine = Engines.Default;
        // An open database file is never touched: this only asks the folder for its name.
        if (!File.Exists(path)) throw WarehouseErrors.DatabaseMissing(path);
        try
        {
            return new WarehouseReader(await engine.OpenReaderAsync(path, ct), engine, path, 0, () => { });
        }
        catch (DbException e)
        {
            throw engine.IsLocked(e, out var pid) ? WarehouseErrors.Locked(path, pid, e)
                : engine.IsRefused(e) ? WarehouseErrors.FileRefused(path, e)
                : WarehouseErrors.DatabaseUnreadable(path, e);
        }
    }
}
