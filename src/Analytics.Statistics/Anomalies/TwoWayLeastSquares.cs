namespace Analytics.Statistics.Anomalies;

// Weighted least squares of a level a unit plus a level a time, cells missing at will. The longer of the two factors is
// eliminated (its block is diagonal), so time grows with cells times the square of the shorter. Where cells fall into
// parts without a common unit or time, sums of levels across parts are not known.
sealed class TwoWayLeastSquares
{
    readonly int[] _long;
    readonly int[] _short;
    readonly double[] _weight;
    readonly int[][] _cellsOfLong;
    readonly double[] _sums;
    readonly int[] _part;
    readonly bool[] _isFree;
    readonly double[,] _cholesky;

    /// <param name="units">Of each cell, from 0.</param>
    /// <param name="times">Of each cell, from 0.</param>
    /// <param name="weights">Of each cell; 0 leaves it out.</param>
    public TwoWayLeastSquares(int[] units, int[] times, double[] weights)
    {
        var isUnitLong = units.Max() >= times.Max();
        (_long, _short, _weight) = (isUnitLong ? units : times, isUnitLong ? times : units, weights);
        var (rows, columns) = (_long.Max() + 1, _short.Max() + 1);
        var cells = Enumerable.Range(0, units.Length).ToLookup(i => _long[i]);
        _cellsOfLong = [.. Enumerable.Range(0, rows).Select(row => cells[row].ToArray())];
        _sums = [.. _cellsOfLong.Select(of => of.Sum(i => weights[i]))];
        _part = Parts(rows, columns);
        var seen = new HashSet<int>();
        _isFree = [.. Enumerable.Range(0, columns).Select(column => !seen.Add(_part[rows + column]))];
        Used = _sums.Count(sum => sum > 0)
            + _short.Where((_, i) => weights[i] > 0).Distinct().Count()
            - Enumerable.Range(0, rows).Where(row => _sums[row] > 0).Select(row => _part[row]).Distinct().Count();
        _cholesky = Cholesky(Reduced(columns));
    }

    /// Levels that the cells determine.
    public int Used { get; }

    /// Fitted values of all cells; of a cell left out too, if its variance is not null.
    public double[] Fit(double[] response)
    {
        var columns = _isFree.Length;
        var (right, means) = (new double[columns], new double[_sums.Length]);
        for (var row = 0; row < _sums.Length; row++)
        {
            if (_sums[row] <= 0) continue;
            foreach (var i in _cellsOfLong[row])
                if (_weight[i] > 0) means[row] += _weight[i] * response[i] / _sums[row];
            foreach (var i in _cellsOfLong[row])
                if (_weight[i] > 0) right[_short[i]] += _weight[i] * (response[i] - means[row]);
        }
        for (var column = 0; column < columns; column++) if (!_isFree[column]) right[column] = 0;
        var levels = Solve(right);
        for (var row = 0; row < _sums.Length; row++)
            if (_sums[row] > 0)
                foreach (var i in _cellsOfLong[row]) means[row] -= _weight[i] * levels[_short[i]] / _sums[row];
        return [.. _long.Select((row, i) => means[row] + levels[_short[i]])];
    }

    /// Variances of the fitted values of cells at unit dispersion; null where the cells in do not determine them.
    public double?[] Variances()
    {
        var columns = _isFree.Length;
        var inverse = new double[columns][];
        for (var column = 0; column < columns; column++)
        {
            var unit = new double[columns];
            if (_isFree[column]) unit[column] = 1;
            inverse[column] = Solve(unit);
        }
        var variances = new double?[_long.Length];
        for (var row = 0; row < _sums.Length; row++)
        {
            if (_sums[row] <= 0) continue;
            var (shares, spread, own) = (new double[columns], new double[columns], 0.0);
            foreach (var i in _cellsOfLong[row]) shares[_short[i]] += _weight[i] / _sums[row];
            for (var column = 0; column < columns; column++)
            {
                for (var other = 0; other < columns; other++) spread[column] += inverse[column][other] * shares[other];
                own += shares[column] * spread[column];
            }
            foreach (var i in _cellsOfLong[row])
                if (_part[row] == _part[_sums.Length + _short[i]])
                    variances[i] = Math.Max(0,
                        1 / _sums[row] + own - 2 * spread[_short[i]] + inverse[_short[i]][_short[i]]);
        }
        return variances;
    }

    // Rows and columns joined by cells of weight.
    int[] Parts(int rows, int columns)
    {
        var part = Enumerable.Range(0, rows + columns).ToArray();
        int Root(int node)
        {
            while (part[node] != node) node = part[node] = part[part[node]];
            return node;
        }
        for (var i = 0; i < _long.Length; i++)
            if (_weight[i] > 0) part[Root(rows + _short[i])] = Root(_long[i]);
        return [.. Enumerable.Range(0, rows + columns).Select(Root)];
    }

    // The matrix of the shorter factor after elimination; one level of each part stands at 0.
    double[,] Reduced(int columns)
    {
        var matrix = new double[columns, columns];
        foreach (var cells in _cellsOfLong)
            foreach (var i in cells)
            {
                if (!(_weight[i] > 0) || !_isFree[_short[i]]) continue;
                matrix[_short[i], _short[i]] += _weight[i];
                foreach (var j in cells)
                    if (_isFree[_short[j]])
                        matrix[_short[i], _short[j]] -= _weight[i] * _weight[j] / _sums[_long[i]];
            }
        for (var column = 0; column < columns; column++) if (!_isFree[column]) matrix[column, column] = 1;
        return matrix;
    }

    static double[,] Cholesky(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        for (var j = 0; j < n; j++)
        {
            var diagonal = matrix[j, j];
            for (var k = 0; k < j; k++) diagonal -= matrix[j, k] * matrix[j, k];
            // Positive but for rounding.
            matrix[j, j] = Math.Sqrt(Math.Max(diagonal, 1e-14 * Math.Max(matrix[j, j], 1e-280)));
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= matrix[i, k] * matrix[j, k];
                matrix[i, j] = sum / matrix[j, j];
            }
        }
        return matrix;
    }

    double[] Solve(double[] right)
    {
        var (n, x) = (right.Length, (double[])right.Clone());
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= _cholesky[i, k] * x[k];
            x[i] /= _cholesky[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= _cholesky[k, i] * x[k];
            x[i] /= _cholesky[i, i];
        }
        return x;
    }
}
