using System.Globalization;

namespace Analytics.Etl.Simulated;

/// What is true of a territory in a year: the counts, and the probabilities their events were drawn with.
sealed record TrueYear(Territory Territory, int Year, IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<string, double> Probabilities);

/// The simulated city as it is, before anybody reports it. Equal arguments give equal truth, on every machine.
sealed class PanelTruth
{
    readonly PanelArguments _arguments;
    readonly Dictionary<(string, string), double> _effects = [];

    PanelTruth(PanelArguments arguments)
    {
        (_arguments, Roles) = (arguments, PanelRoles.Of(arguments));
        foreach (var territory in SimulatedCity.All)
            foreach (var rate in PanelModel.Rates)
                _effects.Add((rate.Name, territory.Id), DrawEffect(rate, territory));
        Years = [.. SimulatedCity.All.SelectMany(YearsOf)];
    }

    public PanelRoles Roles { get; }

    /// Territory by territory, years in order.
    public IReadOnlyList<TrueYear> Years { get; }

    public static PanelTruth Of(PanelArguments arguments) => new(arguments);

    /// What a territory's log odds differ from the level by, before any change.
    public double EffectOf(RateModel rate, Territory territory) => _effects[(rate.Name, territory.Id)];

    double DrawEffect(RateModel rate, Territory territory) =>
        rate == PanelModel.Loss && territory == Roles.Outlier ? PanelModel.OutlierEffect
        : rate == PanelModel.HeadAppearance && territory == Roles.Changed ? PanelModel.ChangeEffect
        : rate.EffectSpread * Xoshiro256.For(_arguments.Seed, "effect", rate.Name, territory.Id).Normal();

    double ProbabilityOf(RateModel rate, Territory territory, int year)
    {
        var shift = rate == PanelModel.HeadAppearance && territory == Roles.Changed && year >= Roles.ChangeYear
            ? PanelModel.ChangeShift : 0;
        return ExactMath.Logistic(rate.Level + rate.Trend * (year - PanelModel.BaseYear)
            + EffectOf(rate, territory) + shift);
    }

    IEnumerable<TrueYear> YearsOf(Territory territory)
    {
        long inForce = territory.Documents;
        for (var year = _arguments.From; year <= _arguments.To; year++)
        {
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            Sizes(territory, year, counts);
            var documents = Stream("documents", territory, year);
            counts[SimulatedIndicators.Issued] = documents.Poisson(PanelModel.IssuedShare * inForce);
            counts[SimulatedIndicators.Ended] = documents.Binomial(inForce, PanelModel.EndedShare);
            inForce += counts[SimulatedIndicators.Issued] - counts[SimulatedIndicators.Ended];
            counts[SimulatedIndicators.InForce] = inForce;
            var probabilities = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var rate in PanelModel.Rates)
            {
                var probability = probabilities[rate.Name] = ProbabilityOf(rate, territory, year);
                counts[rate.Events] = Stream(rate.Name, territory, year)
                    .BetaBinomial(counts[rate.Trials], probability, rate.Overdispersion);
            }
            yield return new TrueYear(territory, year, counts, probabilities);
        }
    }

    void Sizes(Territory territory, int year, Dictionary<string, long> counts)
    {
        var (random, since) = (Stream("sizes", territory, year), year - PanelModel.BaseYear);
        var residents = Around(1000.0 * territory.Population, PanelModel.PopulationGrowth, PanelModel.PopulationSpread);
        counts[SimulatedIndicators.Population] = residents;
        counts[SimulatedIndicators.Concluded] =
            Around(territory.Cases, PanelModel.CaseGrowth, PanelModel.CaseSpread);
        counts[SimulatedIndicators.Reconsidered] = Around(
            PanelModel.ReconsiderationsPerCase * territory.Cases, PanelModel.CaseGrowth, PanelModel.CaseSpread);
        counts[SimulatedIndicators.MediationAccepted] =
            Around(PanelModel.DisputesPerThousand * residents / 1000, 0, PanelModel.CaseSpread);

        long Around(double size, double growth, double spread) =>
            (long)Math.Floor(size * ExactMath.Exp(growth * since + spread * random.Normal()) + 0.5);
    }

    Xoshiro256 Stream(string purpose, Territory territory, int year) => Xoshiro256.For(_arguments.Seed, purpose,
        territory.Id, year.ToString(CultureInfo.InvariantCulture));
}
