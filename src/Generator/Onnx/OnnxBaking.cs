using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Onnx;

/// <summary>Makes the network of a class that names an ONNX file.</summary>
internal static class OnnxBaking
{
    public const string NoPart = "GN0030", NoNetwork = "GN0031", TooLarge = "GN0033";

    public static BakedNetwork Bake(OnnxDeclaration declaration, IReadOnlyCollection<AdditionalText> files)
    {
        string network = declaration.Type.QualifiedName, name = declaration.File;
        AdditionalText[] named = [.. files.Where(file => IsModel(file) && Baking.IsNamed(file.Path, name))];
        if (named.Length != 1)
            return Baking.NotOne(network, name, named.Length);
        OnnxReading reading = Read(named[0], declaration.Output, files);
        switch (reading)
        {
            case { Problem: { Node: string node } problem }:
                return Baking.Failed(NoPart, network, name, node, problem.Reason);
            case { Problem: OnnxProblem problem }:
                return Baking.Failed(NoNetwork, network, name, problem.Reason);
            case { Network.ParameterCount: > BakedParameters.MaxCount and long count }:
                return Baking.Failed(TooLarge, network, Text(count), name, Text(BakedParameters.MaxCount));
        }

        OnnxNetwork model = reading.Network!;
        Activation output = model.Layers[model.Layers.Count - 1].Activation;
        Loss loss = declaration.Loss == Loss.Auto ? LossFacts.AutoOf(output) : declaration.Loss;
        LossFacts facts = LossFacts.Of(loss);
        if (!facts.Fits(output))
            return Baking.Failed("GN0007", loss.ToString(), facts.Needs, output.ToString(), LossFacts.LastActivation);

        var x = new Value("x", 0, model.Inputs);
        BakedParameters parameters = model.Precision == Precision.Double
            ? BakedParameters.Of(name, [.. model.Parameters])
            : BakedParameters.Of(name, [.. model.Parameters.Select(parameter => (float)parameter)]);
        Layer[] layers = [.. Layers(model, x)];
        var spec = new NetworkSpec(
            declaration.Type, EquatableArray.Of(x),
            EquatableArray.Of(new OutputSpec(layers.Last().Writes, Start: 0, loss, CustomLoss: null)),
            Reduction.Mean, model.Precision, Unroll.Auto, layers.ToEquatableArray(),
            Parameters: parameters with { AreInitial = declaration.IsTrainable });
        return new(spec, null);

        static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsModel(AdditionalText text) => text.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static OnnxReading Read(AdditionalText model, string? output, IEnumerable<AdditionalText> files)
    {
        WeightsFile file = WeightsFile.Read(model);
        return file.Problem is string problem
            ? new(null, new(problem))
            : OnnxReader.Read([.. file.Content], output, new(model.Path, files));
    }

    private static IEnumerable<Layer> Layers(OnnxNetwork model, Value above)
    {
        int l = 0;
        foreach (OnnxLayer layer in model.Layers)
        {
            l++;
            bool isIdentity = layer.Activation == Activation.Identity;
            var sums = new Value(isIdentity ? $"a{l}" : $"z{l}", l, layer.Units);
            yield return layer.Epsilon is double epsilon
                ? new LayerNormLayer(EquatableArray.Of(above), sums, epsilon, layer.HasBias)
                : new DenseLayer(EquatableArray.Of(above), sums, layer.HasBias, ActivationFacts.Of(layer.Activation).Initializer);
            above = isIdentity ? sums : new($"a{l}", l, layer.Units);
            if (!isIdentity)
                yield return new ActivationLayer(EquatableArray.Of(sums), above, layer.Activation, null, layer.Alpha, layer.Beta);
        }
    }
}
