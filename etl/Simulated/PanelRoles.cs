namespace Analytics.Etl.Simulated;

/// A report that comes a year late.
sealed record LateReport(Territory Territory, int Year);

/// A figure that was reported wrong at first, and the year whose report corrects it.
sealed record WrongFigure(Territory Territory, int Year, string Code, int CorrectedBy);

/// Which district plays which part. Parts never meet in one district, so that each can be recovered alone.
/// <param name="Outlier">Its loss rate is too high in every year.</param>
/// <param name="Changed">Its head-appearance rate rises for good.</param>
/// <param name="ChangeYear">The first year of the new level.</param>
/// <param name="Early">They report before all cases of the year are counted, and a year later finally.</param>
/// <param name="Late">Reports that come a year late.</param>
/// <param name="Wrong">Figures that a later report restates.</param>
sealed record PanelRoles(Territory Outlier, Territory Changed, int ChangeYear, IReadOnlyList<Territory> Early,
    IReadOnlyList<LateReport> Late, IReadOnlyList<WrongFigure> Wrong)
{
    public static PanelRoles Of(PanelArguments arguments)
    {
        var random = Xoshiro256.For(arguments.Seed, "roles");
        var cast = random.Shuffle(SimulatedCity.All.Where(territory => territory.IsSteady));
        var (from, years) = (arguments.From, arguments.To - arguments.From + 1);
        // Two years at least on either side of the change; a later report must be there to correct an earlier one.
        var change = from + 2 + random.Below(years - 3);
        LateReport[] late =
            [new(cast[4], from + random.Below(years - 1)), new(cast[5], from + random.Below(years - 1))];
        var (lost, settled) = (from + random.Below(years - 1), from + random.Below(years - 2));
        return new PanelRoles(cast[0], cast[1], change, [cast[2], cast[3]], late,
        [
            new(cast[6], lost, SimulatedIndicators.Lost, lost + 1),
            new(cast[7], settled, SimulatedIndicators.MediationSucceeded, settled + 2),
        ]);
    }
}
