using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>Warnings of <c>warning.*</c> and reasons of <c>cells.reason.*</c> in words.</summary>
static class Notes
{
    public static LocalText Say(string code, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format("warning." + code, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format("warning." + code, Language.English, facts));

    public static LocalText Reason(string reason) => TextCatalog.BuiltIn["cells.reason." + reason];
}
