using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>What files of a subject must hold, whatever their form: columns, checks, rules over history.</summary>
public sealed class Contract
{
    readonly Dictionary<string, ContractColumn> _columns;

    internal Contract(string name, LocalText title, string file, IReadOnlyList<string> key,
        IReadOnlyList<ContractColumn> columns, IReadOnlyList<ContractCheck> checks, IReadOnlyList<HistoryRule> history,
        RegisterRule? register = null)
    {
        (Name, Title, File, Key) = (name, title, file, key);
        (Columns, Checks, History, Register) = (columns, checks, history, register);
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>kebab-case, unique over all subjects.</summary>
    public string Name { get; }

    /// <summary>Its name for people.</summary>
    public LocalText Title { get; }

    /// <summary>Where it is written: <c>etl/Mediation/contract.yaml</c>.</summary>
    public string File { get; }

    /// <summary>The columns that are unique together within a file and sheet.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The columns in the order written.</summary>
    public IReadOnlyList<ContractColumn> Columns { get; }

    /// <summary>Rules between columns, and between files.</summary>
    public IReadOnlyList<ContractCheck> Checks { get; }

    /// <summary>Rules over what is loaded already.</summary>
    public IReadOnlyList<HistoryRule> History { get; }

    /// <summary>The register one of its figures counts; null where none does.</summary>
    public RegisterRule? Register { get; }

    /// <summary>Whether its rows are documents, not figures: none of its columns is an observation.</summary>
    public bool IsRegister => !Columns.Any(column => column.IsLoaded);

    /// <summary>The column that says which period a record is of; null where none does.</summary>
    public ContractColumn? Period => Columns.FirstOrDefault(column => column.Type == FieldType.Period);

    /// <summary>The column that says which area a record is of; null where none does.</summary>
    public ContractColumn? Area => Columns.FirstOrDefault(column => column.Type == FieldType.Area);

    /// <summary>Whether it has a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A column by name.</summary>
    /// <exception cref="AnalyticsException"><c>contract-column-unknown</c>, with the nearest.</exception>
    public ContractColumn this[string column] => _columns.TryGetValue(column, out var found) ? found
        : throw ContractErrors.ColumnUnknown(File, column, [.. _columns.Keys]);

    /// <summary>Reads a contract.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <param name="text">The YAML; its keys are listed in the README of the room.</param>
    /// <param name="indicators">Codes that exist; null leaves them unchecked.</param>
    /// <exception cref="AnalyticsException">What is wrong, with file and line.</exception>
    public static Contract Parse(string file, string text, IReadOnlySet<string>? indicators = null) =>
        new ContractYaml(file, indicators).Read(YamlMap.Parse(file, text));
}
