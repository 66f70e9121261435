using Analytics.Tables;

namespace Analytics.Statistics;

/// <summary>A column an analysis reads.</summary>
/// <param name="Name">As the analysis calls it.</param>
/// <param name="Kind">What its cells are read as; text that says such a value will do.</param>
/// <param name="Aliases">Other names it is found by, the first present one is taken.</param>
public sealed record Input(string Name, ColumnKind Kind, params string[] Aliases)
{
    /// <summary>Whether the analysis works without it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The least and greatest number allowed; null where there is none.</summary>
    public double? Min { get; init; }

    /// <inheritdoc cref="Min"/>
    public double? Max { get; init; }
}

/// <summary>What a parameter's text must say.</summary>
public enum ParameterKind
{
    /// <summary>A number in double precision.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of the choices, or any text where there are none.</summary>
    Word,
}

/// <summary>What an analysis can be told. A column of this name in the data says it case by case; what is given by name
/// holds for all cases.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Kind">What its text says.</param>
/// <param name="Default">Its text where nothing is given; null where the analysis then goes without.</param>
public sealed record Parameter(string Name, ParameterKind Kind, string? Default = null)
{
    /// <summary>The least and greatest number allowed, both included unless <see cref="IsOpen"/>.</summary>
    public double? Min { get; init; }

    /// <inheritdoc cref="Min"/>
    public double? Max { get; init; }

    /// <summary>Whether the ends themselves are not allowed, as of a confidence.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The words allowed; null where any text is.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Column names that say it too: <c>conf</c> for <c>confidence</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>A column an analysis gives, or one key of a long table.</summary>
/// <param name="Name">snake_case; of keys as they are written, <c>ets.{model}.aic</c> where a part
/// varies.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Unit">Null where it has none; proportions are 0 to 1 and have none.</param>
public sealed record Output(string Name, ColumnKind Kind = ColumnKind.Real, string? Unit = null)
{
    /// <summary>Of keys: whether there is a value for each index.</summary>
    public bool IsIndexed { get; init; }
}

/// <summary>The forms of an analysis's table.</summary>
public enum ResultShape
{
    /// <summary>The rows given, in order, each with the outputs as further columns.</summary>
    Rows,

    /// <summary>Rows of the outputs, after the columns that tell cases apart.</summary>
    Table,

    /// <summary>The columns that tell cases apart, <c>key</c>, <c>idx</c>, <c>value</c>, <c>not_computable</c>; the
    /// outputs are keys.</summary>
    Long,
}
