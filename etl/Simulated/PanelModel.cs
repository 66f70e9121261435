namespace Analytics.Etl.Simulated;

/// A rate of the model. In a district and year its log odds are level + trend * (year - base year) + the district's
/// effect; events are beta-binomial among the trials.
/// <param name="Name">Stable name, in the answer key too.</param>
/// <param name="Events">Indicator of the events.</param>
/// <param name="Trials">Indicator of the trials.</param>
/// <param name="Level">Log odds of a district without effect in the base year.</param>
/// <param name="Trend">Change of the log odds in a year.</param>
/// <param name="EffectSpread">Standard deviation of the effects, which are normal around 0.</param>
/// <param name="Overdispersion">As <see cref="Distributions.BetaBinomial"/> takes it.</param>
sealed record RateModel(string Name, string Events, string Trials, double Level, double Trend, double EffectSpread,
    double Overdispersion);

/// Everything that is assumed, in one place; the written model and the answer key print it from here.
static class PanelModel
{
    public const int BaseYear = 2014;

    /// Log odds of the loss rate that the one outlying district has instead of its effect, in every year.
    public const double OutlierEffect = 1.1;

    /// Log odds by which the head-appearance rate of one district rises, from one year on.
    public const double ChangeShift = 2.0;

    /// The effect of that district before.
    public const double ChangeEffect = -0.4;

    /// Growth in a year, on the scale of the logarithm, and the spread of a single year around it.
    public const double CaseGrowth = 0.05, CaseSpread = 0.06;

    public const double PopulationGrowth = 0.004, PopulationSpread = 0.002;

    /// Of the cases; of the residents.
    public const double ReconsiderationsPerCase = 0.7, DisputesPerThousand = 6.5;

    /// Of the documents in force at the beginning of a year.
    public const double IssuedShare = 0.11, EndedShare = 0.09;

    /// Of the cases a provisional report knows.
    public const double ProvisionalShare = 0.97;

    /// What a wrong first report adds to cases lost, or leaves out of disputes settled.
    public const double LostOverstated = 0.3, SettledUnderstated = 0.06;

    public static RateModel Loss { get; } =
        new("loss", SimulatedIndicators.Lost, SimulatedIndicators.Concluded, -2.2, -0.03, 0.25, 0.004);

    public static RateModel HeadAppearance { get; } = new("head_appearance", SimulatedIndicators.HeadAppeared,
        SimulatedIndicators.Concluded, -0.2, 0.06, 0.3, 0.004);

    public static RateModel Mediation { get; } = new("mediation", SimulatedIndicators.MediationSucceeded,
        SimulatedIndicators.MediationAccepted, 2.9, 0.02, 0.3, 0.001);

    public static RateModel Correction { get; } = new("correction", SimulatedIndicators.Corrected,
        SimulatedIndicators.Reconsidered, -1.8, -0.02, 0.25, 0.004);

    public static IReadOnlyList<RateModel> Rates { get; } = [Loss, HeadAppearance, Correction, Mediation];
}
