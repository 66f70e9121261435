using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;

namespace Analytics.Tests.Pipelines.Contracts;

public class ReadingTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static ContractRecord Mediation(params (string Field, object Cell)[] cells) => Records.Reader("mediation")
        .Read(Records.Of(2, [("area", "青浦区"), ("period", "2017年度"), .. cells]));

    static ContractRecord Reconsideration(params (string, object)[] cells) => Records.Reader("reconsideration")
        .Read(Records.Of(2, [("area", "青浦区"), ("period", "2017"), .. cells]));

    [Fact]
    public void A_record_of_2017_is_typed_whole()
    {
        var record = Mediation(("accepted", "10,876"), ("settled", "１０３８８件"), ("success_rate", "95.5%"));
        Assert.Equal("", record.Told());
        Assert.Equal((10876m, 10388m, 95.5m), (record["accepted"]!.Number, record["settled"]!.Number, record["success_rate"]!.Number));
        Assert.Equal(("310118", new DateOnly(2017, 12, 31)), (record["area"]!.Member!.Id, record["period"]!.Period!.End));
        Assert.Equal(("10,876", "C2", 0.05m), (record["accepted"]!.Printed, record["accepted"]!.Place.Address, record["success_rate"]!.HalfUnit));
    }

    // 10388 / 10876 = 95.512…
    [Theory]
    [InlineData("95.5%", "")]
    [InlineData("95.51%", "")]
    [InlineData("96%", "")]
    [InlineData("95.52%", "rate-of-counts Warn")]
    [InlineData("95.6%", "rate-of-counts Warn")]
    public void A_printed_rate_agrees_within_half_a_unit_of_its_last_digit(string rate, string told) =>
        Assert.Equal(told, Mediation(("accepted", "10876"), ("settled", "10388"), ("success_rate", rate)).Told());

    [Fact]
    public void A_contradicted_check_names_its_values_and_places()
    {
        var finding = Assert.Single(Mediation(("accepted", "10388"), ("settled", "10876")).Findings);
        Assert.Equal("调解成功数不能多于受理数；现为：调解成功数 10876 (D2)、受理数 10388 (C2)。",
            finding.Sentence.Zh.Replace("受理纠纷数", "受理数", StringComparison.Ordinal));
        Assert.Equal("No more disputes can be settled than accepted; found: disputes settled 10876 (D2), disputes accepted 10388 (C2).",
            finding.Sentence.En);
        Assert.Equal(("D2", "settled"), (finding.Place.Address, finding.Field));
    }

    [Theory]
    [InlineData("1.2万", "12400", "")]            // 1.2万 is 11,500 to 12,500
    [InlineData("1.2万", "12600", "settled-within-accepted Reject")]
    [InlineData("12000余", "99999", "")]
    [InlineData("约12000", "99999", "")]
    [InlineData("不足12000", "12600", "settled-within-accepted Reject")]
    public void What_is_not_exact_is_contradicted_only_when_certain(string accepted, string settled, string told) =>
        Assert.Equal(told, Mediation(("accepted", accepted), ("settled", settled)).Told());

    [Theory]
    [InlineData("42", "")]
    [InlineData("41", "received-sum Reject")]
    [InlineData("", "")]
    [InlineData("—", "")]
    public void Received_is_accepted_refused_and_other(string other, string told) => Assert.Equal(told, Reconsideration(
        ("received", "142"), ("accepted", "79"), ("refused", "21"), ("other_handled", other)).Told());

    [Theory]
    [InlineData("2", "11", "17.65%", "")]
    [InlineData("3", "11", "17.65%", "outcomes-sum Reject")]
    [InlineData("2", "12", "17.65%", "balance Reject")]
    [InlineData("2", "11", "15.19%", "rate-of-concluded Warn")]
    public void The_reconsiderations_of_qingpu_add_up(string other, string pending, string rate, string told) =>
        Assert.Equal(told, Reconsideration(("accepted", "79"), ("opening", "0"), ("concluded", "68"), ("pending", pending),
            ("maintained", "32"), ("rejected", "10"), ("terminated", "14"), ("corrected", "10"), ("other_outcome", other),
            ("correction_rate", rate == "17.65%" ? "14.71%" : rate)).Told());

    [Theory]
    [InlineData("95.5", "percent", 95.5, "")]
    [InlineData("0.955", "fraction", 95.5, "")]
    [InlineData("0.955", "percent", 0.955, "")]
    [InlineData("百分之九十五点五", null, 95.5, "")]
    [InlineData("955‰", null, 95.5, "")]
    public void A_share_is_read_as_its_form_or_its_sign_says(string text, string? share, double expected, string told)
    {
        var record = Mediation(("accepted", "1"), ("success_rate", Records.Share(text, share)));
        Assert.Equal(((decimal)expected, told), (record["success_rate"]?.Number, record.Told()));
    }

    [Fact]
    public void A_share_with_two_readings_is_refused_with_both()
    {
        var record = Mediation(("accepted", "1"), ("success_rate", Records.Share("0.955", null)));
        var finding = Assert.Single(record.Findings);
        Assert.True(record.IsRejected);
        Assert.Null(record["success_rate"]);
        Assert.Contains("0.955%", finding.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("95.5%", finding.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_contract_says_warn_a_doubtful_share_is_left_out_and_told()
    {
        var contract = Records.Small("  - { name: r, type: share, indicator: X, ambiguity: warn }\n  - { name: n, type: count, indicator: Y }");
        var record = new ContractReader(contract, []).Read(Records.Of(2, ("area", "甲"), ("r", "0.955"), ("n", "3")));
        Assert.Equal((false, null), (record.IsRejected, record["r"]));
        Assert.Equal(FindingSeverity.Warn, Assert.Single(record.Findings).Severity);
    }

    [Fact]
    public void A_percentage_of_a_workbook_is_without_doubt()
    {
        var rate = Mediation(("accepted", "1"), ("success_rate", Records.Number("0.955", "0.0%")))["success_rate"]!;
        Assert.Equal((95.5m, "0.955", "%", 0.05m), (rate.Number, rate.Printed, rate.WrittenUnit, rate.HalfUnit));
    }

    [Fact]
    public void A_formula_of_a_workbook_keeps_what_the_warehouse_keeps()
    {
        var record = Mediation(("accepted", Records.Number("10876")), ("settled", Records.Number("10388")),
            ("success_rate", Records.Number("0.9551305626149320", "0.0%")));
        Assert.Equal(("", 95.5131m), (record.Told(), record["success_rate"]!.Number));
    }

    [Theory]
    [InlineData("accepted", CellKind.Number, "12.5", null, "count-not-whole Reject")]
    [InlineData("accepted", CellKind.Number, "-3", null, "out-of-range Reject")]
    [InlineData("accepted", CellKind.Number, "0.5", "0%", "percent-unexpected Reject")]
    [InlineData("accepted", CellKind.Error, "#REF!", null, "cell-error Reject")]
    [InlineData("accepted", CellKind.Date, "2024-01-05", null, "cell-not-number Reject")]
    [InlineData("accepted", CellKind.Flag, "TRUE", null, "cell-not-number Reject")]
    [InlineData("accepted", CellKind.Text, "", null, "required-missing Reject")]
    [InlineData("success_rate", CellKind.Text, "120%", null, "out-of-range Reject, required-missing Reject")]
    public void A_cell_that_cannot_hold_its_figure_is_told(string field, CellKind kind, string text, string? format, string told)
    {
        var findings = Mediation((field, new SheetCell(kind, text, format))).Findings;
        Assert.Equal(told.Split(", ").Order(), findings.Select(f => $"{f.Rule} {f.Severity}").Order());
        Assert.All(findings, finding => Assert.DoesNotContain("{", finding.Sentence.Zh + finding.Sentence.En, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amount, unit: 万元, min: 3", "2", "应不小于 3", "expected 3 or more")]
    [InlineData("amount, unit: 万元, max: 5", "6", "应不大于 5", "expected 5 or less")]
    [InlineData("amount, unit: 万元, min: 3, max: 5", "6", "应在 3 至 5 之间", "expected from 3 to 5")]
    public void A_limit_that_there_is_not_is_not_named(string column, string text, string zh, string en)
    {
        var contract = Records.Small($"  - {{ name: paid, type: {column} }}");
        var finding = Assert.Single(new ContractReader(contract, []).Read(Records.Of(2, ("area", "甲"), ("paid", text))).Findings);
        Assert.Contains(zh, finding.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains(en, finding.Sentence.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("甲乙")]
    [InlineData("12-15件")]
    [InlineData("1.5.2")]
    [InlineData("l2")]
    [InlineData("12份")]
    [InlineData("3/4")]
    [InlineData("12①")]
    [InlineData("无")]
    [InlineData("(12)")]
    public void Every_number_that_is_none_is_told_in_words(string text)
    {
        var record = Mediation(("accepted", text));
        Assert.True(record.IsRejected);
        var sentence = record.Findings[0].Sentence;
        Assert.DoesNotContain("{", sentence.Zh + sentence.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023.1.5", "")]
    [InlineData("2023年1月5日", "")]
    [InlineData("45296", "")]
    [InlineData("—", "")]
    [InlineData("长期", "")]
    [InlineData("2022.2.30", "Reject")]
    [InlineData("2023年1月", "Reject")]
    [InlineData("明天", "Reject")]
    public void A_day_of_a_register_is_one_certain_day(string text, string told)
    {
        var record = Register(("expires_on", text));
        Assert.Equal(told, string.Join(",", record.Findings.Where(f => f.Field == "expires_on").Select(f => f.Severity)));
        Assert.All(record.Findings, finding => Assert.DoesNotContain("{", finding.Sentence.Zh, StringComparison.Ordinal));
    }

    static ContractRecord Register(params (string Field, object Cell)[] cells) => Records.Reader("normative-register").Read(
        Records.Of(4, [.. new (string Field, object Cell)[] { ("document_number", "徐府规〔2019〕1号"), ("title", "甲办法"), ("issuer", "区司法局"), ("issued_on", "2019-01-05") }
            .Where(usual => cells.All(cell => cell.Field != usual.Field)), .. cells]));

    [Theory]
    [InlineData("徐府规〔2023〕1号", "")]
    [InlineData("徐府规[2023]1号", "document-number-repaired Note")]
    [InlineData("徐府规（２０２３）第1号", "document-number-repaired Note")]
    [InlineData("徐府规2023年1号", "document-number-unreadable Reject")]
    public void The_number_of_a_document_has_one_form(string text, string told)
    {
        var record = Records.Reader("normative-register").Read(Records.Of(4, ("document_number", text), ("title", "甲"),
            ("issuer", "区司法局"), ("issued_on", "2023-01-05")));
        Assert.Equal(told, record.Told());
        if (!record.IsRejected) Assert.Equal("徐府规〔2023〕1号", record["document_number"]!.Text);
    }

    [Theory]
    [InlineData("2019-01-20", "2019-02-01", "2024-01-31", "")]
    [InlineData("2019-01-21", "2019-02-01", "2024-01-31", "filed-in-time Warn")]
    [InlineData("2019-01-20", "2019-01-04", "2024-01-31", "issued-before-effective Reject")]
    [InlineData("2019-01-20", "2019-02-01", "2019-01-31", "effective-before-expiry Reject")]
    [InlineData("2019-01-04", "2019-02-01", "2024-01-31", "filed-after-issue Reject")]
    public void Days_of_a_document_follow_each_other(string filed, string effective, string expires, string told) =>
        Assert.Equal(told, Register(("filed_on", filed), ("effective_on", effective), ("expires_on", expires)).Told());

    [Theory]
    [InlineData("现行有效", "有效", "choice-by-alias Note")]
    [InlineData("廢 止", "废止", "choice-by-alias Note")]
    [InlineData("失效", "失效", "")]
    [InlineData("待定", null, "choice-unknown Reject")]
    public void A_word_is_one_of_the_allowed(string text, string? word, string told)
    {
        var record = Register(("status", text));
        Assert.Equal((word, told), (record["status"]?.Text, record.Told()));
    }

    [Fact]
    public void An_issuer_nobody_lists_is_kept_and_told() =>
        Assert.Equal(("department-unknown Note", "徐汇区人民政府"), (Register(("issuer", "徐汇区人民政府")) is var record ? record.Told() : "",
            record["issuer"]!.Text));

    [Fact]
    public void A_period_of_another_kind_is_refused() => Assert.Equal("period-kind Reject", Records.Reader("enforcement-staff")
        .Read(Records.Of(2, ("area", "青浦区"), ("period", "2023年3月"), ("staff", "5"))).Told());

    [Fact]
    public void A_month_takes_its_year_from_the_title()
    {
        var record = Records.Reader("mediation").Read(Records.Of(2, ("area", "青浦区"), ("period", "3月"), ("year", "2023年度"), ("accepted", "5")));
        Assert.Equal("2023-03-01..2023-03-31", record["period"]!.Period!.ToString());
    }

    [Theory]
    [InlineData("area"), InlineData("period"), InlineData("accepted")]
    public void A_cell_of_megabytes_is_told_at_once(string field)
    {
        var cells = new Dictionary<string, object> { ["area"] = "青浦区", ["period"] = "2017", ["accepted"] = "1", [field] = new string('区', 5_000_000) };
        var record = Records.Reader("mediation").Read(Records.Of(2, [.. cells.Select(cell => (cell.Key, cell.Value))]));
        Assert.Contains(record.Findings, finding => finding.Field == field && finding.Severity == FindingSeverity.Reject);
    }

    [Theory]
    [InlineData("7.9e27"), InlineData("1E+20"), InlineData("NaN"), InlineData("")]
    public void A_percentage_beyond_all_measure_is_told(string text) => Assert.False(
        Mediation(("accepted", "1"), ("success_rate", Records.Number(text, "0%")))["success_rate"] is not null);

    [Fact]
    public void A_row_without_figures_is_refused() =>
        Assert.Equal("no-figures Reject", Records.Reader("publicity").Read(Records.Of(2, ("area", "青浦区"), ("period", "2023"))).Told());

    [Fact]
    public void A_field_the_contract_lacks_is_a_programmers_error() =>
        Assert.Throws<ArgumentException>(() => Mediation(("nothing", "1")));

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7)]
    public async Task Order_is_kept_by_any_number_of_workers(int workers)
    {
        var records = Enumerable.Range(2, 5000).Select(row => Records.Of(row, ("area", "区" + row), ("n", row % 7 == 0 ? "x" : $"{row}")));
        var contract = Records.Small("  - { name: n, type: count, indicator: Y }");
        var read = new List<ContractRecord>();
        await foreach (var record in new ContractReader(contract, []) { Workers = workers }.ReadAsync(records, Token))
            read.Add(record);
        Assert.Equal(Enumerable.Range(2, 5000).Select(row => (long)row), read.Select(record => record.Source.Row.Row));
        Assert.All(read, record => Assert.Equal(record.Source.Row.Row % 7 == 0, record.IsRejected));
    }

    [Fact]
    public async Task A_key_that_stands_twice_names_the_first_row()
    {
        var contract = Records.Small("  - { name: n, type: count, indicator: Y }");
        FormRecord[] records = [Records.Of(2, ("area", "甲"), ("n", "1")), Records.Of(3, ("area", "乙"), ("n", "1")), Records.Of(4, ("area", "甲"), ("n", "2"))];
        var read = new List<ContractRecord>();
        await foreach (var record in new ContractReader(contract, []).ReadAsync(records, Token)) read.Add(record);
        Assert.Equal(["", "", "key-twice Reject"], read.Select(record => record.Told()));
        Assert.Equal("第 4 行的主键 甲 已在第 2 行出现。请只保留一行。", read[2].Findings[0].Sentence.Zh);
    }

    [Fact]
    public async Task A_reading_that_is_stopped_stops()
    {
        using var stop = new CancellationTokenSource();
        var contract = Records.Small("  - { name: n, type: count, indicator: Y }");
        var endless = Enumerable.Range(2, int.MaxValue - 2).Select(row => Records.Of(row, ("area", "区" + row), ("n", "1")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var record in new ContractReader(contract, []).ReadAsync(endless, stop.Token))
                if (record.Source.Row.Row == 100) await stop.CancelAsync();
        });
    }
}
