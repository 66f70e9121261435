namespace Analytics.Semantics.Stars;

/// <summary>A formula over measures, read: <c>+ - * / ( )</c>, names and numbers, with the usual precedence.</summary>
abstract record FormulaExpression
{
    /// <summary>Reads a formula.</summary>
    /// <param name="text">As written in the model.</param>
    /// <param name="place">File and line, for the error.</param>
    /// <exception cref="Tables.AnalyticsException"><c>formula-malformed</c>, with the column of the fault.</exception>
    public static FormulaExpression Parse(string text, string place) => new FormulaParser(text, place).Read();

    /// <summary>Names of the measures in it, in order, each as often as it stands.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>How strongly it binds: 1 a sum, 2 a product, 3 a negation, 4 a name or number.</summary>
    public abstract int Strength { get; }

    /// <summary>As text with no bracket too many; reads back as the same expression.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Text;

    /// <summary>Its text, in brackets where it binds weaker than asked for.</summary>
    public string Within(int strength) => Strength < strength ? $"({Text})" : Text;
}

/// <summary>A number, never below 0.</summary>
/// <param name="Value">The number.</param>
sealed record NumberTerm(decimal Value) : FormulaExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => [];

    /// <inheritdoc/>
    public override int Strength => 4;

    /// <inheritdoc/>
    public override string Text => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The value of a measure.</summary>
/// <param name="Name">Its name.</param>
sealed record MeasureTerm(string Name) : FormulaExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => [Name];

    /// <inheritdoc/>
    public override int Strength => 4;

    /// <inheritdoc/>
    public override string Text => Name;
}

/// <summary>The same with the other sign.</summary>
/// <param name="Of">Of what.</param>
sealed record Negation(FormulaExpression Of) : FormulaExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Of.Names;

    /// <inheritdoc/>
    public override int Strength => 3;

    /// <inheritdoc/>
    public override string Text => $"-{Of.Within(3)}";
}

/// <summary>Two parts and a sign between.</summary>
/// <param name="Sign">One of <c>+ - * /</c>.</param>
/// <param name="Left">The first part.</param>
/// <param name="Right">The second part.</param>
sealed record Operation(char Sign, FormulaExpression Left, FormulaExpression Right) : FormulaExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Left.Names.Concat(Right.Names);

    /// <inheritdoc/>
    public override int Strength => Sign is '+' or '-' ? 1 : 2;

    // Signs of one strength are read from the left, so that only the right part needs a bracket at equal strength.
    /// <inheritdoc/>
    public override string Text => $"{Left.Within(Strength)} {Sign} {Right.Within(Strength + 1)}";
}
