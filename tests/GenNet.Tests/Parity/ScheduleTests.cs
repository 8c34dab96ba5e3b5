using System.Text.Json;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Schedules against PyTorch's schedulers.</summary>
public sealed class ScheduleTests
{
    /// <summary>The same formulas in double; PyTorch's go from one rate to the next, so that rounding errors add up.</summary>
    private static readonly Tolerance s_exact = new(Relative: 1e-12, Absolute: 1e-15);

    public static TheoryData<string> Cases => new(Recorded.Schedules.Keys);

    [Theory, MemberData(nameof(Cases))]
    public void GivesTheRecordedRates(string title)
    {
        JsonElement recorded = Recorded.Schedules[title];
        LearningRateSchedule schedule = Create(recorded.Text("name"), recorded.GetProperty("arguments"));
        double[] rates = recorded.Numbers("rates");
        double[] losses = recorded.TryGetProperty("metrics", out _) ? recorded.Numbers("metrics") : new double[rates.Length];
        for (int time = 0; time < rates.Length; time++)
            Close.To(rates[time], schedule.GetRate(recorded.Number("learningRate"), time, losses.AsSpan(0, time)), s_exact, $"rate {time}");
    }

    private static LearningRateSchedule Create(string name, JsonElement arguments) => name switch
    {
        "WarmCosine" => new WarmUpSchedule(
            arguments.GetProperty("warmUp").GetInt32(),
            new CosineSchedule(
                arguments.GetProperty("length").GetInt32() - arguments.GetProperty("warmUp").GetInt32(), arguments.Number("minimum"))),
        "OneCycle" => new OneCycleSchedule(
            arguments.Number("maximum"), arguments.GetProperty("length").GetInt32(), arguments.Number("rise"),
            arguments.Number("startDivisor"), arguments.Number("endDivisor"),
            arguments.Text("annealing") == "cos" ? Annealing.Cosine : Annealing.Linear),
        _ => RecordedOptimizer.Create<LearningRateSchedule>(RecordedOptimizer.TypeOf($"{name}Schedule"), arguments),
    };
}
