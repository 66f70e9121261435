using System.Globalization;
using Analytics.Delivery;
using Analytics.Etl;
using Analytics.Etl.Reference;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tests.Etl.Samples;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>Fifty variants through the whole program: what was accepted of each is in the warehouse, and nothing else.</summary>
public class FuzzLoadTests
{
    const int First = 20_000, Lots = 5, Each = 10;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact, Trait("Speed", "Slow")]
    public async Task What_is_accepted_of_fifty_variants_is_in_the_warehouse_and_nothing_else()
    {
        using var folder = new Folder();
        var problems = new List<string>();
        for (var lot = 0; lot < Lots; lot++)
        {
            var variants = Enumerable.Range(First + lot * Each, Each).Select(Variant.Of).ToDictionary(Sent);
            foreach (var (name, variant) in variants)
            {
                Directory.CreateDirectory(folder[$"sent/{lot}"]);
                await File.WriteAllBytesAsync(folder[$"sent/{lot}/{name}"], variant.Bytes, Token);
            }
            await SampleWorkspace.Asked(folder).ReceiveAsync([folder[$"sent/{lot}"]], new ReceiveOptions(), isDry: false, SampleWorkspace.Now, null, Token);
            foreach (var (name, variant) in variants)
                problems.AddRange((await Compare(folder, "inbox/received/2026-11-24T090000Z/" + name)).Select(problem => $"{variant}\n    {problem}"));
        }
        problems.AddRange((await SampleWorkspace.Asked(folder).ExamineAsync(repair: false, Token)).Where(found => found.IsOpen)
            .Select(found => "doctor: " + found.Describe(Analytics.Tables.Language.English)));
        Findings.None(problems);
    }

    static string Sent(Variant variant) => $"{variant.Number}-{variant.File}";

    // As read once more, without what rules over several records refused.
    static async Task<IReadOnlyList<string>> Compare(Folder folder, string path)
    {
        var problems = new List<string>();
        var reader = Jobs.All.OfType<ReceivingJob>().Single(job => job.Dataset == "office").ReadRules(Clone.Root);
        var files = await SampleWorkspace.QueryAsync(folder, "SELECT * FROM \"received_file\"");
        var refused = await SampleWorkspace.QueryAsync(folder, "SELECT \"path\", \"sheet\", \"row_number\", \"record\" FROM \"received_finding\" WHERE \"severity\" = 'reject'");
        var rejected = Enumerable.Range(0, refused.RowCount).Select(row => (refused.Text(row, "path"), refused.Text(row, "sheet"),
            refused.Whole(row, "row_number")!.Value, refused.Text(row, "record"))).ToHashSet();
        foreach (var reading in await reader.ReadAsync(folder[path], path, null, Token))
        {
            var rows = Enumerable.Range(0, files.RowCount).Where(row => files.Text(row, "path") == reading.Path).ToArray();
            if (rows is not [var state]) { problems.Add($"{reading.Path}: {rows.Length} states"); continue; }
            var outcome = files.Text(state, "outcome");
            if (outcome != (reading.Refusal is not null ? "refused" : outcome is "refused" && !reading.Sheets.Any(sheet => sheet.Accepted.Any()) ? "refused"
                : reading.Sheets.Count == 0 ? "archive" : outcome == "duplicate" ? "duplicate" : "loaded")) problems.Add($"{reading.Path}: {outcome}");
            var expected = outcome != "loaded" ? [] : reading.Sheets.SelectMany(sheet => sheet.Accepted
                .Where(record => !rejected.Contains((reading.Path, sheet.Name, record.Source.Row.Row, record.Source.Key)))
                .SelectMany(record => FactsOf(sheet.Contract!, record))).Order(StringComparer.Ordinal).ToArray();
            var found = (await SampleWorkspace.FactsAsync(folder, reading.Path)).ToArray();
            problems.AddRange(expected.Except(found).Select(fact => $"{fact} is accepted and not loaded"));
            problems.AddRange(found.Except(expected).Select(fact => $"{fact} is loaded and not accepted"));
            if (expected.Length != found.Length) problems.Add($"{expected.Length} values accepted, {found.Length} facts");
        }
        return problems;
    }

    static IEnumerable<string> FactsOf(Contract contract, ContractRecord record) =>
        from column in contract.Columns
        where column.IsLoaded && record[column.Name] is not null
        let value = record[column.Name]!
        let period = record["period"]!.Period!
        select string.Join(' ', record["area"]!.Member!.Id, Period.Of(period.Start, period.End).Id, column.Indicator,
            value.Number!.Value.ToString("0.######", CultureInfo.InvariantCulture), column.Unit, value.Bound, value.Place.Address);
}
