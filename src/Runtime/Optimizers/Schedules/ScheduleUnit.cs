namespace GenNet;

/// <summary>What a <see cref="LearningRateSchedule"/> and the interval of <see cref="Checkpointing"/> count.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the learning rate is set before the first step of each, a checkpoint written after the last.</summary>
    Epoch,

    /// <summary>Steps: the learning rate is set before each, a checkpoint written after it.</summary>
    Step,
}
