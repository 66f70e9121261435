using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// <summary>A job that loads what offices send: its inbox holds files of any form, read by forms and contracts.
/// </summary>
public abstract class ReceivingJob : Job
{
    /// <summary>What files are read by.</summary>
    /// <param name="contentRoot">The folder with <c>etl</c> and <c>seeds</c>.</param>
    /// <exception cref="AnalyticsException">A rule file is missing or wrong.</exception>
    public ReceivedReader ReadRules(string contentRoot) => ReadRules(contentRoot, (path, expected) =>
        Source.Read(contentRoot, path, Name).ReadCsv(Name,
            reject => throw PipelineErrors.RuleRow(reject.File, reject.Row, reject.Found, reject.Expected), expected));

    /// <summary>As <see cref="ReadRules(string)"/>, from files that are open.</summary>
    protected abstract ReceivedReader ReadRules(string contentRoot, CsvReading read);
}
