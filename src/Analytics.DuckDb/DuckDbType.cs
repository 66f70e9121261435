namespace Analytics.DuckDb;

/// <summary>DuckDB's logical types, with the numbers of its C API.</summary>
public enum DuckDbType
{
#pragma warning disable CS1591 // the names are DuckDB's own type names
    Invalid, Boolean, TinyInt, SmallInt, Integer, BigInt, UTinyInt, USmallInt, UInteger, UBigInt, Float, Double,
    Timestamp, Date, Time, Interval, HugeInt, Varchar, Blob, Decimal, TimestampS, TimestampMs, TimestampNs, Enum,
    List, Struct, Map, Uuid, Union, Bit, TimeTz, TimestampTz, UHugeInt, Array, Any, BigNum, SqlNull,
    StringLiteral, IntegerLiteral, TimeNs, Geometry, Variant,
#pragma warning restore CS1591
}

/// <summary>DuckDB's error classes, with the numbers of its C API.</summary>
public enum DuckDbErrorType
{
#pragma warning disable CS1591 // the names are DuckDB's own error names
    Invalid, OutOfRange, Conversion, UnknownType, Decimal, MismatchType, DivideByZero, ObjectSize, InvalidType,
    Serialization, Transaction, NotImplemented, Expression, Catalog, Parser, Planner, Scheduler, Executor, Constraint,
    Index, Stat, Connection, Syntax, Settings, Binder, Network, Optimizer, NullPointer, Io, Interrupt, Fatal, Internal,
    InvalidInput, OutOfMemory, Permission, ParameterNotResolved, ParameterNotAllowed, Dependency, Http,
    MissingExtension, Autoload, Sequence, InvalidConfiguration,
#pragma warning restore CS1591
}
