namespace GenNet;

/// <summary>What a layer computes, for code that takes any network: z = W a + b, then g(z).</summary>
/// <param name="Inputs">The number of inputs, n_(l-1).</param>
/// <param name="Units">The number of units, n_l.</param>
/// <param name="Activation">g, or null where it is the user's own.</param>
/// <param name="ActivationName">The name of g.</param>
/// <param name="Alpha">The activation's alpha; 0 where it has none.</param>
/// <param name="Beta">The activation's beta; 0 where it has none.</param>
/// <param name="HasBias">Whether it has a bias b.</param>
public sealed record LayerDescription(
    int Inputs, int Units, Activation? Activation, string ActivationName, double Alpha, double Beta, bool HasBias);
