namespace Analytics.DuckDb;

public sealed partial class DuckDbConnection
{
    /// <summary>Starts a fast insert into a table.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">The columns to write, in order; others take their defaults. All of the table's unless
    /// given.</param>
    /// <param name="schema">The table's schema; the current one unless given.</param>
    public DuckDbAppender CreateAppender(string table, IReadOnlyList<string>? columns = null, string? schema = null) =>
        new(Session, schema, table, columns);

    /// <summary>Makes rows of .NET workers readable in SQL under <see cref="DuckDbRowSource.Sql"/>, until the source is
    /// disposed.</summary>
    /// <param name="columns">The columns, types without parts.</param>
    /// <param name="worker">Makes one worker for each of DuckDB's threads that takes part.</param>
    /// <param name="maxThreads">The most threads to take part, at least 1. An INSERT takes one thread whatever is said
    /// here unless <c>SET preserve_insertion_order=false</c> allows more.</param>
    public DuckDbRowSource AddRowSource(IReadOnlyList<DuckDbColumnSpec> columns, Func<IDuckDbRowWorker> worker,
        int maxThreads = 1) =>
        new(OpenDatabase.RowSources, columns, worker, maxThreads);

    /// <summary>Registers a function over whole chunks for use in SQL on every connection of this database, for as long
    /// as the database is open. A transaction that began before does not see it.</summary>
    /// <param name="name">Its name in SQL; must be free.</param>
    /// <param name="arguments">Types of its arguments, without parts.</param>
    /// <param name="result">Type of its result, without parts.</param>
    /// <param name="body">Fills a chunk of results.</param>
    /// <param name="seesNulls">Whether rows with a null argument have the result that the body gives; otherwise it is
    /// null.</param>
    /// <param name="isVolatile">Whether equal arguments may give different results.</param>
    /// <exception cref="DuckDbException">A function of that name exists.</exception>
    public void RegisterScalarFunction(string name, IReadOnlyList<DuckDbType> arguments, DuckDbType result,
        DuckDbScalarBody body, bool seesNulls = false, bool isVolatile = false) =>
        ScalarFunctions.Register(OpenDatabase, name, arguments, new DuckDbColumnSpec(name, result), body, seesNulls,
            isVolatile);

    /// <summary>Registers a function of one argument: whole and floating numbers, text, bytes, dates, timestamps and
    /// UUIDs.</summary>
    /// <param name="name">Its name in SQL; must be free.</param>
    /// <param name="function">Called on DuckDB's threads, several at once.</param>
    /// <param name="seesNulls">Whether it is called for nulls; its arguments must be nullable then. Otherwise null
    /// gives null.</param>
    /// <param name="isVolatile">Whether equal arguments may give different results.</param>
    /// <exception cref="DuckDbException">A function of that name exists.</exception>
    public void RegisterScalarFunction<T, TResult>(string name, Func<T, TResult> function, bool seesNulls = false,
        bool isVolatile = false) =>
        Register<TResult>(name, [ScalarType<T>.Argument(name, seesNulls)],
            (a, row) => function(ScalarType<T>.Instance.Read(a[0], row)), seesNulls, isVolatile);

    /// <summary>Registers a function of two arguments; see the form with one.</summary>
    /// <inheritdoc cref="RegisterScalarFunction{T, TResult}"/>
    public void RegisterScalarFunction<T1, T2, TResult>(string name, Func<T1, T2, TResult> function,
        bool seesNulls = false, bool isVolatile = false) =>
        Register<TResult>(name, [ScalarType<T1>.Argument(name, seesNulls), ScalarType<T2>.Argument(name, seesNulls)],
            (a, row) => function(ScalarType<T1>.Instance.Read(a[0], row), ScalarType<T2>.Instance.Read(a[1], row)),
                seesNulls, isVolatile);

    /// <summary>Registers a function of three arguments; see the form with one.</summary>
    /// <inheritdoc cref="RegisterScalarFunction{T, TResult}"/>
    public void RegisterScalarFunction<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> function,
        bool seesNulls = false, bool isVolatile = false) =>
        Register<TResult>(name,
            [ScalarType<T1>.Argument(name, seesNulls), ScalarType<T2>.Argument(name, seesNulls),
                ScalarType<T3>.Argument(name, seesNulls)],
            (a, row) => function(ScalarType<T1>.Instance.Read(a[0], row), ScalarType<T2>.Instance.Read(a[1], row),
                ScalarType<T3>.Instance.Read(a[2], row)), seesNulls, isVolatile);

    void Register<TResult>(string name, DuckDbType[] arguments, Func<DuckDbVector[], int, TResult> row, bool seesNulls,
        bool isVolatile) =>
        RegisterScalarFunction(name, arguments, ScalarType<TResult>.Instance.Type, (vectors, count, result) =>
        {
            var values = (DuckDbVector[])vectors;
            for (var i = 0; i < count; i++)
            {
                if (!seesNulls && !Array.TrueForAll(values, v => v.IsValid(i)))
                {
                    result.SetNull(0);
                    result.EndRow();
                }
                else ScalarType<TResult>.Write(result, row(values, i));
            }
        }, seesNulls, isVolatile);
}
