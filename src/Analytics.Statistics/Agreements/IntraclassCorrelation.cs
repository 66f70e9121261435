using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Agreements;

/// <summary>The forms of an intraclass correlation, after McGraw and Wong.</summary>
public enum IccForm
{
    /// <summary>ICC(1): one rating, raters differ from subject to subject.</summary>
    OneWaySingle,

    /// <summary>ICC(k): the mean of all ratings, raters differ from subject to subject.</summary>
    OneWayAverage,

    /// <summary>ICC(C,1): one rating by raters who rate all; differences of level between them do not count.</summary>
    ConsistencySingle,

    /// <summary>ICC(C,k): the mean of the ratings; Cronbach's alpha.</summary>
    ConsistencyAverage,

    /// <summary>ICC(A,1): one rating; differences of level between raters count as disagreement.</summary>
    AgreementSingle,

    /// <summary>ICC(A,k): the mean of the ratings, with differences of level.</summary>
    AgreementAverage,
}

/// <summary>The share of the variance of ratings that is due to the subjects.</summary>
/// <param name="Estimate">At most 1; negative where raters differ more than subjects; null where it is not computable.
/// </param>
/// <param name="Interval">Its limits; null with the estimate, or where they are not finite.</param>
/// <param name="F">Of the hypothesis that it is 0; infinite where raters agree fully.</param>
/// <param name="P">Its p.</param>
/// <param name="NotComputable">A reason word: <c>too_few</c> subjects or raters, <c>no_variation</c>,
/// <c>unbounded</c> where raters differ so much more than subjects that an average form runs to -∞; null where there is
/// an estimate.</param>
public sealed record IntraclassCorrelation(double? Estimate, Interval? Interval, double? F, double? P,
    string? NotComputable)
{
    /// <summary>Of complete ratings.</summary>
    /// <param name="ratings">A row a subject, a column a rater, within ±1e100.</param>
    /// <param name="form">Which of the six.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not within ±1e100, or confidence not in 0..1.
    /// </exception>
    /// <remarks>McGraw and Wong (1996), Psychological Methods 1:30-46, tables 4 and 7; Shrout and Fleiss (1979),
    /// Psychological Bulletin 86:420-428. Where level counts, degrees of freedom are Satterthwaite's at the estimate of
    /// the form itself. Checked in tests/reference/23-agreement.csv.</remarks>
    public static IntraclassCorrelation Of(double[,] ratings, IccForm form, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        Ratings.Check(ratings);
        if (ratings.GetLength(0) < 2 || ratings.GetLength(1) < 2) return new(null, null, null, null, "too_few");
        return new Icc(MeanSquares.Of(ratings), confidence).Of(form);
    }
}

/// <summary>Mean squares of a table of subjects and raters.</summary>
/// <param name="Subjects">How many.</param>
/// <param name="Raters">How many.</param>
/// <param name="Rows">Between subjects, with n - 1 degrees of freedom.</param>
/// <param name="Columns">Between raters, with k - 1.</param>
/// <param name="Error">What is left, with (n - 1)(k - 1).</param>
/// <param name="Within">Within subjects, with n (k - 1).</param>
public sealed record MeanSquares(int Subjects, int Raters, double Rows, double Columns, double Error, double Within)
{
    /// <summary>Of complete ratings.</summary>
    /// <param name="ratings">A row a subject, a column a rater, at least two of each.</param>
    /// <exception cref="ArgumentException">Fewer than two subjects or raters.</exception>
    public static MeanSquares Of(double[,] ratings)
    {
        var (n, k) = (ratings.GetLength(0), ratings.GetLength(1));
        if (n < 2 || k < 2)
            throw new ArgumentException($"Found {n} subjects and {k} raters, expected two of each.", nameof(ratings));
        var x = Ratings.Centred(ratings);
        var (rows, columns) = (new double[n], new double[k]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < k; j++) (rows[i], columns[j]) = (rows[i] + x[i, j] / k, columns[j] + x[i, j] / n);
        var (total, between, level, error, within) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var row in rows) between += k * row * row;
        foreach (var column in columns) level += n * column * column;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < k; j++)
            {
                total += x[i, j] * x[i, j];
                within += (x[i, j] - rows[i]) * (x[i, j] - rows[i]);
                error += (x[i, j] - rows[i] - columns[j]) * (x[i, j] - rows[i] - columns[j]);
            }
        // What rounding alone leaves of a sum that is 0.
        double Cut(double sum) => sum <= 1e-24 * total ? 0 : sum;
        return new(n, k, Cut(between) / (n - 1), Cut(level) / (k - 1), Cut(error) / ((n - 1.0) * (k - 1)),
            Cut(within) / (n * (k - 1.0)));
    }
}

