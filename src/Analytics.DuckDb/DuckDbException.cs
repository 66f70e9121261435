using System.Data.Common;

namespace Analytics.DuckDb;

/// <summary>An error that DuckDB reported, with its class and its text unchanged.</summary>
public sealed class DuckDbException : DbException
{
    /// <summary>An error of a known class.</summary>
    public DuckDbException(DuckDbErrorType errorType, string message, Exception? inner = null) : base(message, inner) =>
        ErrorType = errorType;

    /// <summary>DuckDB's error class.</summary>
    public DuckDbErrorType ErrorType { get; }

    /// <summary>True for a write conflict: the whole transaction may be tried again.</summary>
    public override bool IsTransient =>
        ErrorType is DuckDbErrorType.Transaction && Message.Contains("onflict", StringComparison.Ordinal);

    // Opening and preparing give a text only; its class stands in front in fixed English words.
    internal static DuckDbException FromText(string text)
    {
        foreach (var (prefix, type) in Prefixes)
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return FromText(type, text);
        return FromText(DuckDbErrorType.Invalid, text);
    }

    internal static DuckDbException FromText(DuckDbErrorType type, string text)
    {
        var cause = CallbackFailures.Take(ref text);
        return new(type, text, cause);
    }

    static readonly (string Prefix, DuckDbErrorType Type)[] Prefixes =
    [
        ("IO Error", DuckDbErrorType.Io), ("Parser Error", DuckDbErrorType.Parser),
        ("Binder Error", DuckDbErrorType.Binder),
        ("Catalog Error", DuckDbErrorType.Catalog), ("Conversion Error", DuckDbErrorType.Conversion),
        ("Constraint Error", DuckDbErrorType.Constraint), ("Interrupt", DuckDbErrorType.Interrupt),
        ("Invalid Input Error", DuckDbErrorType.InvalidInput), ("Out of Memory Error", DuckDbErrorType.OutOfMemory),
        ("Out of Range Error", DuckDbErrorType.OutOfRange), ("Transaction", DuckDbErrorType.Transaction),
        ("Dependency Error", DuckDbErrorType.Dependency), ("Not implemented Error", DuckDbErrorType.NotImplemented),
        ("Permission Error", DuckDbErrorType.Permission), ("Serialization Error", DuckDbErrorType.Serialization),
        ("Fatal Error", DuckDbErrorType.Fatal), ("Internal Error", DuckDbErrorType.Internal),
        ("Syntax Error", DuckDbErrorType.Syntax), ("Missing Extension Error", DuckDbErrorType.MissingExtension),
        ("Mismatch Type Error", DuckDbErrorType.MismatchType), ("Divide by Zero Error", DuckDbErrorType.DivideByZero),
        ("Settings Error", DuckDbErrorType.Settings), ("Connection Error", DuckDbErrorType.Connection),
        ("Expression Error", DuckDbErrorType.Expression), ("Sequence Error", DuckDbErrorType.Sequence),
        ("Parameter Not Resolved Error", DuckDbErrorType.ParameterNotResolved),
        ("Parameter Not Allowed Error", DuckDbErrorType.ParameterNotAllowed),
        ("Invalid Configuration Error", DuckDbErrorType.InvalidConfiguration),
    ];
}
