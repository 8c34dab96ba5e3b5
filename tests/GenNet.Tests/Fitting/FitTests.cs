using GenNet.Tests.Data;

namespace GenNet.Tests.Fitting;

public class FitTests
{
    private static readonly Dataset s_ten = Numbered(10);
    private static readonly Dataset s_tenLabelled = Dataset.FromArrays(
        [.. Enumerable.Range(0, 10).Select(i => i / 10f)], 1, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    private static readonly Dataset s_iris = Dataset.FromCsv(TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });

    private static Dataset Numbered(int n) => Dataset.FromArrays([.. Enumerable.Range(0, n).Select(i => (float)i)], 1, new float[n], 1);

    /// <summary>Hears reports at once, on the thread of the training.</summary>
    private sealed class Listener(Action<TrainingProgress>? onReport = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            onReport?.Invoke(value);
        }
    }

    [Fact]
    public void Iris_is_learned()
    {
        (Dataset training, Dataset test) = s_iris.Split(0.8, seed: 1);
        StandardScaler scaler = StandardScaler.Fit(training);
        (training, test) = (scaler.Transform(training), scaler.Transform(test));
        var network = new IrisNetwork();
        TrainingHistory history = network.Fit(
            training,
            new Sgd(0.1),
            new() { Epochs = 200, BatchSize = 16, Validation = test, Seed = 1, MeasureTrainingAccuracy = true });

        Assert.Equal(200, history.Epochs.Count);
        EpochResult last = history.Epochs[^1];
        Assert.InRange(last.TrainingLoss, 0.01, 0.2);
        Assert.InRange(last.TrainingAccuracy!.Value, 0.95, 1);
        Assert.InRange(last.ValidationAccuracy!.Value, 0.9, 1);

        EvaluationResult result = network.Evaluate(test);
        Assert.Equal((last.ValidationLoss, last.ValidationAccuracy), (result.Loss, result.Accuracy));
        Assert.Equal(result.Accuracy, ConfusionMatrix.FromOutputs(network.Predict(test), test.Labels).Accuracy);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Assert.Equal(Parameters(seed: 3), Parameters(seed: 3));
        Assert.NotEqual(Parameters(seed: 3), Parameters(seed: 4));

        static float[] Parameters(int seed)
        {
            var network = new IrisNetwork();
            network.Fit(s_iris, new Sgd(0.1), new() { Epochs = 3, Seed = seed });
            var parameters = new float[15];
            network.GetParameters(parameters);
            return parameters;
        }
    }

    [Fact]
    public void Each_epoch_goes_through_every_sample_once_in_an_order_of_its_own()
    {
        var network = new ScriptedNetwork();
        network.Fit(s_ten, new Sgd(0.1), new() { Epochs = 2, BatchSize = 4 });
        Assert.Equal([4, 4, 2, 4, 4, 2], network.Trained.Select(batch => batch.Length));
        float[] first = [.. network.Trained.Take(3).SelectMany(batch => batch)];
        float[] second = [.. network.Trained.Skip(3).SelectMany(batch => batch)];
        Assert.Equal(s_ten.Features.ToArray(), first.Order());
        Assert.Equal(s_ten.Features.ToArray(), second.Order());
        Assert.NotEqual(s_ten.Features.ToArray(), first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_batch_of_all_samples_keeps_their_order()
    {
        var network = new ScriptedNetwork();
        network.Fit(s_ten, new Sgd(0.1), new() { Epochs = 2, BatchSize = 100 });
        Assert.Equal([s_ten.Features.ToArray(), s_ten.Features.ToArray()], network.Trained);
    }

    [Fact]
    public void Targets_stay_with_their_features()
    {
        var dataset = Dataset.FromArrays([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 4, [2, 0, 1]);
        var batch = new Minibatch<float>(dataset, 2);
        batch.Gather(new[] { 2, 0 }, threads: 1);
        Assert.Equal([9, 10, 11, 12, 1, 2, 3, 4], batch.Features.ToArray());
        Assert.Equal([1, 2], batch.Labels.ToArray());
        batch.Gather(new[] { 1 }, threads: 1);
        Assert.Equal([5, 6, 7, 8], batch.Features.ToArray());
        Assert.Equal([0], batch.Labels.ToArray());
    }

    [Fact]
    public void The_training_loss_is_the_mean_over_samples()
    {
        // Batches of 4, 4 and 2 samples with mean losses 1, 2 and 3.
        TrainingHistory history = new ScriptedNetwork { TrainingLoss = step => step }.Fit(
            s_ten, new Sgd(0.1), new() { Epochs = 1, BatchSize = 4 });
        Assert.Equal((4 * 1 + 4 * 2 + 2 * 3) / 10.0, history.Epochs[0].TrainingLoss);

        // Before anything is learned each of the three classes has the same probability; this network's losses are sums.
        var iris = new IrisNetwork();
        Assert.Equal(Math.Log(3), iris.Evaluate(s_iris).Loss, 1e-5);
        Assert.Equal(Math.Log(3), iris.Fit(s_iris, new Sgd(0.1), new() { Epochs = 1, BatchSize = 150 }).Epochs[0].TrainingLoss, 1e-5);
    }

    [Fact]
    public void The_history_tells_each_epoch()
    {
        var network = new ScriptedNetwork { TrainingLoss = step => 1f / step, ValidationLoss = steps => steps == 2 ? 1 : 2 };
        TrainingHistory history = network.Fit(
            s_tenLabelled, new Sgd(0.1), new() { Epochs = 3, BatchSize = 10, Validation = s_tenLabelled, MeasureTrainingAccuracy = true });

        Assert.Equal(StopReason.EpochsCompleted, history.StopReason);
        Assert.Equal([1, 2, 3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([1, 1f / 2, 1f / 3], history.Epochs.Select(epoch => epoch.TrainingLoss));
        Assert.Equal([2, 1, 2], history.Epochs.Select(epoch => epoch.ValidationLoss!.Value));
        Assert.All(history.Epochs, epoch =>
        {
            Assert.Equal(0.1, epoch.LearningRate);
            Assert.Equal(1, epoch.TrainingAccuracy);
            Assert.Equal(1, epoch.ValidationAccuracy);
            Assert.True(epoch.Duration >= TimeSpan.Zero);
        });
        Assert.Same(history.Epochs[1], history.Best);
        Assert.Equal(3, network.Steps);
    }

    [Fact]
    public void What_was_not_measured_is_null()
    {
        EpochResult epoch = new ScriptedNetwork().Fit(s_tenLabelled, new Sgd(0.1)).Epochs[^1];
        Assert.Equal((10, null, null, null), (epoch.Epoch, epoch.TrainingAccuracy, epoch.ValidationLoss, epoch.ValidationAccuracy));
        epoch = new ScriptedNetwork().Fit(s_ten, new Sgd(0.1), new() { Validation = s_ten, MeasureTrainingAccuracy = true }).Epochs[^1];
        Assert.Equal((null, 1, null), (epoch.TrainingAccuracy, epoch.ValidationLoss, epoch.ValidationAccuracy));
    }

    [Fact]
    public void Without_validation_the_best_epoch_has_the_least_training_loss() =>
        Assert.Equal(2, new ScriptedNetwork { TrainingLoss = step => Math.Abs(step - 2) }.Fit(
            s_ten, new Sgd(0.1), new() { Epochs = 4, BatchSize = 10 }).Best.Epoch);

    [Fact]
    public void The_threshold_is_that_of_the_options()
    {
        var network = new ScriptedNetwork { Output = (_, feature) => feature - 0.55f };
        TrainingOptions options = new() { Epochs = 1, Validation = s_tenLabelled, MeasureTrainingAccuracy = true, Threshold = 0 };
        EpochResult epoch = network.Fit(s_tenLabelled, new Sgd(0.1), options).Epochs[0];
        Assert.Equal((1, 1), (epoch.TrainingAccuracy, epoch.ValidationAccuracy));
        Assert.Equal(0.6, network.Evaluate(s_tenLabelled).Accuracy);
        Assert.Equal(1, network.Evaluate(s_tenLabelled, threshold: 0).Accuracy);
    }

    [Fact]
    public void Training_stops_when_patience_ends_and_the_best_parameters_come_back()
    {
        // One step an epoch; the loss falls to epoch 3 and then rises.
        var network = new ScriptedNetwork { ValidationLoss = steps => Math.Abs(steps - 3) + 1 };
        TrainingHistory history = network.Fit(s_ten, new Sgd(0.1), Stopping(new() { Patience = 4 }));
        Assert.Equal(StopReason.EarlyStopping, history.StopReason);
        Assert.Equal(7, history.Epochs.Count);
        Assert.Equal(3, history.Best.Epoch);
        Assert.Equal(3, network.Steps);
    }

    [Fact]
    public void Parameters_are_left_when_the_best_are_not_wanted()
    {
        var network = new ScriptedNetwork { ValidationLoss = steps => Math.Abs(steps - 3) + 1 };
        network.Fit(s_ten, new Sgd(0.1), Stopping(new() { Patience = 4, RestoreBest = false }));
        Assert.Equal(7, network.Steps);
    }

    [Fact]
    public void The_best_parameters_come_back_when_all_epochs_were_run()
    {
        var network = new ScriptedNetwork { ValidationLoss = steps => Math.Abs(steps - 18) + 1 };
        TrainingHistory history = network.Fit(s_ten, new Sgd(0.1), Stopping(new() { Patience = 4 }));
        Assert.Equal((StopReason.EpochsCompleted, 20, 18), (history.StopReason, history.Epochs.Count, network.Steps));
    }

    [Fact]
    public void An_improvement_that_is_too_small_is_none()
    {
        var network = new ScriptedNetwork { ValidationLoss = steps => 1 - 0.01f * steps };
        TrainingHistory history = network.Fit(s_ten, new Sgd(0.1), Stopping(new() { Patience = 2, MinDelta = 0.05 }));
        Assert.Equal((1, 3, 1), (history.Best.Epoch, history.Epochs.Count, network.Steps));
    }

    [Fact]
    public void Patience_begins_anew_with_each_improvement()
    {
        var network = new ScriptedNetwork { ValidationLoss = steps => 100 - steps / 3 };
        Assert.Equal(20, network.Fit(s_ten, new Sgd(0.1), Stopping(new() { Patience = 3 })).Epochs.Count);
    }

    [Fact]
    public void Accuracy_can_be_monitored()
    {
        // After step 5 a growing share of the samples is taken for class 1.
        var network = new ScriptedNetwork { Output = (steps, feature) => steps < 5 ? 0 : feature + 0.1f * (steps - 5) };
        TrainingHistory history = network.Fit(s_tenLabelled, new Sgd(0.1), new()
        {
            Epochs = 20,
            BatchSize = 10,
            Validation = s_tenLabelled,
            EarlyStopping = new() { Monitor = EarlyStoppingMonitor.ValidationAccuracy, Patience = 4 },
        });
        Assert.Equal((5, 9, 5), (history.Best.Epoch, history.Epochs.Count, network.Steps));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_loss_that_diverges_stops_training(float loss)
    {
        var network = new ScriptedNetwork { TrainingLoss = step => step == 5 ? loss : 1 };
        var exception = Assert.Throws<TrainingDivergedException>(() => network.Fit(s_ten, new Sgd(0.1), new() { BatchSize = 4 }));
        Assert.Equal((2, 2, (double)loss), (exception.Epoch, exception.Step, exception.Loss));
        Assert.StartsWith($"The training loss became {loss} in epoch 2, step 2;", exception.Message);
        Assert.Equal(5, network.Steps);
    }

    [Fact]
    public void A_validation_loss_that_diverges_stops_training()
    {
        var network = new ScriptedNetwork { ValidationLoss = _ => float.NaN };
        var exception = Assert.Throws<TrainingDivergedException>(
            () => network.Fit(s_ten, new Sgd(0.1), new() { BatchSize = 4, Validation = s_ten }));
        Assert.StartsWith("The validation loss became NaN in epoch 1, step 3;", exception.Message);
    }

    [Fact]
    public void A_loss_that_diverges_is_let_be_when_asked()
    {
        var network = new ScriptedNetwork { ValidationLoss = steps => steps is 1 or 3 ? float.NaN : steps, TrainingLoss = _ => float.NaN };
        TrainingHistory history = network.Fit(s_ten, new Sgd(0.1), new()
        {
            Epochs = 4,
            BatchSize = 10,
            Validation = s_ten,
            EarlyStopping = new(),
            StopOnDivergence = false,
        });
        Assert.Equal((4, 2, 2), (history.Epochs.Count, history.Best.Epoch, network.Steps));
    }

    [Fact]
    public void Cancellation_keeps_the_last_finished_step()
    {
        using var cancellation = new CancellationTokenSource();
        var network = new ScriptedNetwork
        {
            OnStep = step =>
            {
                if (step == 5)
                    cancellation.Cancel();
            },
        };
        var exception = Assert.Throws<OperationCanceledException>(
            () => network.Fit(s_ten, new Sgd(0.1), new() { BatchSize = 4 }, cancellationToken: cancellation.Token));
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(5, network.Steps);

        network.Fit(s_ten, new Sgd(0.1), new() { Epochs = 1, BatchSize = 10 });
        Assert.Equal(6, network.Steps);
    }

    [Fact]
    public void Cancellation_before_the_start_changes_nothing()
    {
        var network = new ScriptedNetwork();
        Assert.Throws<OperationCanceledException>(() => network.Fit(s_ten, new Sgd(0.1), cancellationToken: new(canceled: true)));
        Assert.Equal(0, network.Steps);
    }

    [Fact]
    public void Every_epoch_is_reported()
    {
        var listener = new Listener();
        TrainingHistory history = new ScriptedNetwork { TrainingLoss = step => step }.Fit(
            s_ten, new Sgd(0.1), new() { Epochs = 3, BatchSize = 4 }, listener);
        TrainingProgress[] ends = [.. listener.Reports.Where(report => report.Result is not null)];
        Assert.Equal(history.Epochs, ends.Select(report => report.Result!));
        Assert.All(ends, report => Assert.Equal((3, 3, 3), (report.EpochCount, report.Step, report.StepCount)));
        Assert.Equal([1, 2, 3], ends.Select(report => report.Epoch));
        Assert.Equal(1.8, ends[0].Loss);
    }

    [Fact]
    public void Steps_are_reported_at_most_ten_times_a_second()
    {
        var listener = new Listener();
        var network = new ScriptedNetwork { TrainingLoss = step => step, OnStep = _ => Thread.Sleep(30) };
        network.Fit(s_ten, new Sgd(0.1), new() { Epochs = 1, BatchSize = 1 }, listener);
        TrainingProgress[] steps = [.. listener.Reports.Where(report => report.Result is null)];
        Assert.NotEmpty(steps);
        Assert.True(steps[^1].Elapsed >= steps.Length * TimeSpan.FromMilliseconds(100));
        Assert.All(steps, report => Assert.Equal((report.Step + 1) / 2.0, report.Loss));
    }

    [Fact]
    public void Progress_can_cancel()
    {
        using var cancellation = new CancellationTokenSource();
        var network = new ScriptedNetwork();
        var listener = new Listener(_ => cancellation.Cancel());
        Assert.Throws<OperationCanceledException>(
            () => network.Fit(s_ten, new Sgd(0.1), new() { BatchSize = 10 }, listener, cancellation.Token));
        Assert.Equal(1, network.Steps);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        long after100 = 0, after900 = 0;
        var network = new ScriptedNetwork
        {
            Records = false,
            OnStep = step =>
            {
                if (step == 100)
                    after100 = GC.GetAllocatedBytesForCurrentThread();
                else if (step == 900)
                    after900 = GC.GetAllocatedBytesForCurrentThread();
            },
        };
        network.Fit(Numbered(2000), new Sgd(0.1), new() { Epochs = 1, BatchSize = 2 });
        Assert.Equal(0, after900 - after100);
    }

    [Fact]
    public void Large_data_are_predicted_and_evaluated_in_chunks()
    {
        Dataset dataset = Numbered(2500);
        Assert.Equal(dataset.Features.ToArray(), new ScriptedNetwork().Predict(dataset));

        // The mean over chunks of 1024, 1024 and 452 samples.
        int chunk = 0;
        var network = new ScriptedNetwork { ValidationLoss = _ => ++chunk };
        Assert.Equal((1024 * 1 + 1024 * 2 + 452 * 3) / 2500.0, network.Evaluate(dataset).Loss, 1e-12);
        Assert.Null(network.Evaluate(dataset).Accuracy);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_changes()
    {
        Dataset wide = Dataset.FromArrays([1, 2], 2, [0f], 1);
        Dataset twoTargets = Dataset.FromArrays([1], 1, [0, 1], 2);
        Dataset threeClasses = Dataset.FromArrays([1, 2], 1, [0, 2]);
        var network = new ScriptedNetwork();
        var optimizer = new Sgd(0.1);

        Refuses("Samples of 2 features were given; the network needs 1", () => network.Fit(wide, optimizer));
        Refuses("Samples of 2 targets were given; the network needs 1", () => network.Fit(twoTargets, optimizer));
        Refuses("Labels of 3 classes were given; the network's 1 outputs tell 2 apart", () => network.Fit(threeClasses, optimizer));
        Refuses(
            "Labels of 4 classes were given; the network's 3 outputs tell 3 apart",
            () => new IrisNetwork().Fit(Dataset.FromArrays([1, 2, 3, 4], 4, [3]), optimizer));
        Refuses("Samples of 2 features were given", () => network.Fit(s_ten, optimizer, new() { Validation = wide }));
        Refuses("Labels of 3 classes were given", () => network.Fit(s_ten, optimizer, new() { Validation = threeClasses }));
        Refuses("EarlyStopping was given without Validation", () => network.Fit(s_ten, optimizer, new() { EarlyStopping = new() }));
        Refuses("EarlyStopping is to monitor the accuracy on validation data with targets", () => network.Fit(s_ten, optimizer, new()
        {
            Validation = s_ten,
            EarlyStopping = new() { Monitor = EarlyStoppingMonitor.ValidationAccuracy },
        }));
        Refuses("Samples of 2 features were given", () => network.Evaluate(wide));
        Refuses("Samples of 2 targets were given", () => network.Evaluate(twoTargets));
        Refuses("Samples of 2 features were given", () => network.Predict(wide));
        Refuses("network", () => ((ScriptedNetwork)null!).Fit(s_ten, optimizer));
        Refuses("network", () => ((ScriptedNetwork)null!).Evaluate(s_ten));
        Refuses("network", () => ((ScriptedNetwork)null!).Predict(s_ten));
        Refuses("training", () => network.Fit(null!, optimizer));
        Refuses("optimizer", () => network.Fit(s_ten, null!));
        Refuses("dataset", () => network.Evaluate(null!));
        Refuses("dataset", () => network.Predict(null!));
        Assert.Equal(0, network.Steps);

        static void Refuses(string message, Func<object> act) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Epochs", () => new TrainingOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new TrainingOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", () => new EarlyStopping { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MinDelta", () => new EarlyStopping { MinDelta = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("MinDelta", () => new EarlyStopping { MinDelta = double.NaN });
    }

    private static TrainingOptions Stopping(EarlyStopping stopping) =>
        new() { Epochs = 20, BatchSize = 10, Validation = s_ten, EarlyStopping = stopping };
}
