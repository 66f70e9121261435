using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

/// <summary>Proposes a form for a layout that none knows.</summary>
public static class FormInspector
{
    const int FindingsTold = 10;

    /// <summary>Guesses heading, columns, title, totals, notes, marks and how shares are written from the headings'
    /// words and what stands below; whatever is not certain is a doubt.</summary>
    /// <param name="name">The form's name to be.</param>
    /// <param name="file">The file's path, for places.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="fields">The fields of every contract, with their words.</param>
    /// <exception cref="AnalyticsException">The file is damaged.</exception>
    public static FormDraft Inspect(string name, string file, Sheet sheet, IReadOnlyList<FieldWords> fields)
    {
        var head = Head.Of(sheet, []);
        var yaml = new DraftYaml(name);
        if (DraftHeading.Guess(head, fields) is not { } heading)
            return new FormDraft(null, yaml.Nothing(), yaml.Doubts, null);
        var titles = DraftTitle.Of(head, heading, sheet.Name, file);
        var rows = DraftRows.Of(sheet, heading);
        var text = yaml.Write(heading, titles, rows);
        try
        {
            var form = Form.Parse(file, text, fields);
            var told = FormReader.Read(form, file, sheet, _ => { }).Findings
                .Where(finding => finding.Severity != FindingSeverity.Note && finding.Rule != "column-unknown")
                .Take(FindingsTold).ToArray();
            foreach (var finding in told) yaml.Read(finding.Sentence);
            return new FormDraft(heading.Contract, told.Length == 0 ? text : yaml.Write(heading, titles, rows),
                yaml.Doubts, form);
        }
        // What is missing is among the doubts already.
        catch (AnalyticsException error) when (error.Code is "form-field-missing" or "yaml-value" or "yaml-key-missing")
        {
            return new FormDraft(heading.Contract, text, yaml.Doubts, null);
        }
    }
}
