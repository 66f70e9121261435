using Analytics.Etl.Reference;
using Analytics.Pipelines.Contracts;
using Analytics.Semantics.Models;
using Analytics.Tests.House;

namespace Analytics.Tests.Etl;

public class ContractContentTests
{
    static readonly Dictionary<string, string> Units = IndicatorsJob.Files.SelectMany(file => Seeds.Own(file))
        .ToDictionary(row => row["code"], row => row["unit"]);

    static readonly ContractLibrary Library = ContractLibrary.Load(Clone.Root, Units.Keys.ToHashSet());

    public static TheoryData<string> Names => [.. Library.All.Select(contract => contract.Name)];

    [Fact]
    public void Ten_contracts_are_there_and_that_of_the_simulated_city() => Assert.Equal(
        ["appearance", "enforcement-staff", "grassroots", "legal-advisers", "litigation", "mediation", "normative-register",
            "normative-yearly", "publicity", "reconsideration", "simulated-report"], Library.All.Select(contract => contract.Name));

    [Theory, MemberData(nameof(Names))]
    public void A_column_has_the_unit_of_its_indicator(string name) => Findings.None(Library[name].Columns
        .Where(column => column.Indicator is not null && Units[column.Indicator] != column.Unit)
        .Select(column => $"{name}.{column.Name}: {column.Unit}, {column.Indicator} has {Units[column.Indicator!]}"));

    [Theory, MemberData(nameof(Names))]
    public void Every_figure_column_has_an_indicator_of_its_own(string name)
    {
        // Rates of the simulated city are held against their counts and are no figures beside them.
        var figures = Library[name].Columns.Where(column => column.IsNumeric && (name != "simulated-report" || column.Type != FieldType.Share)).ToList();
        Assert.All(figures, column => Assert.NotNull(column.Indicator));
        Assert.Distinct(figures.Where(column => column.IsLoaded).Select(column => column.Indicator));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_column_has_titles_and_every_check_words(string name)
    {
        Assert.All(Library[name].Columns, column => Assert.NotEqual(column.Name, column.Title.Zh));
        Assert.All(Library[name].Checks, check => Assert.False(string.IsNullOrWhiteSpace(check.Text.Zh + check.Text.En)));
    }

    [Fact]
    public void A_column_of_last_year_has_its_column_of_this_year() => Findings.None(
        from contract in Library.All
        from column in contract.Columns
        where column.Shift != 0 && !contract.Columns.Any(other => other.IsLoaded && other.Indicator == column.Indicator)
        select $"{contract.Name}.{column.Name}");

    [Theory, MemberData(nameof(Names))]
    public void Every_figure_that_is_loaded_can_be_asked_for(string name)
    {
        var asked = SemanticModel.Load(Clone.Full("etl")).Measures.Where(measure => measure.Kind != MeasureKind.Duty)
            .SelectMany(measure => measure.Variants).Select(variant => variant.Code).ToHashSet(StringComparer.Ordinal);
        Findings.None(Library[name].Columns.Where(column => column.IsLoaded && !asked.Contains(column.Indicator!))
            .Select(column => $"{name}.{column.Name}: no measure shows {column.Indicator}"));
    }

    [Fact]
    public void The_yearly_form_of_normative_documents_is_held_to_their_register() => Assert.Equal(
        new RegisterRule("issued", "normative-register", "issued_on", FindingSeverity.Warn), Library["normative-yearly"].Register);
}
