namespace GenNet.Tests.Fitting;

/// <summary>Schedules as Fit applies them.</summary>
public sealed class ScheduleTests
{
    private static readonly Dataset s_ten = Dataset.FromArrays(new float[10], 1, new float[10], 1);

    [Fact]
    public void EpochsAreCounted() =>
        Assert.Equal([0.1, 0.1, 0.1, 0.05, 0.05, 0.05], Rates(new ExponentialSchedule(0.5), epochs: 2));

    [Fact]
    public void StepsAreCountedAcrossEpochs() =>
        Assert.Equal([0.1, 0.075, 0.05, 0.025, 0, 0], Rates(
            new OneCycleSchedule(0.1, length: 5, rise: 0, endDivisor: 1e300, annealing: Annealing.Linear), epochs: 2)
            .Select(rate => Math.Round(rate, 12)));

    [Fact]
    public void TheUnitCanBeChosen() =>
        Assert.Equal([0.1, 0.05, 0.025, 0.0125], Rates(new ExponentialSchedule(0.5) { Unit = ScheduleUnit.Step }, epochs: 2).Take(4));

    [Fact]
    public void AWarmUpCountsAsWhatFollows()
    {
        Assert.Equal(ScheduleUnit.Step, new WarmUpSchedule(2, new CosineSchedule(4)).Unit);
        Assert.Equal([0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05], Rates(
            new WarmUpSchedule(2, new StepSchedule(1, 0.5)), epochs: 4).Take(10));
    }

    [Fact]
    public void APlateauIsOfTheValidationLossIfThereIsOne()
    {
        ReduceOnPlateauSchedule schedule = new(factor: 0.5, patience: 0);
        Assert.Equal([0.1, 0.1, 0.1, 0.1], EpochRates(schedule, validates: true));
        Assert.Equal([0.1, 0.1, 0.05, 0.025], EpochRates(schedule, validates: false));

        static double[] EpochRates(ReduceOnPlateauSchedule schedule, bool validates)
        {
            ScriptedNetwork network = new() { TrainingLoss = _ => 1, ValidationLoss = steps => 1f / steps };
            return [.. network.Fit(s_ten, new Sgd(0.1), new() { Epochs = 4, Schedule = schedule, Validation = validates ? s_ten : null })
                .Epochs.Select(epoch => epoch.LearningRate)];
        }
    }

    [Fact]
    public void TheOptimizerKeepsTheLastRate()
    {
        Sgd optimizer = new(0.1);
        new ScriptedNetwork().Fit(s_ten, optimizer, new() { Epochs = 3, Schedule = new ExponentialSchedule(0.5) });
        Assert.Equal(0.025, optimizer.LearningRate);
    }

    [Fact]
    public void OneCycleIsWholeAtItsEnds()
    {
        foreach (double rise in new[] { 0, 0.01, 0.5, 1 })
        {
            foreach (int length in new[] { 1, 2, 3, 100 })
            {
                OneCycleSchedule schedule = new(1, length, rise);
                double[] rates = [.. Enumerable.Range(0, length + 5).Select(time => schedule.GetRate(0.1, time))];
                Assert.All(rates, rate => Assert.InRange(rate, 4e-6 - 1e-15, 1));
                Assert.All(rates[length..], rate => Assert.Equal(rates[length - 1], rate));
            }
        }
    }

    private static List<double> Rates(LearningRateSchedule schedule, int epochs)
    {
        List<double> rates = [];
        Sgd optimizer = new(0.1);
        new ScriptedNetwork { OnStep = _ => rates.Add(optimizer.LearningRate) }.Fit(
            s_ten, optimizer, new() { Epochs = epochs, BatchSize = 4, Schedule = schedule });
        return rates;
    }
}
