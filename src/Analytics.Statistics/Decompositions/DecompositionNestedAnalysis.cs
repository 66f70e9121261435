using Analytics.Tables;

namespace Analytics.Statistics.Decompositions;

// One row for all, one a unit, one a case type of a unit; the parts of a level add up to those of the one above.
sealed class DecompositionNestedAnalysis : TwoPeriodsAnalysis
{
    public override string Name => "decomposition-nested";

    public override IReadOnlyList<Input> Inputs =>
        [Shared.Unit with { IsOptional = false }, CaseType with { IsOptional = false }, .. Counts];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("level", ColumnKind.Text), new("unit", ColumnKind.Text), new("case_type", ColumnKind.Text), new("rate0"),
        new("rate1"), new("within"), new("mix_types"), new("mix_units"), new("total"),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        Of a unit: W = (w0 + w1)/2, w its share of all trials; v shares of its types in its trials, s their rates, r
        its own
        type: within = W (v0 + v1)/2 (s1 - s0); mix_types = W (v1 - v0)((s0 + s1)/2 - (r0 + r1)/2)
        unit: within and mix_types are sums of its types'; mix_units = (w1 - w0)((r0 + r1)/2 - (R0 + R1)/2)
        all: sums of the units'; total = within + mix_types + mix_units = R1 - R0
        """, "Kitagawa (1955), JASA 50:1168-1194, at two levels", new("""
        unit,case_type,x0,n0,x1,n1
        A,land,10,50,40,100
        A,other,10,50,30,100
        B,land,30,50,15,25
        B,other,10,50,5,25
        """, "",
        [
            new(1, "level", "all"), new(1, "rate0", "0.3"), new(1, "rate1", "0.36"), new(1, "total", "0.06"),
            new(1, "within", "0.0975"), new(1, "mix_types", "0"), new(1, "mix_units", "-0.0375"),
            new(2, "unit", "A"), new(2, "within", "0.0975"), new(3, "case_type", "land"), new(3, "within", "0.065"),
            new(4, "within", "0.0325"),
        ], "By hand: A's weight is 0.5, then 0.8, so W = 0.65; land 0.65 · 0.5 · 0.2, other 0.65 · 0.5 · 0.1; "
        + "mix_units 0.3 (0.275 - 0.33) - 0.3 (0.4 - 0.33)"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (units, types) = (sample.Names("unit"), sample.Names("case_type"));
        var counts = Read(sample, units.Select((unit, i) => unit + '\u0001' + types[i]));
        var rows = units.Select((unit, i) => (unit, i)).GroupBy(u => u.unit, u => u.i).ToArray();
        var found = NestedRateChange.Of([.. rows.Select(unit =>
            (IReadOnlyList<TwoPeriodCounts>)[.. unit.Select(row => counts[row])])]);
        if (found is null)
        {
            results.Add(["all", null, null, null, null, null, null, null, null], "no_trials");
            return;
        }
        var mix = found.Units.Mix;
        results.Add(["all", null, null, found.Units.Rate0, found.Units.Rate1, found.Within, found.CellMix, mix,
            found.Within + found.CellMix + mix]);
        foreach (var (unit, i) in rows.Select((unit, i) => (unit, i)))
        {
            var (whole, parts) = (found.Units.Units[i], found.Parts[i]);
            results.Add(["unit", unit.Key, null, whole.Rate0, whole.Rate1, parts.Within, parts.CellMix, parts.Mix,
                parts.Total], whole.Rate0 is null ? "no_trials" : null);
            foreach (var (row, cell) in unit.Zip(parts.Cells))
            {
                var (x, n) = (counts[row].Events0 + counts[row].Events1, counts[row].Trials0 + counts[row].Trials1);
                results.Add(["case_type", unit.Key, types[row], cell.Rate0 ?? (n > 0 ? x / n : null),
                    cell.Rate1 ?? (n > 0 ? x / n : null), cell.Within, cell.Mix, null, cell.Within + cell.Mix],
                    n > 0 ? "mix_units=not_applicable" : "rate0=no_trials; rate1=no_trials; mix_units=not_applicable");
            }
        }
    }
}
