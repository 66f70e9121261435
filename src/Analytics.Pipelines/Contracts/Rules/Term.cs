using System.Globalization;

namespace Analytics.Pipelines.Contracts.Rules;

/// A side of a check: numbers and columns joined by + - * / and parentheses. Its print is read back as itself.
abstract record Term
{
    /// All columns it names, in order.
    public abstract IEnumerable<ColumnTerm> Columns { get; }

    /// What it may be; null where a column is not given or a divisor is zero.
    public abstract Interval? Evaluate(Func<ColumnTerm, Interval?> value);

    public sealed override string ToString() => Print(column => column.Code);

    public abstract string Print(Func<ColumnTerm, string> name);

    /// How strongly it binds: 1 sum, 2 product, 3 sign, 4 whole.
    public virtual int Rank => 4;

    protected static string Inside(Term term, int least, Func<ColumnTerm, string> name) =>
        term.Rank < least ? $"({term.Print(name)})" : term.Print(name);
}

sealed record NumberTerm(decimal Value) : Term
{
    public override IEnumerable<ColumnTerm> Columns => [];

    public override Interval? Evaluate(Func<ColumnTerm, Interval?> value) => Interval.Of(Value);

    public override string Print(Func<ColumnTerm, string> name) => Value.ToString(CultureInfo.InvariantCulture);
}

/// A column of this record, or with <c>previous(…)</c> what the file of the year before said under it.
sealed record ColumnTerm(string Name, bool IsPrevious) : Term
{
    public string Code => IsPrevious ? $"previous({Name})" : Name;

    public override IEnumerable<ColumnTerm> Columns => [this];

    public override Interval? Evaluate(Func<ColumnTerm, Interval?> value) => value(this);

    public override string Print(Func<ColumnTerm, string> name) => name(this);
}

sealed record NegatedTerm(Term Of) : Term
{
    public override int Rank => 3;

    public override IEnumerable<ColumnTerm> Columns => Of.Columns;

    public override Interval? Evaluate(Func<ColumnTerm, Interval?> value) => -Of.Evaluate(value);

    public override string Print(Func<ColumnTerm, string> name) => "-" + Inside(Of, 3, name);
}

sealed record BinaryTerm(char Sign, Term Left, Term Right) : Term
{
    public override int Rank => Sign is '+' or '-' ? 1 : 2;

    public override IEnumerable<ColumnTerm> Columns => Left.Columns.Concat(Right.Columns);

    public override Interval? Evaluate(Func<ColumnTerm, Interval?> value) =>
        Left.Evaluate(value) is not { } left || Right.Evaluate(value) is not { } right ? null : Sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => Interval.Divide(left, right),
        };

    // Signs of one rank are read from the left, so the right side of equal rank needs its parentheses.
    public override string Print(Func<ColumnTerm, string> name) =>
        $"{Inside(Left, Rank, name)} {Sign} {Inside(Right, Rank + 1, name)}";
}
