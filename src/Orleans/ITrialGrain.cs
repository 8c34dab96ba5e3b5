namespace GenNet;

/// <summary>
/// A trial on a cluster; its key is the name of the search and the hash of the <see cref="TrialKey"/>. No call waits for the training:
/// it is started, and then asked how far it has come.
/// </summary>
[Alias("GenNet.ITrialGrain")]
internal interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Starts the training, or goes on with it from the last checkpoint; one that runs already is left alone.</summary>
    [Alias("Start")]
    Task<TrialStatus> StartAsync(TrialOrder order);

    /// <summary>How far it has come.</summary>
    /// <param name="seen">How many epochs the caller has been told of.</param>
    [Alias("Poll")]
    Task<TrialStatus> PollAsync(int seen);

    /// <summary>Ends the training before its next step.</summary>
    [Alias("Stop")]
    Task StopAsync();

    /// <summary>The last checkpoint; null where there is none.</summary>
    [Alias("Load")]
    Task<byte[]?> LoadAsync();
}
