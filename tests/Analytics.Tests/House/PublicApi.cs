using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Analytics.Tests.House;

/// <summary>An assembly's public types and members as text, one a line, in ordinal order.</summary>
static class PublicApi
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly string[] OfRecords =
        ["<Clone>$", "Deconstruct", "EqualityContract", "Equals", "GetHashCode", "PrintMembers", "ToString"];

    public static string Print(Assembly assembly)
    {
        var output = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            output.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Show(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal)) output.Append("    ").Append(member).Append('\n');
        }
        return output.ToString();
    }

    static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    static string Bases(Type type)
    {
        var bases = type.GetInterfaces().Where(i => i.Namespace?.StartsWith("Analytics", StringComparison.Ordinal) == true)
            .Select(Show).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } super && super != typeof(object) && super != typeof(ValueType) && super != typeof(Enum))
            bases.Insert(0, Show(super));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name)):D3} {name}")
        : type.GetMembers(Declared).Select(Member).OfType<string>();

    static string? Member(MemberInfo member) => member switch
    {
        _ when OfRecords.Contains(member.Name) || member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is MethodInfo => null,
        ConstructorInfo constructor when Seen(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when Seen(method) => $"{Static(method)}{Show(method.ReturnType)} {Generic(method)}({Parameters(method)})",
        PropertyInfo property when property.GetAccessors(true).FirstOrDefault(Seen) is { } first =>
            $"{Static(first)}{Show(property.PropertyType)} {property.Name}{Index(property)} {{ {Accessors(property)} }}",
        FieldInfo { IsPublic: true } field => $"{(field.IsStatic ? "static " : "")}{Show(field.FieldType)} {field.Name}",
        EventInfo handler when Seen(handler.AddMethod!) => $"event {Show(handler.EventHandlerType!)} {handler.Name}",
        _ => null,
    };

    static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily && !method.DeclaringType!.IsSealed;

    static string Static(MethodBase method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
        _ => "",
    };

    static string Generic(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Show))}>"
        : method.Name;

    static string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } parameters
        ? $"[{string.Join(", ", parameters.Select(p => Show(p.ParameterType)))}]"
        : "";

    static string Accessors(PropertyInfo property) => string.Join(" ", property.GetAccessors(true).Where(Seen).Select(accessor =>
        accessor == property.GetMethod ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"));

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{Show(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + Default(p.DefaultValue) : "")}"));

    static string Default(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    static string Show(Type type)
    {
        if (type.IsByRef) return "ref " + Show(type.GetElementType()!);
        if (type.IsArray) return Show(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Show(value) + "?";
        var name = type.IsNested && !type.IsGenericParameter ? Show(type.DeclaringType!) + "." + type.Name : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Show))}>"
            : name;
    }
}
