namespace GenNet.Generator.Model;

/// <summary>What a declaration says, with every default resolved: all that is decided before anything is planned.</summary>
internal sealed record NetworkSpec(
    TypeSpec Type,
    int Inputs,
    Loss Loss,
    Reduction Reduction,
    Precision Precision,
    Unroll Unroll,
    EquatableArray<LayerSpec> Layers);

/// <summary>The class that a network becomes.</summary>
/// <param name="Namespace">Its namespace, or empty for the global one.</param>
/// <param name="Name">Its name, ready for C# source.</param>
/// <param name="Containers">The heads of the types that contain it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="QualifiedName">Its full name without <c>global::</c>, unique in the compilation.</param>
internal sealed record TypeSpec(string Namespace, string Name, EquatableArray<string> Containers, string QualifiedName);

/// <summary>A fully connected layer.</summary>
/// <param name="Number">Its number, l = 1..L.</param>
/// <param name="Inputs">n_(l-1).</param>
/// <param name="Units">n_l.</param>
/// <param name="Activation">g.</param>
/// <param name="Alpha">The activation's alpha, where it has one.</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="Initializer">How the weights are drawn; never <see cref="Initializer.Auto"/>.</param>
/// <param name="InitialValue">The weights' value under <see cref="Initializer.Constant"/>.</param>
internal sealed record LayerSpec(
    int Number, int Inputs, int Units, Activation Activation, double Alpha, bool HasBias, Initializer Initializer, double InitialValue)
{
    public long WeightCount => (long)Inputs * Units;

    public long ParameterCount => WeightCount + (HasBias ? Units : 0) + (Activation == Activation.PReLU ? Units : 0);
}
