using System.Runtime.InteropServices;

namespace Analytics.Charting.Layout;

/// <summary>Boxes with costs, found by where they lie: thousands of points are asked for in microseconds.</summary>
sealed class BoxIndex
{
    const double Cell = 32;

    readonly Dictionary<(int Column, int Row), List<(Box Box, double Cost)>> _cells = [];

    public void Add(Box box, double cost)
    {
        for (var column = At(box.Left); column <= At(box.Right); column++)
            for (var row = At(box.Top); row <= At(box.Bottom); row++)
                (CollectionsMarshal.GetValueRefOrAddDefault(_cells, (column, row), out _) ??= []).Add((box, cost));
    }

    /// <summary>The costs of all boxes that overlap one.</summary>
    public double Sum(Box asked)
    {
        var sum = 0.0;
        for (var column = At(asked.Left); column <= At(asked.Right); column++)
            for (var row = At(asked.Top); row <= At(asked.Bottom); row++)
                if (_cells.TryGetValue((column, row), out var those))
                    foreach (var (box, cost) in those)
                        // A box of several cells counts in the first that both share.
                        if (asked.Overlaps(box) && column == Math.Max(At(box.Left), At(asked.Left))
                            && row == Math.Max(At(box.Top), At(asked.Top))) sum += cost;
        return sum;
    }

    static int At(double pixel) => (int)Math.Floor(pixel / Cell);
}
