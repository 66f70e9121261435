using System.Globalization;

namespace Analytics.Semantics.Stars;

/// <summary>Reads a formula by recursive descent: sum, product, sign, term.</summary>
sealed class FormulaParser(string text, string place)
{
    // Deep enough for any formula a person reads; the stack is never at risk.
    const int Deepest = 100;

    int _at;
    int _depth;

    public FormulaExpression Read()
    {
        var whole = Sum();
        SkipBlanks();
        return _at == text.Length ? whole : throw Wrong("+ - * / or the end");
    }

    FormulaExpression Sum()
    {
        var left = Product();
        while (Take('+', '-') is { } sign) left = new Operation(sign, left, Product());
        return left;
    }

    FormulaExpression Product()
    {
        var left = Signed();
        while (Take('*', '/') is { } sign) left = new Operation(sign, left, Signed());
        return left;
    }

    FormulaExpression Signed()
    {
        if (++_depth > Deepest) throw Wrong("fewer brackets and signs");
        var read = Take('-', '-') is null ? Term() : new Negation(Signed());
        _depth--;
        return read;
    }

    FormulaExpression Term()
    {
        SkipBlanks();
        var start = _at;
        if (_at < text.Length && char.IsAsciiDigit(text[_at])) return Number(start);
        if (_at < text.Length && (char.IsLetter(text[_at]) || text[_at] == '_'))
        {
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
            return new MeasureTerm(text[start.._at]);
        }
        if (Take('(', '(') is null) throw Wrong("a name, a number or (");
        var inner = Sum();
        return Take(')', ')') is null ? throw Wrong(")") : inner;
    }

    NumberTerm Number(int start)
    {
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
        if (decimal.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number)) return new NumberTerm(number);
        _at = start;
        throw Wrong("a number such as 0.5");
    }

    char? Take(char one, char other)
    {
        SkipBlanks();
        return _at < text.Length && (text[_at] == one || text[_at] == other) ? text[_at++] : null;
    }

    void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    Tables.AnalyticsException Wrong(string expected) => StarErrors.FormulaMalformed(place, text, _at + 1,
        _at < text.Length ? text[_at].ToString() : "", expected);
}
