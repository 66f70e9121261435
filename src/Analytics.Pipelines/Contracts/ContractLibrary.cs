using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>All contracts of the content, in order of name.</summary>
public sealed class ContractLibrary
{
    readonly SortedDictionary<string, Contract> _contracts;

    ContractLibrary(SortedDictionary<string, Contract> contracts) => _contracts = contracts;

    /// <summary>The contracts in order of name.</summary>
    public IReadOnlyList<Contract> All => [.. _contracts.Values];

    /// <summary>A contract by name.</summary>
    /// <exception cref="AnalyticsException"><c>contract-unknown</c>, with the nearest.</exception>
    public Contract this[string name] => _contracts.TryGetValue(name, out var contract) ? contract
        : throw ContractErrors.Unknown(name, [.. _contracts.Keys]);

    /// <summary>The fields of all contracts as forms see them, each with its titles and its name.</summary>
    public IReadOnlyList<FieldWords> Words => [.. from contract in All
        from column in contract.Columns
        select new FieldWords(contract.Name, column.Name, WordOf(column.Type), column.IsRequired,
            [column.Title.Zh, column.Title.En, column.Name], column.Unit)];

    // As the YAML writes it: document_number.
    static string WordOf(FieldType type) => string.Concat(type.ToString().Select((c, i) =>
        char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Whether a contract has this name.</summary>
    public bool Has(string name) => _contracts.ContainsKey(name);

    /// <summary>The contracts among these that a condition takes.</summary>
    public ContractLibrary Where(Func<Contract, bool> takes) =>
        new(new(All.Where(takes).ToDictionary(contract => contract.Name), StringComparer.Ordinal));

    /// <summary>The files of all contracts, relative to the content root, in ordinal order: inputs of a load.</summary>
    public static IReadOnlyList<string> Files(string contentRoot)
    {
        var etl = Path.Combine(contentRoot, "etl");
        if (!Directory.Exists(etl)) return [];
        return [.. Directory.EnumerateDirectories(etl).SelectMany(subject =>
                Directory.EnumerateFiles(subject, "contract.yaml").Concat(
                    Directory.Exists(Path.Combine(subject, "contracts"))
                        ? Directory.EnumerateFiles(Path.Combine(subject, "contracts"), "*.yaml") : []))
            .Select(path => Path.GetRelativePath(contentRoot, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads <c>etl/*/contract.yaml</c> and <c>etl/*/contracts/*.yaml</c>.</summary>
    /// <param name="contentRoot">The folder that holds <c>etl</c>.</param>
    /// <param name="indicators">Codes that exist; null leaves them unchecked.</param>
    /// <exception cref="AnalyticsException">What is wrong, with file and line; a name twice; a file that cannot be
    /// read.</exception>
    public static ContractLibrary Load(string contentRoot, IReadOnlySet<string>? indicators = null)
    {
        var contracts = new SortedDictionary<string, Contract>(StringComparer.Ordinal);
        foreach (var file in Files(contentRoot))
        {
            var contract = new ContractYaml(file, indicators, isLoaded: true)
                .Read(YamlMap.Parse(file, Read(contentRoot, file)));
            if (!contracts.TryAdd(contract.Name, contract))
                throw ContractErrors.Twice(file, "contract", contract.Name);
        }
        var library = new ContractLibrary(contracts);
        foreach (var contract in contracts.Values)
            if (contract.Register is { } rule) Examine(library[rule.Contract], rule);
        return library;
    }

    // A register is counted by an area and a day.
    static void Examine(Contract register, RegisterRule rule)
    {
        foreach (var (name, type) in new[] { ("area", FieldType.Area), (rule.By, FieldType.Day) })
            if (register.Columns.All(column => column.Name != name || column.Type != type))
                throw ContractErrors.ColumnUnknown(register.File, name,
                    [.. register.Columns.Select(column => column.Name)]);
    }

    static string Read(string contentRoot, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(contentRoot, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContractErrors.Unreadable(file, e);
        }
    }
}
