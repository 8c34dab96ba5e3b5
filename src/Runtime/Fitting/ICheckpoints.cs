namespace GenNet;

/// <summary>Where a training keeps its checkpoint, and how often it saves one.</summary>
internal interface ICheckpoints
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>The checkpoint to go on from; null where there is none.</summary>
    Stream? Open();

    /// <summary>Whether a checkpoint is to be written after so many epochs, or so many steps, of the training.</summary>
    bool IsDue(ScheduleUnit unit, long count);

    /// <summary>Replaces the checkpoint.</summary>
    void Write(Action<Stream> write);
}
