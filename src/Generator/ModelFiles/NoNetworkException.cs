namespace GenNet.Generator.ModelFiles;

/// <summary>A part of a model that no network has.</summary>
/// <param name="reason">What is wrong; completes "... cannot become part of a network: ".</param>
/// <param name="node">The node that is to blame, once it is known.</param>
/// <param name="isOfOrder">Whether it is the order of dimensions that is wrong, which another reading of the inputs may mend.</param>
internal sealed class NoNetworkException(string reason, string? node = null, bool isOfOrder = false) : Exception(reason)
{
    public string? Node => node;

    public bool IsOfOrder => isOfOrder;
}
