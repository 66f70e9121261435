namespace Analytics.Delivery.Notebooks;

/// <summary>What a cell can name without declaring it. Its members have the names they bear in cells.</summary>
public sealed class NotebookScope
{
    readonly Action<object> _display;

    internal NotebookScope(Workspace workspace, Action<object> display, CancellationToken ct) =>
        ((this.workspace, this.ct), _display) = ((workspace, ct), display);

    /// <summary>Where figures come from.</summary>
    public Workspace workspace { get; }

    /// <summary>To be passed on to what may wait, so that the run can be stopped.</summary>
    public CancellationToken ct { get; }

    /// <summary>Shows a value in the middle of a cell, as the value of its last line is shown.</summary>
    public void display(object value) => _display(value);
}
