namespace Analytics.Pipelines.Contracts.Rules;

/// How a check came out.
enum Outcome
{
    Holds,
    Contradicted,

    /// A column is not given, or a divisor is zero.
    NotApplicable,
}

/// Two terms and what must be between them: <c>settled &lt;= accepted</c>.
sealed record Relation(Term Left, string Sign, Term Right)
{
    public static IReadOnlyList<string> Signs { get; } = ["<=", ">=", "=", "<", ">"];

    public IEnumerable<ColumnTerm> Columns => Left.Columns.Concat(Right.Columns);

    public bool NeedsPrevious => Columns.Any(column => column.IsPrevious);

    /// Contradicted only where no value the numbers may stand for fulfils it.
    public Outcome Evaluate(Func<ColumnTerm, Interval?> value)
    {
        if (Left.Evaluate(value) is not { } a || Right.Evaluate(value) is not { } b) return Outcome.NotApplicable;
        var contradicted = Sign switch
        {
            "<=" => Above(a, b, 0),
            ">=" => Above(b, a, 0),
            "<" => Above(a, b, -1),
            ">" => Above(b, a, -1),
            _ => Above(a, b, 0) || Above(b, a, 0),
        };
        return contradicted ? Outcome.Contradicted : Outcome.Holds;
    }

    public override string ToString() => $"{Left} {Sign} {Right}";

    public string Print(Func<ColumnTerm, string> name) => $"{Left.Print(name)} {Sign} {Right.Print(name)}";

    static bool Above(Interval a, Interval b, int least) =>
        a.Low is { } low && b.High is { } high && low.CompareTo(high) > least;
}
