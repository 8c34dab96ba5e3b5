namespace GenNet.Benchmarks;

/// <summary>Another library, which does the same work on one thread.</summary>
internal abstract class Peer : IDisposable
{
    public abstract string Name { get; }

    /// <summary>Its version, or null where it is not on this machine, or is there in a form that is no peer.</summary>
    public abstract string? Version { get; }

    /// <summary>The command that installs it.</summary>
    public abstract string Installation { get; }

    /// <summary>What must be known to read its figures, or null.</summary>
    public virtual string? Remark => null;

    /// <summary>The time that it takes for a sample, or null where it cannot do the work.</summary>
    public abstract Timing? Measure(Work work);

    public abstract void Dispose();
}
