using System.Data.Common;
using Analytics.Tables;

namespace Analytics.Warehousing;

public sealed partial class WarehouseReader
{
    /// <summary>A reader of tables that are not ours: read only, never migrated, without epochs (0). Statements cannot
    /// reach other files, nor change that.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="engine">The engine it is of.</param>
    /// <param name="ct">Stops opening.</param>
    /// <exception cref="AnalyticsException"><c>database-missing</c>, <c>database-locked</c> with the holder's process,
    /// or <c>database-unreadable</c> where it is no database.</exception>
    public static async Task<WarehouseReader> OpenExistingAsync(string path, Engine engine, CancellationToken ct)
    {
        if (!File.Exists(path)) throw WarehouseErrors.DatabaseMissing(path);
        try
        {
            return new WarehouseReader(await engine.OpenForeignAsync(path, ct), engine, path, 0, () => { });
        }
        catch (DbException e) when (engine.IsLocked(e, out var pid))
        {
            throw WarehouseErrors.DatabaseLocked(path, pid, e);
        }
        catch (DbException e) when (engine.IsRefused(e))
        {
            throw WarehouseErrors.FileRefused(path, e);
        }
        catch (DbException e)
        {
            throw WarehouseErrors.DatabaseUnreadable(path, engine.Name, e);
        }
    }
}
