using Analytics.Semantics.Cells;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics.Figures;

/// <summary>The house's own model as a star model.</summary>
public sealed class HouseMeasuresTests
{
    static readonly StarModel House = Model();

    [Fact]
    public void Published_measures_stand_by_name_and_by_variant()
    {
        Assert.Equal(new Figure("loss_rate", null), House.Measures["loss_rate"].Body);
        Assert.Equal(new Figure("loss_rate", "LIT-010"), House.Measures["loss_rate/LIT-010"].Body);
        Assert.Equal(("%", "LIT-010"), (House.Measures["loss_rate/LIT-010"].Unit,
            House.Measures["loss_rate/LIT-010"].Code));
    }

    [Fact]
    public void Fields_of_figures_have_names()
    {
        var fact = House.Facts[HouseMeasures.FactName];
        foreach (var name in new[] { "area", "area.name", "area.parent", "area.level", "scope", "variant", "group" })
            Assert.Equal(Analytics.Semantics.Cells.Figures.FigureFields.Named(name), House.Resolve(name, fact, "test"));
    }

    [Fact]
    public void Facts_and_breaks_of_the_house_are_declared()
    {
        Assert.Equal("fact_document", House.Facts["documents"].Source.Table);
        Assert.NotNull(House.Dimensions["area"].Succession);
        Assert.Equal(new Field("area", "area"), House.Resolve("area", House.Facts["documents"], "test"));
        Assert.Contains(House.Breaks, found => found.On == new DateOnly(2015, 5, 1));
    }

    static StarModel Model()
    {
        var model = SemanticModel.Load(Clone.Full("etl"));
        return HouseMeasures.Of(model, model.Star);
    }
}
