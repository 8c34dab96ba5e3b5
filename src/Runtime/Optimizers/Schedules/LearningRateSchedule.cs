namespace GenNet;

/// <summary>
/// How the learning rate changes as training goes on: a function of time, which keeps no state, so that one instance can serve any
/// number of trainings. <see cref="TrainingOptions{T}.Schedule"/> applies it; by hand that is
/// <c>optimizer.LearningRate = schedule.GetRate(initialRate, time)</c> before a step.
/// </summary>
/// <param name="unit">What the schedule counts unless <see cref="Unit"/> is set.</param>
public abstract class LearningRateSchedule(ScheduleUnit unit)
{
    /// <summary>Whether time is counted in epochs or in steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ScheduleUnit Unit
    {
        get;
        init => field = Hyperparameter.Check(value, Enum.IsDefined(value), nameof(Unit), "a member of the enumeration");
    } = unit;

    /// <summary>The learning rate at a time.</summary>
    /// <param name="initialRate">The rate that the schedule starts from, which is the optimizer's own in Fit.</param>
    /// <param name="time">How many epochs or steps, according to <see cref="Unit"/>, are over: 0 for the first.</param>
    /// <param name="losses">
    /// The loss of each epoch so far, on the validation data where there are any, else on the training data; only
    /// <see cref="ReduceOnPlateauSchedule"/> looks at them.
    /// </param>
    public abstract double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default);
}
