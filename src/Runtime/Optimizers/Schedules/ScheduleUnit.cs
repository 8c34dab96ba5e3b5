namespace GenNet;

/// <summary>What a <see cref="LearningRateSchedule"/> counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the learning rate is set before the first step of each.</summary>
    Epoch,

    /// <summary>Steps: the learning rate is set before each.</summary>
    Step,
}
