using GenNet.Generator.Model;

namespace GenNet.Generator.Onnx;

/// <summary>The network that a model describes.</summary>
/// <param name="Inputs">n_0.</param>
/// <param name="Precision">That of its weights.</param>
/// <param name="Layers">Its layers, first to last.</param>
/// <param name="ParameterCount">How many parameters it has.</param>
/// <param name="Parameters">In canonical order, as the network's precision rounds them; none where they are too many to compile in.</param>
internal sealed record OnnxNetwork(
    int Inputs, Precision Precision, EquatableArray<OnnxLayer> Layers, long ParameterCount, EquatableArray<double> Parameters);

/// <summary>A layer of it. The alphas of a PReLU are among the parameters.</summary>
internal sealed record OnnxLayer(int Inputs, int Units, Activation Activation, double Alpha, double Beta, bool HasBias)
{
    public long ParameterCount =>
        ((long)Inputs * Units) + (HasBias ? Units : 0) + (Activation == Activation.PReLU ? Units : 0);
}
