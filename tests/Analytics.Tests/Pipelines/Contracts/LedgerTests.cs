using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Pipelines.Contracts;

public sealed class LedgerTests : IDisposable
{
    const string Hash = "ab12";
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    static Decision Correct(string address, string found, string value) => new("", "correct", "inbox/a.csv", "", address,
        found, value, Hash, "", "", "漏写一位", "甲某", "2024-03-01T08:00:00Z");

    Decision Add(Decision decision) => Ledger.Add(_folder.Path, decision, decision.Found);

    Ledger Ledger_ => Ledger.Read(_folder.Path);

    (List<FormRecord> Records, List<Finding> Told) Apply(params FormRecord[] records)
    {
        var told = new List<Finding>();
        return ([.. Ledger_.Apply("inbox/a.csv", Hash, "", records, told.Add)], told);
    }

    static FormRecord Row(object settled) => Records.Of(5, ("area", "青浦区"), ("period", "2017"), ("accepted", "10876"), ("settled", settled));

    [Fact]
    public void A_correction_is_read_instead_and_keeps_what_is_printed()
    {
        Assert.Equal("D-0001", Add(Correct("D5", "1388", "10388")).Id);
        var (records, told) = Apply(Row("1388"));
        var value = Records.Reader("mediation").Read(records[0])["settled"]!;
        Assert.Empty(told);
        Assert.Equal((10388m, "1388"), (value.Number, value.Printed));
        Assert.Equal("更正 1388 → 10388(漏写一位;甲某,2024-03-01T08:00:00Z)", value.Note);
    }

    [Fact]
    public void A_correction_applied_twice_comes_to_the_same()
    {
        Add(Correct("D5", "1388", "10388"));
        var once = Apply(Row("1388")).Records;
        var twice = Apply(Row("1388")).Records;
        Assert.Equal(once[0].Fields["settled"], twice[0].Fields["settled"]);
    }

    [Fact]
    public void A_correction_expires_when_the_source_has_changed()
    {
        Add(Correct("D5", "1388", "10388"));
        var (records, told) = Apply(Row("10388"));
        Assert.Null(records[0].Fields["settled"].Decision);
        var finding = Assert.Single(told);
        Assert.Equal(("correction-expired", FindingSeverity.Warn, "D5"), (finding.Rule, finding.Severity, finding.Place.Address));
        Assert.Equal("更正 D-0001（甲某：1388 → 10388）已失效：D5 现为“10388”。请核对来源，需要时重新决定。", finding.Sentence.Zh);
    }

    [Fact]
    public void A_correction_of_a_cell_that_is_gone_is_told()
    {
        Add(Correct("AB17", "1388", "10388"));
        var finding = Assert.Single(Apply(Row("1388")).Told);
        Assert.Equal(("AB17", null), (finding.Place.Address, finding.Found));
    }

    [Fact]
    public void The_last_correction_of_a_cell_counts()
    {
        Add(Correct("D5", "1388", "10380"));
        Add(Correct("D5", "1388", "10388"));
        var (records, told) = Apply(Row("1388"));
        Assert.Equal(("10388", 0), (records[0].Fields["settled"].Cell.Text, told.Count));
    }

    [Fact]
    public void A_fixed_cell_is_corrected_in_every_record_and_told_once()
    {
        Add(Correct("A1", "2017年度", "2018年度"));
        FormRecord With(long row, string title)
        {
            var record = Records.Of(row, ("area", "青浦区"), ("accepted", "1"));
            return record with
            {
                Fields = new Dictionary<string, FormCell>(record.Fields)
                {
                    ["period"] = Records.Cell("period", new SheetCell(CellKind.Text, title), new CellPlace("inbox/a.csv", "", 1, 0)),
                },
            };
        }

        Assert.All(Apply(With(3, "2017年度"), With(4, "2017年度")).Records, r => Assert.Equal("2018年度", r.Fields["period"].Cell.Text));
        Assert.Single(Apply(With(3, "2019年度"), With(4, "2019年度")).Told);
    }

    [Fact]
    public void A_percentage_of_a_workbook_is_corrected_as_one()
    {
        Add(Correct("D5", "0.955", "0.945"));
        var cell = Apply(Row(Records.Number("0.955", "0.0%"))).Records[0].Fields["settled"].Cell;
        Assert.Equal((CellKind.Number, "0.945", true), (cell.Kind, cell.Text, cell.IsPercent));
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        Add(Correct("D5", "1388", "10388"));
        var record = Records.In("inbox/b.csv", 5, ("area", "青浦区"), ("period", "2017"), ("accepted", "10876"), ("settled", "1388"));
        Assert.Same(record, Assert.Single(Ledger_.Apply("inbox/b.csv", "other", "", [record], _ => throw new InvalidOperationException())));
    }

