namespace Analytics.Warehousing;

sealed class DuckDbDialect : SqlDialect
{
    public override string Parameter(string name) => "$" + name;

    public override string TypeOf(string expression) => $"typeof({expression})";
}
