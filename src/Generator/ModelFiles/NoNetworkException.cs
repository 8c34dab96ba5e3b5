namespace GenNet.Generator.ModelFiles;

/// <summary>A part of a model that no network has.</summary>
/// <param name="reason">What is wrong; completes "... cannot become part of a network: ".</param>
/// <param name="node">The node that is to blame, once it is known.</param>
internal sealed class NoNetworkException(string reason, string? node = null) : Exception(reason)
{
    public string? Node => node;
}
