using System.Net;
using System.Text;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// Writes HTML in both languages side by side; the page shows one.
sealed class Html
{
    readonly StringBuilder _text = new(1 << 20);

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public Html Raw(string html)
    {
        _text.Append(html).Append('\n');
        return this;
    }

    public Html Element(string tag, LocalText text, string attributes = "") => Raw(
        $"<{tag}{(attributes.Length == 0 ? "" : " " + attributes)}>{Both(text)}</{tag}>");

    /// Both languages, or the text alone where they are the same.
    public static string Both(LocalText text) => text.Zh == text.En
        ? Escape(text.Zh)
        : $"<span class=\"zh\" lang=\"zh-Hans\">{Escape(text.Zh)}</span><span class=\"en\" lang=\"en\">"
            + $"{Escape(text.En)}</span>";

    /// A text of the catalog in both languages.
    public static LocalText Say(string key, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format(key, Language.English, facts));

    /// Only addresses a browser may follow become links.
    public static string Link(string? url, LocalText text, string attributes = "") =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? $"<a href=\"{Escape(url!)}\" rel=\"noopener noreferrer\" target=\"_blank\"{attributes}>{Both(text)}</a>"
            : Both(text);

    public override string ToString() => _text.ToString();
}
