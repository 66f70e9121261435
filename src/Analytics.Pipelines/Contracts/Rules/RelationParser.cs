using System.Globalization;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts.Rules;

/// Reads <c>sum sign sum</c>: sum = product {(+|-) product}, product = part {(*|/) part},
/// part = number | column | previous(column) | -part | (sum).
ref struct RelationParser(string text, string place)
{
    // Deep enough for any rule of people, and far from the end of the stack.
    const int Deepest = 100;
    int _at, _depth;

    public static Relation Parse(string text, string place)
    {
        var parser = new RelationParser(text, place);
        var left = parser.Sum();
        var sign = parser.Sign();
        var right = parser.Sum();
        return parser.AtEnd ? new Relation(left, sign, right) : throw parser.Wrong("the end, + - * /");
    }

    bool AtEnd
    {
        get
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
            return _at == text.Length;
        }
    }

    char Next => AtEnd ? '\0' : text[_at];

    bool Takes(string sign)
    {
        if (AtEnd || !text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal)) return false;
        _at += sign.Length;
        return true;
    }

    string Sign()
    {
        foreach (var sign in Relation.Signs)
            if (Takes(sign)) return sign;
        throw Wrong("<= >= = < >");
    }

    Term Sum()
    {
        if (++_depth > Deepest) throw Wrong($"at most {Deepest} levels of parentheses");
        var sum = Product();
        while (Next is '+' or '-')
        {
            var sign = text[_at++];
            sum = new BinaryTerm(sign, sum, Product());
        }
        _depth--;
        return sum;
    }

    Term Product()
    {
        var product = Part();
        while (Next is '*' or '/')
        {
            var sign = text[_at++];
            product = new BinaryTerm(sign, product, Part());
        }
        return product;
    }

    Term Part()
    {
        if (Takes("-"))
        {
            if (++_depth > Deepest) throw Wrong($"at most {Deepest} levels of parentheses");
            var negated = new NegatedTerm(Part());
            _depth--;
            return negated;
        }
        if (Takes("("))
        {
            var inside = Sum();
            return Takes(")") ? inside : throw Wrong(")");
        }
        if (char.IsAsciiDigit(Next)) return Number();
        var name = Name();
        if (name != "previous" || !Takes("(")) return new ColumnTerm(name, IsPrevious: false);
        var column = new ColumnTerm(Name(), IsPrevious: true);
        return Takes(")") ? column : throw Wrong(")");
    }

    NumberTerm Number()
    {
        var from = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
        return decimal.TryParse(text.AsSpan(from, _at - from), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) ? new NumberTerm(value) : throw Wrong("a number", from);
    }

    string Name()
    {
        if (!char.IsAsciiLetterLower(Next)) throw Wrong("a column, a number, ( or -");
        var from = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        return text[from.._at];
    }

    AnalyticsException Wrong(string expected, int? from = null)
    {
        var at = from ?? (AtEnd ? text.Length : _at);
        return ContractErrors.Rule(place, text, at + 1, text[at..], expected);
    }
}
