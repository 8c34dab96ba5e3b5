extern alias generator;

using System.Numerics;
using System.Reflection;
using generator::GenNet.Generator.Onnx;
using Facts = generator::GenNet.Generator.Model.ActivationFacts;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>What is exported and read again is the same network, number for number.</summary>
public sealed class RoundTripTests
{
    private static readonly Lazy<Assembly> s_networks = new(() =>
    {
        using var image = new MemoryStream();
        IEnumerable<string> declarations = Cases.Select(row => Declaration((Activation)row[0], (Precision)row[1]));
        Assert.True(GeneratorHarness.Run("using GenNet;\n" + string.Join("\n", declarations)).Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    });

    public static TheoryData<Activation, Precision> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, Precision>();
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                cases.Add(activation, Precision.Single);
                cases.Add(activation, Precision.Double);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheNetworkComesBack(Activation activation, Precision precision)
    {
        Type network = s_networks.Value.GetType(Name(activation, precision))!;
        Type number = precision == Precision.Double ? typeof(double) : typeof(float);
        var (model, layers, parameters) = ((byte[], IReadOnlyList<LayerDescription>, double[]))typeof(RoundTripTests)
            .GetMethod(nameof(Export), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network, number).Invoke(null, null)!;

        OnnxReading reading = OnnxReader.Read(model);
        Assert.Null(reading.Problem);
        Assert.Equal((int)precision, (int)reading.Network!.Precision);
        Assert.Equal(layers, reading.Network.Layers.SelectMany(Descriptions));
        Assert.Equal(parameters, reading.Network.Parameters);
    }

    private static string Name(Activation activation, Precision precision) => $"{activation}{precision}";

    private static string Declaration(Activation activation, Precision precision)
    {
        Facts facts = Facts.Of((generator::GenNet.Activation)activation);
        string numbers = (facts.Alpha is null ? "" : ", Alpha = 0.3") + (facts.Beta is null ? "" : ", Beta = 1.7");
        return $"#pragma warning disable GN0013\n[NeuralNetwork(3, Precision = Precision.{precision})] "
            + $"[LayerNorm(Epsilon = 1e-3, Affine = false)] [Dense(5, Activation.{activation}{numbers})] [LayerNorm] "
            + $"[Dense(2, Bias = false)] public sealed partial class {Name(activation, precision)};";
    }

    private static (byte[] Model, IReadOnlyList<LayerDescription> Layers, double[] Parameters) Export<TNetwork, T>()
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 3)!;
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        using var stream = new MemoryStream();
        network.ExportOnnx(stream);

        return (stream.ToArray(), TNetwork.Layers, Array.ConvertAll(parameters, double.CreateChecked));
    }

    private static IEnumerable<LayerDescription> Descriptions(OnnxLayer layer)
    {
        yield return layer.Epsilon is double epsilon
            ? new LayerNormDescription(layer.Units, epsilon, layer.HasBias)
            : new DenseDescription(layer.Inputs, layer.Units, layer.HasBias);
        if (layer.Activation == generator::GenNet.Activation.Identity)
            yield break;

        // The reader has 0 where there is no number, and for a PReLU, whose slopes are among the parameters.
        Facts facts = Facts.Of(layer.Activation);
        double? alpha = layer.Activation == generator::GenNet.Activation.PReLU ? 0.3 : facts.Alpha is null ? null : layer.Alpha;
        yield return new ActivationDescription(layer.Units, (Activation)layer.Activation, alpha, facts.Beta is null ? null : layer.Beta);
    }
}
