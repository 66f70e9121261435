using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// Where received files come from, and what follows: the job's inbox, the dataset of its figures, the forms it knows.
/// Files of one origin are never read as another's.
/// <param name="Name">The job's name.</param>
/// <param name="Title">The job's heading.</param>
/// <param name="Inbox">Its folder below <c>inbox/</c>.</param>
/// <param name="Dataset">The dataset of its figures.</param>
/// <param name="Patterns">Contracts and forms it reads, as <see cref="Job.InputPatterns"/>.</param>
/// <param name="Rules">Whether a contract or form of this file is its own.</param>
/// <param name="Refusal">The rule by which it refuses a file for its sheets; null takes it.</param>
sealed record ReceivedOrigin(string Name, LocalText Title, string Inbox, string Dataset,
    IReadOnlyList<string> Patterns, Func<string, bool> Rules, Func<IReadOnlyList<Sheet>, string?> Refusal)
{
    /// Files of the inbox that stand beside what was sent, by their paths in it.
    public IReadOnlySet<string> Beside { get; init; } = new HashSet<string>();

    /// Whether all files may leave the inbox at once, and what they brought with them.
    public bool MayBeEmptied { get; init; }

    /// One line of documents, in which a later one restates an earlier.
    public Func<Contract, ReferenceMatch, string> SeriesOf { get; init; } =
        (contract, _) => "received-" + contract.Name;

    /// Stands before the title of a document.
    public string TitleMark { get; init; } = "";

    /// Stands behind the name of an author.
    public LocalText AuthorMark { get; init; } = new("", "");

    public string DocumentKind { get; init; } = "报送文件";

    public static ReceivedOrigin Office { get; } = new("received", new("各单位报送文件", "Files sent by offices"),
        "received", "office", ["etl/*/contract.yaml", "etl/*/contracts/*.yaml", "etl/*/forms/*.yaml"],
        file => !Simulated.SimulatedSheets.IsRule(file), Simulated.SimulatedSheets.RefuseAmongReal);

    /// The reader knows none but its own rules, and asks first whether a file belongs here.
    public ReceivedReader Of(ReceivedReader reader) => reader with
    {
        Contracts = reader.Contracts.Where(contract => Rules(contract.File)),
        Forms = [.. reader.Forms.Where(form => Rules(form.File))],
        Refusal = Refusal,
    };
}