// The forms from the mean squares.
readonly struct Icc(MeanSquares squares, double confidence)
{
    readonly double _n = squares.Subjects, _k = squares.Raters, _rows = squares.Rows, _columns = squares.Columns,
        _error = squares.Error, _within = squares.Within;

    public IntraclassCorrelation Of(IccForm form) => form switch
    {
        IccForm.OneWaySingle => Plain(_within, _n * (_k - 1), isAverage: false),
        IccForm.OneWayAverage => Plain(_within, _n * (_k - 1), isAverage: true),
        IccForm.ConsistencySingle => Plain(_error, (_n - 1) * (_k - 1), isAverage: false),
        IccForm.ConsistencyAverage => Plain(_error, (_n - 1) * (_k - 1), isAverage: true),
        IccForm.AgreementSingle => Absolute(isAverage: false),
        IccForm.AgreementAverage => Absolute(isAverage: true),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "Expected a form."),
    };

    // One mean square stands for all disagreement.
    IntraclassCorrelation Plain(double noise, double freedom, bool isAverage)
    {
        var k = _k;
        if (_rows == 0 && noise == 0) return None("no_variation");
        if (isAverage && _rows == 0) return None("unbounded");
        var f = noise == 0 ? double.PositiveInfinity : _rows / noise;
        var p = noise == 0 ? 0 : SpecialFunctions.FisherUpper(f, _n - 1, freedom);
        Interval? limits = (noise, _rows) switch
        {
            (0, _) => new(1, 1),
            _ => Limits(f / Upper(_n - 1, freedom), f * Upper(freedom, _n - 1)),
        };
        return new(At(f), limits, f, p, null);

        double At(double ratio) => isAverage ? 1 - 1 / ratio
            : double.IsInfinity(ratio) ? 1 : (ratio - 1) / (ratio + k - 1);

        Interval Limits(double low, double high) => new(At(low), At(high));
    }

    // Differences of level between raters count too.
    IntraclassCorrelation Absolute(bool isAverage)
    {
        var signal = _rows - _error;
        var all = isAverage ? _rows + (_columns - _error) / _n
            : _rows + (_k - 1) * _error + _k / _n * (_columns - _error);
        if (_rows == 0 && _error == 0 && _columns == 0) return None("no_variation");
        if (all <= 0) return None("unbounded");
        var estimate = signal / all;
        var f = _error == 0 ? (_rows == 0 ? 0 : double.PositiveInfinity) : _rows / _error;
        if (_error == 0 && _columns == 0) return new(1, new(1, 1), f, 0, null);
        var freedom = Satterthwaite(estimate);
        if (!(freedom is > 0.01 and < 1e12)) return new(estimate, null, f, null, null);
        var p = double.IsInfinity(f) ? 0 : SpecialFunctions.FisherUpper(f, _n - 1, freedom);
        var (lower, upper) = (Upper(_n - 1, freedom), Upper(freedom, _n - 1));
        var level = isAverage ? _columns - _error : _k * _columns + (_k * _n - _k - _n) * _error;
        // Where the denominator of a limit is not positive it has passed through infinity.
        var (below, above) = (lower * level + _n * _rows, level + _n * upper * _rows);
        var (low, high) = (_n * (_rows - lower * _error) / below, _n * (upper * _rows - _error) / above);
        var areFinite = below > 0 && above > 0 && double.IsFinite(low) && double.IsFinite(high);
        return new(estimate, areFinite ? new(Math.Min(low, estimate), Math.Max(high, estimate)) : null, f, p, null);
    }

    // Of the denominator a MSC + b MSE.
    double Satterthwaite(double estimate)
    {
        var a = _k * estimate / (_n * (1 - estimate));
        var b = 1 + _k * estimate * (_n - 1) / (_n * (1 - estimate));
        var (level, noise) = (a * _columns, b * _error);
        return (level + noise) * (level + noise)
            / (level * level / (_k - 1) + noise * noise / ((_n - 1) * (_k - 1)));
    }

    double Upper(double freedom1, double freedom2) =>
        SpecialFunctions.FisherQuantile((1 + confidence) / 2, freedom1, freedom2);

    static IntraclassCorrelation None(string reason) => new(null, null, null, null, reason);
}
