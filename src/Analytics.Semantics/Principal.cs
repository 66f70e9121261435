namespace Analytics.Semantics;

/// <summary>Who asks. It belongs to the session, never to a query.</summary>
/// <param name="Name">For logs and pages.</param>
/// <param name="Roles">What it may see; <see cref="Office"/> opens the office's own data.</param>
public sealed record Principal(string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>The role that may read the dataset <c>office</c>.</summary>
    public const string Office = "office";

    /// <summary>A reader from outside: published and simulated data only.</summary>
    public static Principal Outside { get; } = new("outside", []);

    /// <summary>Whether it has a role.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Refuses whoever may not read a dataset.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>dataset-closed</c>.</exception>
    public void RequireDataset(string dataset)
    {
        if (dataset == Office && !Has(Office)) throw SemanticErrors.DatasetClosed(dataset, Name);
    }
}
