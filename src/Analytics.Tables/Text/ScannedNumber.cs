namespace Analytics.Tables.Text;

/// What a written number says before it meets the unit wanted. Other: its second reading, where it is said short.
/// IsScaled: 万 or 亿 stands in it. Problem: the code of what is wrong, and then nothing else holds.
readonly record struct ScannedNumber(Exact Value, Exact? Other, bool IsScaled, string? Unit, string Bound,
    string? Problem)
{
    public static ScannedNumber Wrong(string problem) => new(default, null, false, null, "exact", problem);
}
