using System.Collections.Concurrent;
using Orleans.Storage;

namespace GenNet.Tests.Trials;

/// <summary>A storage that outlives silos, as a database does: of all clusters of this process.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private static readonly ConcurrentDictionary<string, (byte[] Checkpoint, string ETag)> s_states = [];

    /// <summary>How many writes fail from now on.</summary>
    public static int Failures;

    public static int Count => s_states.Count;

    public static void Clear() => s_states.Clear();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = new TrialState();
        if (s_states.TryGetValue(grainId.ToString(), out (byte[] Checkpoint, string ETag) stored))
        {
            state.Checkpoint = stored.Checkpoint;
            grainState.ETag = stored.ETag;
            grainState.RecordExists = true;
        }

        grainState.State = (T)(object)state;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Interlocked.Decrement(ref Failures) >= 0)
            throw new IOException("The disk is full.");
        string key = grainId.ToString(), next = Guid.NewGuid().ToString();
        var value = (((TrialState)(object)grainState.State!).Checkpoint!, next);
        if (grainState.ETag is null ? !s_states.TryAdd(key, value) : !Replace())
            throw new InconsistentStateException("Another silo wrote it.");
        grainState.ETag = next;
        grainState.RecordExists = true;
        return Task.CompletedTask;

        bool Replace() => s_states.TryGetValue(key, out (byte[], string ETag) stored) && stored.ETag == grainState.ETag
            && s_states.TryUpdate(key, value, stored);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
