using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>A dimension that files name in words: areas, departments.</summary>
public abstract class Reference
{
    /// <summary><c>area</c> or <c>department</c>, as the type of a column.</summary>
    public abstract string Name { get; }

    /// <summary>What a text may name; empty where nothing has this name.</summary>
    /// <param name="text">As it stands in the file.</param>
    /// <param name="day">The end of the record's period; null where the record has none.</param>
    /// <param name="within">Where to look: the id of the area above, or the level of departments; null for
    /// everywhere.</param>
    /// <returns>Members valid on the day, one where the text is clear; where none was valid, those that had the name at
    /// another time.</returns>
    public abstract IReadOnlyList<ReferenceMatch> Resolve(string text, DateOnly? day, string? within);

    /// <summary>The name nearest to one that was not found; null where none is near enough.</summary>
    /// <param name="text">As it stands in the file.</param>
    public abstract string? Nearest(string text);
}

/// <summary>A member that a text may name.</summary>
/// <param name="Id">Its id in the dimension: <c>310106-2</c>.</param>
/// <param name="Key">Its key in the warehouse.</param>
/// <param name="Name">Its name as the dimension has it.</param>
/// <param name="How"><c>name</c>, <c>alias</c>, <c>code</c>, <c>short-name</c>, <c>former-name</c>,
/// <c>later-name</c>, <c>office</c> or <c>script</c>; everything but <c>name</c> is told as a note.</param>
/// <param name="Parent">The name of what is above it; null where nothing is.</param>
/// <param name="IsValid">Whether it existed on the day.</param>
/// <param name="From">Its first day as known; null since ever.</param>
/// <param name="To">Its last day as known; null where it still exists.</param>
/// <param name="Successors">The names of what took its place, where it ended.</param>
/// <param name="Event">How it ended: merged, split, renamed; null where it did not.</param>
public sealed record ReferenceMatch(string Id, long Key, string Name, string How, string? Parent = null,
    bool IsValid = true, string? From = null, string? To = null, IReadOnlyList<string>? Successors = null,
    LocalText? Event = null)
{
    /// <summary>Name and parent, for lists of candidates: <c>静安区(上海市)</c>.</summary>
    public string Label => Parent is null ? Name : $"{Name}({Parent})";
}
