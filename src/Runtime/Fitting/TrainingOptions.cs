using System.Numerics;

namespace GenNet;

/// <summary>How a network of single precision is fitted.</summary>
public sealed class TrainingOptions : TrainingOptions<float>;

/// <summary>How a network is fitted.</summary>
/// <typeparam name="T">The network's floating-point type.</typeparam>
public class TrainingOptions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dataset<T>? _validation;

    /// <summary>How many times all samples are gone through, at least 1; fewer when training stops early.</summary>
    public int Epochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Epochs));
            field = value;
        }
    } = 10;

    /// <summary>
    /// The number of samples of a step, at least 1; the last step of an epoch takes those that are left.
    /// With at least as many as there are samples, each epoch is one step on all of them in their given order.
    /// A network with <see cref="BatchNormAttribute"/> needs 2, and a single sample that is left joins the step before.
    /// </summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchSize));
            field = value;
        }
    } = 32;

    /// <summary>Chooses the orders in which the samples are gone through, a new one each epoch, the same ones on every machine.</summary>
    public int Seed { get; init; }

    /// <summary>Data the network is judged by after each epoch but does not learn from; null for none.</summary>
    public Dataset<T>? Validation
    {
        get => _validation;
        init => _validation = value;
    }

    /// <summary>
    /// Ends training when the <see cref="Validation"/> data, which it needs, show no more improvement; null to run all epochs.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Sets the optimizer's learning rate, starting from the one that it has, before each epoch or each step, as the schedule's
    /// <see cref="LearningRateSchedule.Unit"/> says; the optimizer keeps the last one. Null to leave it alone.
    /// </summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Has the batches, large ones, computed in shards by several threads or machines; null for each as a whole.</summary>
    public DataParallel? DataParallel { get; init; }

    /// <summary>Saves progress to a file, and goes on from it where there is one; null for neither.</summary>
    public Checkpointing? Checkpointing { get; init; }

    /// <summary>
    /// Whether the accuracy on labelled training data is measured after each epoch, which costs one more prediction of all of them.
    /// </summary>
    public bool MeasureTrainingAccuracy { get; init; }

    /// <summary>For accuracies of a single output only: what it exceeds for class 1; 0.5 for a probability, 0 for a logit.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Whether a loss that is NaN or infinite ends training by a <see cref="TrainingDivergedException"/>.</summary>
    public bool StopOnDivergence { get; init; } = true;

    /// <summary>The same options with other validation data.</summary>
    internal TrainingOptions<T> With(Dataset<T>? validation)
    {
        var copy = (TrainingOptions<T>)MemberwiseClone();
        copy._validation = validation;
        return copy;
    }
}
