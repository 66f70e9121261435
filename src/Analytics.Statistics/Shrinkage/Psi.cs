namespace Analytics.Statistics.Shrinkage;

// The first two derivatives of ln Γ: Stirling's series (DLMF 5.11.2 and 5.15.8) from 10 on, recurrence below.
static class Psi
{
    public static (double Digamma, double Trigamma) Of(double x)
    {
        var (first, second) = (0.0, 0.0);
        while (x < 10)
        {
            first -= 1 / x;
            second += 1 / (x * x);
            x++;
        }
        var (r, s) = (1 / x, 1 / (x * x));
        first += Math.Log(x) - r / 2 - s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240
            - s * (1.0 / 132 - s * (691.0 / 32760 - s / 12))))));
        second += r + s / 2 + r * s * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66
            - s * (691.0 / 2730 - s * 7 / 6))))));
        return (first, second);
    }
}
