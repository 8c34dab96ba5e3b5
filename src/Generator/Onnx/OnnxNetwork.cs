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

/// <summary>A dense layer of it, or a layer normalisation, and the activation after it.</summary>
/// <param name="Inputs">What it reads of a sample.</param>
/// <param name="Units">What it writes of a sample.</param>
/// <param name="Activation">The activation. The alphas of a PReLU are among the parameters.</param>
/// <param name="Alpha">The activation's alpha.</param>
/// <param name="Beta">The activation's beta.</param>
/// <param name="HasBias">Whether a dense layer has a bias, or a normalisation gamma and beta.</param>
/// <param name="Epsilon">What a normalisation adds to the variance; null for a dense layer.</param>
internal sealed record OnnxLayer(
    int Inputs, int Units, Activation Activation, double Alpha, double Beta, bool HasBias, double? Epsilon)
{
    public long ParameterCount =>
        (Epsilon is null ? (long)Inputs * Units : HasBias ? Units : 0) + (HasBias ? Units : 0)
        + (Activation == Activation.PReLU ? Units : 0);
}
