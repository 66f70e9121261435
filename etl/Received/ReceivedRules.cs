using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Received;

namespace Analytics.Etl.Received;

/// <summary>What received files are read by: contracts, forms, areas and departments of the content.</summary>
static class ReceivedRules
{
    /// <summary>Where codes of indicators and names of areas and departments come from.</summary>
    public static IReadOnlyList<string> Inputs { get; } =
        [.. Areas.Inputs, .. DepartmentReference.Inputs, .. IndicatorsJob.Files];

    /// <summary>Reads them.</summary>
    /// <param name="contentRoot">The folder with <c>etl</c> and <c>seeds</c>.</param>
    /// <param name="read">Reads the seeds.</param>
    /// <exception cref="Tables.AnalyticsException">A rule file is wrong; the text names file and line.</exception>
    public static ReceivedReader Read(string contentRoot, CsvReading read)
    {
        var codes = IndicatorsJob.Files.SelectMany(file => read(file, "code")).Select(row => row["code"])
            .ToHashSet(StringComparer.Ordinal);
        var contracts = ContractLibrary.Load(contentRoot, codes);
        return new ReceivedReader(contracts, FormLibrary.Load(contentRoot, contracts.Words),
            [new AreaReference(Areas.Read(read)), DepartmentReference.Read(read)]);
    }
}
