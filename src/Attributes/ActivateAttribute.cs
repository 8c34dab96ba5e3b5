namespace GenNet;

/// <summary>An activation as a layer of its own: a = g(x) of the value above, or of <see cref="LayerAttribute.From"/>.</summary>
/// <remarks>PReLU has one slope for each unit, [units], which files name <c>weight</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute : LayerAttribute
{
    /// <summary>Applies an activation.</summary>
    /// <param name="activation">The activation g.</param>
    public ActivateAttribute(Activation activation) => Activation = activation;

    /// <summary>Applies an activation of your own.</summary>
    /// <param name="activation">A struct that implements <c>GenNet.Activations.IActivation</c>.</param>
    public ActivateAttribute(Type activation) => CustomActivation = activation;

    /// <summary>The activation g, unless it is <see cref="CustomActivation"/>.</summary>
    public Activation Activation { get; }

    /// <summary>The type of an activation of your own, or null.</summary>
    public Type? CustomActivation { get; }

    /// <inheritdoc cref="DenseAttribute.Alpha"/>
    public double Alpha { get; set; }

    /// <inheritdoc cref="DenseAttribute.Beta"/>
    public double Beta { get; set; }
}
