using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>Exact numbers as long as they fit, real ones from then on.</summary>
static class Arithmetic
{
    public static Cell Add(Cell one, Cell other, int sign) => Exactly(one, other,
        (a, b) => a + sign * b, one.Real + sign * other.Real);

    public static Cell Multiply(Cell one, Cell other) => Exactly(one, other, (a, b) => a * b, one.Real * other.Real);

    public static Cell Divide(Cell one, Cell other) => other.Real == 0 ? Cell.Empty : Cell.Of(one.Real / other.Real);

    /// <summary>A part of a ratio as it is kept beside it; null where it does not fit.</summary>
    public static decimal? Count(Cell cell) => cell.Exact ?? (Math.Abs(cell.Real) < 1e27 ? (decimal)cell.Real : null);

    static Cell Exactly(Cell one, Cell other, Func<decimal, decimal, decimal> exact, double real)
    {
        if (one.Exact is not { } a || other.Exact is not { } b) return Cell.Of(real);
        try
        {
            return Cell.Of(exact(a, b));
        }
        catch (OverflowException)
        {
            return Cell.Of(real);
        }
    }
}

/// <summary>Numerator over denominator, divided last.</summary>
sealed class RatioNode(Node numerator, Node denominator, decimal times) : Node
{
    public override IEnumerable<Node> Parts => [numerator, denominator];

    public override Cell At(MemberKey key)
    {
        var (one, other) = (numerator.At(key), denominator.At(key));
        if (Missing(one, other) is { } missing) return missing;
        if (other.Real == 0) return Cell.Empty;
        var product = Arithmetic.Multiply(one, Cell.Of(times));
        return Cell.Of(product.Real / other.Real) with
        {
            Numerator = Arithmetic.Count(one), Denominator = Arithmetic.Count(other),
        };
    }
}

/// <summary>Arithmetic over measures.</summary>
sealed class FormulaNode : Node
{
    readonly FormulaExpression _formula;
    readonly Dictionary<string, Node> _parts;

    public FormulaNode(FormulaExpression formula, Func<string, Node> plan)
    {
        _formula = formula;
        _parts = formula.Names.Distinct().ToDictionary(name => name, plan, StringComparer.Ordinal);
    }

    public override IEnumerable<Node> Parts => _parts.Values;

    public override Cell At(MemberKey key) => Value(_formula, key);

    public override bool IsPresent(MemberKey key) =>
        At(key).State != CellState.Empty && (_parts.Count == 0 || _parts.Values.Any(part => part.IsPresent(key)));

    Cell Value(FormulaExpression formula, MemberKey key)
    {
        switch (formula)
        {
            case NumberTerm number: return Cell.Of(number.Value);
            case MeasureTerm term:
                // Whose the numerator was is lost in arithmetic.
                return _parts[term.Name].At(key) with { Numerator = null, Denominator = null };
            case Negation negation:
                var of = Value(negation.Of, key);
                return of.HasValue ? Arithmetic.Multiply(Cell.Of(-1m), of) : of;
            default:
                var operation = (Operation)formula;
                var (left, right) = (Value(operation.Left, key), Value(operation.Right, key));
                return Missing(left, right) ?? operation.Sign switch
                {
                    '+' => Arithmetic.Add(left, right, 1),
                    '-' => Arithmetic.Add(left, right, -1),
                    '*' => Arithmetic.Multiply(left, right),
                    _ => Arithmetic.Divide(left, right),
                };
        }
    }
}

/// <summary>Change on another period.</summary>
sealed class ChangeNode(Node current, Node compared, ChangeForm form) : Node
{
    public override IEnumerable<Node> Parts => [current, compared];

    public override Cell At(MemberKey key)
    {
        var (one, other) = (current.At(key), compared.At(key));
        if (Missing(one, other) is { } missing) return missing;
        if (form != ChangeForm.Relative) return Arithmetic.Add(one, other, -1);
        return other.Real == 0 ? Cell.Empty
            : Cell.Of(Arithmetic.Add(one, other, -1).Real / Math.Abs(other.Real) * 100);
    }

    public override bool IsPresent(MemberKey key) =>
        base.IsPresent(key) && (current.IsPresent(key) || compared.IsPresent(key));
}

/// <summary>In percent of a base period.</summary>
sealed class IndexNode(Node current, Node basis) : Node
{
    public override IEnumerable<Node> Parts => [current, basis];

    public override Cell At(MemberKey key)
    {
        var (one, other) = (current.At(key), basis.At(key));
        if (Missing(one, other) is { } missing) return missing;
        return other.Real == 0 ? Cell.Empty : Cell.Of(one.Real * 100 / other.Real);
    }

    public override bool IsPresent(MemberKey key) => current.IsPresent(key) && base.IsPresent(key);

    // The base period adds no group.
    public override void AddKeys(HashSet<MemberKey> keys) => current.AddKeys(keys);
}

/// <summary>A weighted mean of measures brought to one scale.</summary>
sealed class CompositeNode(Composite body, Node[] parts) : Node
{
    public override IEnumerable<Node> Parts => parts;

    public override bool IsPresent(MemberKey key) =>
        At(key).State != CellState.Empty && parts.Any(part => part.IsPresent(key));

    public override Cell At(MemberKey key)
    {
        var (sum, weight, missing) = (0.0, 0.0, 0);
        var state = Cell.Zero;
        foreach (var (i, part) in body.Parts.Index())
        {
            var cell = parts[i].At(key);
            if (cell.State is CellState.NotAvailable or CellState.Suppressed)
            {
                state = Missing(state, cell) ?? state;
                continue;
            }
            if (!cell.HasValue)
            {
                if (body.Missing == MissingPart.Absent) return state.HasValue ? Cell.Empty : state;
                missing++;
                if (body.Missing == MissingPart.Zero) weight += (double)part.Weight;
                continue;
            }
            sum += (double)part.Weight * Scaled(part, cell.Real);
            weight += (double)part.Weight;
        }
        if (!state.HasValue) return state;
        if (missing == parts.Length) return Cell.Empty;
        return Cell.Of(sum / weight);
    }

    /// <summary>Whether other parts share the weight of a missing one.</summary>
    public bool IsReweighed(MemberKey key) => body.Missing == MissingPart.Reweigh && At(key).HasValue
        && parts.Any(part => part.At(key).State == CellState.Empty);

    static double Scaled(CompositePart part, double value) => part.Worst is { } worst && part.Best is { } best
        ? Math.Clamp((value - (double)worst) / (double)(best - worst) * 100, 0, 100) : value;
}
