using System.Globalization;

namespace Analytics.Etl.Simulated;

/// The model in words, its numbers taken from where the simulation takes them.
static class PanelReadme
{
    public static string Write(PanelArguments arguments, bool inForms = false) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        # 模拟城市 · A simulated city

        **模拟数据，非真实统计。** 区名是真实的，数字全部由随机数生成，与任何地区的实际情况无关。

        **Simulated data, not real statistics.** The names of districts are real; every number is drawn at random
        and says nothing about any place.

        命令 Command: `{Command(arguments, inForms)}`.
        同样的参数在任何机器上得到逐字节相同的文件。 Equal arguments give equal bytes on every machine.

        | 文件 file | 内容 content |
        |---|---|
        {Reports(inForms)}
        | `answer-key.json` | 真值，不载入 · the truth, never loaded |
        | `manifest.json` | 本命令写入的文件名 · the files that are the command's own |

        ## 模型 · The model

        比率：对数几率 = 水平 + 趋势 ×（年份 − {PanelModel.BaseYear}）+ 区效应；分子服从 β-二项分布，分母为 n 时
        其方差为二项分布的 1 + (n − 1)ρ 倍；区效应服从均值为 0 的正态分布。

        Rates: log odds = level + trend × (year − {PanelModel.BaseYear}) + effect of the district. Events are
        beta-binomial: with n trials their variance is 1 + (n − 1)ρ times the binomial. Effects are normal around 0.

        | 比率 rate | 分子 / 分母 | 水平 level | 趋势 trend | 效应标准差 spread | ρ |
        |---|---|---|---|---|---|
        {Row("败诉 lost", PanelModel.Loss)}
        {Row("负责人出庭 head appeared", PanelModel.HeadAppearance)}
        {Row("复议直接纠错 directly corrected", PanelModel.Correction)}
        {Row("人民调解成功 settled", PanelModel.Mediation)}

        规模：基年的人口与案件数见 `etl/Simulated/SimulatedCity.cs`，各区相差一个数量级。案件数每年增长
        {PanelModel.CaseGrowth}（对数，标准差 {PanelModel.CaseSpread}），人口增长 {PanelModel.PopulationGrowth}（标准差
        {PanelModel.PopulationSpread}）；复议为案件的 {PanelModel.ReconsiderationsPerCase}，纠纷为每千人
        {PanelModel.DisputesPerThousand} 件。

        Sizes: residents and cases of the base year stand in `SimulatedCity.cs`, an order of magnitude apart. Cases
        grow by {PanelModel.CaseGrowth} a year on the log scale (spread {PanelModel.CaseSpread}), residents by
        {PanelModel.PopulationGrowth} (spread {PanelModel.PopulationSpread}). Reconsiderations are
        {PanelModel.ReconsiderationsPerCase} of the cases, disputes {PanelModel.DisputesPerThousand} a thousand
        residents.

        规范性文件：期末现行有效 = 期初 + 制定 − 废止失效；制定数为泊松分布，均值为期初的 {PanelModel.IssuedShare}；
        废止失效数为二项分布，概率 {PanelModel.EndedShare}。

        Documents in force = those before + issued − ended. Issued: Poisson with a mean of {PanelModel.IssuedShare}
        of those in force before; ended: binomial among them with {PanelModel.EndedShare}.

        ## 埋入的现象 · What is hidden in it

        - 一个区的败诉率异常高，效应为 {PanelModel.OutlierEffect}。
          One outlying district: the effect of its loss rate is {PanelModel.OutlierEffect}.
        - 一个区的出庭率自某年起上升 {PanelModel.ChangeShift}（对数几率），此前效应为 {PanelModel.ChangeEffect}。
          One change point: from one year on the log odds of head appearance in one district are
          {PanelModel.ChangeShift} higher; its effect before is {PanelModel.ChangeEffect}.
        - 静安区与闸北区于 2015 年 11 月合并：{SimulatedCity.LastYearApart} 年及以前分别报送，其后只有合并后的静安区。
          The merger of 2015: 静安区 and 闸北区 report apart up to {SimulatedCity.LastYearApart}, as one after it.
        - 两个区报得早：当年为初步数（每件已统计的概率 {PanelModel.ProvisionalShare}），次年文件给出正式数。
          Two districts report early: each case is known with probability {PanelModel.ProvisionalShare}; the file of
          the next year gives the final number.
        - 两份报告迟到一年。 Two reports come a year late.
        - 两个数值先报错、后更正：败诉案件多报 {PanelModel.LostOverstated}，次年更正；调解成功少报
          {PanelModel.SettledUnderstated}，两年后更正。
          Two figures are wrong at first: cases lost too high by {PanelModel.LostOverstated}, restated a year later;
          disputes settled too low by {PanelModel.SettledUnderstated}, restated two years later.

        ## 随机数 · Random numbers

        xoshiro256** (Blackman, Vigna 2021), one stream for each purpose; its state is the SHA-256 of seed and purpose.
        Normal: polar method. Gamma: Marsaglia, Tsang 2000. Beta-binomial: two gammas, then trial by trial.
        Exponential and logarithm are made of operations that IEEE 754 fixes to the last bit.

        """).ReplaceLineEndings("\n");

    static string Command(PanelArguments arguments, bool inForms) =>
        $"analytics simulate panel{(inForms ? " --forms" : "")} --seed {arguments.Seed} --from {arguments.From} "
        + $"--to {arguments.To}";

    static string Reports(bool inForms) => inForms
        ? "| `年份/地区….xlsx` 等 | 各区每年一份，五种报表格式 · one report a district and year, in one of five layouts |"
        : "| `年份/地区代码.csv` | 各区每年一份，由 `analytics run` 载入 · one report a district and year, loaded by `run` |";

    static string Row(string name, RateModel rate) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {rate.Events} / {rate.Trials} | {rate.Level} | {rate.Trend} | {rate.EffectSpread} ")
        + string.Create(CultureInfo.InvariantCulture, $"| {rate.Overdispersion} |");
}
