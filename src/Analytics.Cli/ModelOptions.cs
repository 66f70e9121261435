using System.CommandLine;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>A model and tables of others, in place of the workspace.</summary>
sealed class ModelOptions
{
    readonly Option<string> _model, _database;

    public ModelOptions(Command command, Language language)
    {
        command.Add(_model = new Option<string>("--model") { Description = Words("query.model"), HelpName = "FILE" });
        command.Add(_database = new Option<string>("--database")
        {
            Description = Words("query.database"), HelpName = "FILE",
        });

        string Words(string key) => TextCatalog.BuiltIn["cli." + key].In(language);
    }

    /// <summary>The model's file; null for the model of the workspace.</summary>
    public string? ModelOf(ParseResult parsed) => parsed.GetValue(_model) ?? (parsed.GetValue(_database) is null ? null
        : throw CliErrors.OptionWithout(_database.Name, _model.Name));

    /// <summary>Opens what is asked.</summary>
    public async Task<AskedDoor> OpenAsync(Invocation call, CancellationToken ct)
    {
        if (ModelOf(call.Parsed) is not { } model) return new AskedDoor(call.Open(), null);
        var database = call.Parsed.GetValue(_database)
            ?? throw CliErrors.OptionWithout(_model.Name, _database.Name);
        return new AskedDoor(null, await ForeignModel.OpenAsync(model, database, call.Asking, ct));
    }
}

/// <summary>The workspace, or tables of others.</summary>
sealed record AskedDoor(Workspace? Workspace, ForeignModel? Foreign) : IAsyncDisposable
{
    public Task<QueryResult> QueryAsync(Query query, bool verify, CancellationToken ct) => Foreign is null
        ? Workspace!.QueryAsync(query, verify, ct) : Foreign.QueryAsync(query, verify, ct);

    public Task<IReadOnlyList<Explanation>> ExplainAsync(Query query, CellReference? cell, CancellationToken ct) =>
        Foreign is null ? Workspace!.ExplainAsync(query, cell, ct) : Foreign.ExplainAsync(query, cell, ct);

    public ValueTask DisposeAsync() => Foreign?.DisposeAsync() ?? default;
}
