using GenNet.Tests.Reference;

namespace GenNet.Tests.Parity;

/// <summary>A network of one square layer with W the identity matrix and b zero, so that z is exactly what is put in.</summary>
public abstract class Unit
{
    /// <summary>Makes a network such a one, with <paramref name="alpha"/> for its learned parameters where it has any.</summary>
    public static Unit Of<TNet>(TNet network, double alpha = 0) where TNet : class, INeuralNetwork<TNet, float>
    {
        int n = TNet.InputSize;
        Assert.Equal(n, TNet.OutputSize);
        float[] parameters = new float[TNet.ParameterCount];
        for (int i = 0; i < n; i++) parameters[(i * n) + i] = 1;
        parameters.AsSpan((n * n) + n).Fill((float)alpha);
        network.SetParameters(parameters);
        return new Generated<TNet>(network);
    }

    /// <summary>Makes the one network nested in <paramref name="nets"/> that is declared so such a unit.</summary>
    public static Unit Declared(Type nets, Func<ReferenceNetwork, bool> isWanted, double alpha = 0) =>
        Of(nets.GetNestedTypes().Single(type => isWanted(ReferenceNetwork.Of(type))), alpha);

    /// <summary>Makes the network nested in <paramref name="nets"/> under a name such a unit.</summary>
    public static Unit Named(Type nets, string name) => Of(nets.GetNestedType(name)!, 0);

    private static Unit Of(Type network, double alpha) => (Unit)typeof(Unit).GetMethods()
        .Single(method => method is { Name: nameof(Of), IsGenericMethod: true })
        .MakeGenericMethod(network).Invoke(null, [Activator.CreateInstance(network, 0), alpha])!;

    public abstract float[] Predict(float[] x);

    public abstract float Loss(float[] x, float[] targets);

    public abstract (float Loss, float[] Gradient) Gradient(float[] x, float[] targets);

    public abstract float[] InputGradient(float[] x, float[] targets);

    private sealed class Generated<TNet>(TNet network) : Unit where TNet : class, INeuralNetwork<TNet, float>
    {
        public override float[] Predict(float[] x)
        {
            float[] outputs = new float[x.Length];
            network.Predict(x, outputs);
            return outputs;
        }

        public override float Loss(float[] x, float[] targets) => network.ComputeLoss(x, targets);

        public override (float Loss, float[] Gradient) Gradient(float[] x, float[] targets)
        {
            float[] gradient = new float[TNet.ParameterCount];
            return (network.ComputeGradient(x, targets, gradient), gradient);
        }

        public override float[] InputGradient(float[] x, float[] targets)
        {
            float[] gradient = new float[x.Length];
            network.ComputeInputGradient(x, targets, gradient);
            return gradient;
        }
    }
}
