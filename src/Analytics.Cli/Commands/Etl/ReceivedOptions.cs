using System.CommandLine;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What commands on received files take alike: how they are read, and who decides why.</summary>
sealed class ReceivedOptions
{
    public ReceivedOptions(Language language)
    {
        string Words(string key) => TextCatalog.BuiltIn["cli.etl.option." + key].In(language);
        Files = new("FILE") { Description = Words("files"), Arity = ArgumentArity.OneOrMore };
        Form = new("--form") { Description = Words("form"), HelpName = "NAME" };
        Encoding = new("--encoding") { Description = Words("encoding"), HelpName = "NAME" };
        By = new("--by") { Description = Words("by"), HelpName = "NAME" };
        Reason = new("--reason") { Description = Words("reason"), HelpName = "TEXT" };
    }

    public Argument<string[]> Files { get; }

    public Option<string> Form { get; }

    public Option<string> Encoding { get; }

    public Option<string> By { get; }

    public Option<string> Reason { get; }

    public ReceiveOptions Of(ParseResult parsed, bool isStrict = false) => new(parsed.GetValue(Form),
        parsed.GetValue(Encoding), isStrict, parsed.GetValue(By));
}
