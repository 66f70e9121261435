using System.Reflection;
using System.Text.RegularExpressions;

namespace Analytics.Tests.House;

public class CatalogTests
{
    /// <summary>Every public static <c>All</c> that lists members of a family.</summary>
    static IEnumerable<(Type Catalog, Type Family, object[] Members)> Catalogs() =>
        from room in Rooms.All
        from type in room.GetExportedTypes()
        let all = type.GetProperty("All", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where all is not null
        let family = ItemOf(all.PropertyType)
        where family is not null
        select (type, family, ((System.Collections.IEnumerable)all.GetValue(null)!).Cast<object>().ToArray());

    static Type? ItemOf(Type list) => list.GetInterfaces().Append(list)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    static string? NameOf(object member) =>
        member as string ?? member.GetType().GetProperty("Name")?.GetValue(member) as string;

    [Fact]
    public void Catalogs_are_in_order_of_name() => Assert.All(Catalogs(), catalog =>
    {
        var names = catalog.Members.Select(member => NameOf(member) ?? "").ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotEqual("", name));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Distinct(names);
    });

    [Fact]
    public void Catalogs_hold_every_member_of_their_family() => Findings.None(
        from catalog in Catalogs()
        where catalog.Family.IsAbstract
        from type in catalog.Catalog.Assembly.GetTypes()
        where !type.IsAbstract && catalog.Family.IsAssignableFrom(type)
        where catalog.Members.All(member => member.GetType() != type)
        select $"{catalog.Catalog.Name}.All lacks {type.Name}");

    [Fact]
    public void Catalogs_are_lists_that_can_be_read() => Findings.None(
        from catalog in Catalogs()
        let declared = new Regex($"static (partial )?class {catalog.Catalog.Name}\\b")
        from file in Clone.Code.Where(f => f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("etl/", StringComparison.Ordinal))
        where declared.IsMatch(Clone.Read(file)) && Clone.Read(file).Contains("GetTypes", StringComparison.Ordinal)
        select file);
}