    [Fact]
    public void Several_decisions_are_added_together_or_not_at_all()
    {
        Assert.Throws<AnalyticsException>(() => Ledger.Add(_folder.Path, [(Correct("D5", "1", "2"), "1"), (Correct("E5", "1", "2"), "3")]));
        Assert.Empty(Ledger_.Decisions);
        var added = Ledger.Add(_folder.Path, [(Correct("D5", "1", "2"), "1"), (Correct("E5", "3", "2"), "3")]);
        Assert.Equal(["D-0001", "D-0002"], added.Select(one => one.Id));
        Assert.Equal(added, Ledger_.Decisions);
    }

    // The words of a wide form's member are told at the place of its first figure.
    [Fact]
    public void A_correction_of_a_cell_that_a_heading_shares_does_not_expire()
    {
        Add(Correct("D5", "1388", "10388"));
        var record = Row("1388");
        foreach (var isLast in new[] { true, false })
        {
            var period = new KeyValuePair<string, FormCell>("period", Records.Cell("period", new SheetCell(CellKind.Text, "2017年1月"), new CellPlace("inbox/a.csv", "", 5, 3)));
            var others = record.Fields.Where(field => field.Key != "period");
            var (records, told) = Apply(record with { Fields = new Dictionary<string, FormCell>(isLast ? [.. others, period] : [period, .. others]) });
            Assert.Equal(("10388", "2017年1月", 0), (records[0].Fields["settled"].Cell.Text, records[0].Fields["period"].Cell.Text, told.Count));
        }
    }

    [Theory]
    [InlineData("", "甲某", "decision-incomplete")]
    [InlineData("漏写一位", " ", "decision-incomplete")]
    [InlineData("漏写一位", "甲某", "decision-stale")]
    public void A_decision_says_why_and_who_and_fits_the_cell(string reason, string by, string code)
    {
        var decision = Correct("D5", "1388", "10388") with { Reason = reason, DecidedBy = by };
        Assert.Equal(code, Assert.Throws<AnalyticsException>(() => Ledger.Add(_folder.Path, decision, "1389")).Code);
        Assert.Empty(Ledger_.Decisions);
    }

    [Fact]
    public void Files_are_revoked_and_read_otherwise_by_their_content()
    {
        var revoke = Correct("", "", "") with { Kind = "revoke" };
        Ledger.Add(_folder.Path, revoke);
        Ledger.Add(_folder.Path, revoke with { Kind = "read-as", Form = "qingpu-mediation", Encoding = "gb18030" });
        Assert.Equal((true, false), (Ledger_.IsRevoked(Hash), Ledger_.IsRevoked("cd")));
        Assert.Equal(("qingpu-mediation", "gb18030", null), (Ledger_.ReadAs(Hash)!.Form, Ledger_.ReadAs(Hash)!.Encoding, Ledger_.ReadAs("cd")));
        Assert.Throws<AnalyticsException>(() => Ledger.Add(_folder.Path, revoke with { Kind = "forget" }));
        Assert.Throws<AnalyticsException>(() => Ledger.Add(_folder.Path, revoke with { Kind = "read-as" }));
    }

    [Fact]
    public void What_concerns_a_file_changes_its_fingerprint_and_nothing_else_does()
    {
        Assert.Equal("", Ledger_.FingerprintOf("inbox/a.csv", Hash));
        Add(Correct("D5", "1388", "10388"));
        var one = Ledger_.FingerprintOf("inbox/a.csv", Hash);
        Add(Correct("D5", "1", "2") with { File = "inbox/b.csv", FileSha256 = "cd" });
        Assert.Equal((one, ""), (Ledger_.FingerprintOf("inbox/a.csv", Hash), Ledger_.FingerprintOf("inbox/c.csv", "other")));
        Ledger.Add(_folder.Path, Correct("", "", "") with { Kind = "revoke" });
        Assert.NotEqual(one, Ledger_.FingerprintOf("inbox/a.csv", Hash));
    }

    [Fact]
    public void Lines_are_only_added_and_any_text_comes_back()
    {
        var strange = Correct("D5", "1,388\n\"x\"", "10388") with { Reason = "逗号,引号\"和\r\n换行" };
        var added = Add(strange);
        var before = File.ReadAllText(_folder[Ledger.Path]);
        Add(Correct("E5", "1", "2"));
        Assert.StartsWith(before, File.ReadAllText(_folder[Ledger.Path]), StringComparison.Ordinal);
        Assert.Equal(added, Ledger_.Decisions[0]);
        Assert.False(File.Exists(_folder[Ledger.Path + ".tmp"]));
    }

    [Theory]
    [InlineData("id,kind\n1,correct\n")]
    [InlineData("decision_id,kind,file,sheet,address,found,value,file_sha256,form,encoding,reason,decided_by,decided_at\nD-0001,correct,a\n")]
    [InlineData("decision_id,kind,file,sheet,address,found,value,file_sha256,form,encoding,reason,decided_by,decided_at\nD-0001,correct,a,,D5,1,2,ab,,,,甲,2024\n")]
    public void A_damaged_ledger_is_refused_whole(string text)
    {
        _folder.Write(Ledger.Path, text);
        Assert.Equal("ledger-malformed", Assert.Throws<AnalyticsException>(() => Ledger_.Decisions).Code);
    }
}
