namespace Analytics.Pipelines.Contracts.Rules;

/// Which units may stand together in a check; numbers without a unit go with all.
static class RuleUnits
{
    /// A number that stands in the rule, and a number of days.
    const string Any = "*";

    /// A share, a rate, a quotient of equal units.
    const string Ratio = "%";

    const string Day = "date";

    static readonly HashSet<string> Shares = [Ratio, "‰", "百分点", "倍"];

    /// The two units that cannot stand together; null where all can.
    public static (string Left, string Right)? Clash(Relation relation, Func<string, ContractColumn> column)
    {
        try
        {
            var left = Of(relation.Left, column);
            Join(left, Of(relation.Right, column));
            return null;
        }
        catch (ClashException clash)
        {
            return (clash.Left, clash.Right);
        }
    }

    static string Of(Term term, Func<string, ContractColumn> column) => term switch
    {
        ColumnTerm one => Of(column(one.Name)),
        NegatedTerm negated => Of(negated.Of, column),
        BinaryTerm two => Of(two.Sign, Of(two.Left, column), Of(two.Right, column)),
        _ => Any,
    };

    static string Of(ContractColumn column) => column.Type == FieldType.Day ? Day : column.Unit switch
    {
        null => Any,
        // Persons are counted by either word.
        "名" => "人",
        { } unit when Shares.Contains(unit) => Ratio,
        { } unit => unit,
    };

    static string Of(char sign, string left, string right) => sign switch
    {
        '+' => Join(left, right),
        // From one day to another is a number of days.
        '-' when left == Day && right == Day => Any,
        '-' => Join(left, right),
        '*' when left == Any || left == Ratio && right != Any => right,
        '*' => right is Any or Ratio ? left : $"{left}*{right}",
        _ when left == right && left != Any => Ratio,
        _ => right is Any or Ratio ? left : $"{left}/{right}",
    };

    static string Join(string left, string right) =>
        left == right || right == Any ? left : left == Any ? right : throw new ClashException(left, right);

    sealed class ClashException(string left, string right) : Exception
    {
        public string Left => left;

        public string Right => right;
    }
}
