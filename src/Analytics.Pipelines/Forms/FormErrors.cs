using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

static class FormErrors
{
    public static AnalyticsException Unreadable(string file, Exception inner) =>
        new("form-unreadable", inner, ("file", file), ("problem", inner.Message));

    public static AnalyticsException Name(Form form) => new("form-name", ("file", form.File), ("name", form.Name));

    public static AnalyticsException Twice(Form form, Form other) =>
        new("form-twice", ("file", form.File), ("other", other.File), ("name", form.Name));

    public static AnalyticsException ContractUnknown(string place, string contract, IEnumerable<string> known) =>
        new("form-contract-unknown", ("place", place), ("contract", contract),
            ("nearest", Names.Nearest(contract, known)), ("known", known));

    public static AnalyticsException FieldUnknown(string place, string field, string contract,
        IEnumerable<string> known) =>
        new("form-field-unknown", ("place", place), ("field", field), ("contract", contract),
            ("nearest", Names.Nearest(field, known)), ("known", known));

    public static AnalyticsException FieldTwice(string place, string field) =>
        new("form-field-twice", ("place", place), ("field", field));

    public static AnalyticsException FieldMissing(string file, string contract, IReadOnlyList<string> fields) =>
        new("form-field-missing", ("file", file), ("contract", contract), ("fields", fields));

    public static AnalyticsException AliasTwice(string place, string alias, string field, string other) =>
        new("form-alias-twice", ("place", place), ("alias", alias), ("field", field), ("other", other));

    public static AnalyticsException FixedSource(string place, string field) =>
        new("form-fixed-source", ("place", place), ("field", field));

    public static AnalyticsException Pattern(string place, string pattern, string field) =>
        new("form-pattern", ("place", place), ("pattern", pattern), ("field", field));
}
