using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Weights;

namespace GenNet.Generator.Onnx;

/// <summary>Makes the network of a class that names an ONNX file.</summary>
internal static class OnnxBaking
{
    public const string NoPart = "GN0030", NoNetwork = "GN0031", TooLarge = "GN0033";

    public static BakedNetwork Bake(OnnxDeclaration declaration, IEnumerable<OnnxFile> files)
    {
        string network = declaration.Type.QualifiedName, name = declaration.File;
        OnnxFile[] named = [.. files.Where(file => Baking.IsNamed(file.Path, name))];
        if (named.Length != 1)
            return Baking.NotOne(network, name, named.Length);
        switch (named[0].Reading)
        {
            case { Problem: { Node: string node } problem }:
                return Baking.Failed(NoPart, network, name, node, problem.Reason);
            case { Problem: OnnxProblem problem }:
                return Baking.Failed(NoNetwork, network, name, problem.Reason);
            case { Network.Parameters.Count: > BakedParameters.MaxCount and int count }:
                return Baking.Failed(TooLarge, network, Text(count), name, Text(BakedParameters.MaxCount));
        }

        OnnxNetwork model = named[0].Reading.Network!;
        Activation output = model.Layers[model.Layers.Count - 1].Activation;
        Loss loss = declaration.Loss == Loss.Auto ? LossFacts.AutoOf(output) : declaration.Loss;
        LossFacts facts = LossFacts.Of(loss);
        if (!facts.Fits(output))
            return Baking.Failed("GN0007", loss.ToString(), facts.Needs, output.ToString());

        var x = new Value("x", 0, model.Inputs);
        BakedParameters parameters = model.Precision == Precision.Double
            ? BakedParameters.Of(name, [.. model.Parameters])
            : BakedParameters.Of(name, [.. model.Parameters.Select(parameter => (float)parameter)]);
        var spec = new NetworkSpec(
            declaration.Type, EquatableArray.Of(x), loss, CustomLoss: null, LabelSmoothing: 0, Reduction.Mean, model.Precision, Unroll.Auto,
            Layers(model, x).ToEquatableArray(), Parameters: parameters with { AreInitial = declaration.IsTrainable });
        return new(spec, null);

        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Layer> Layers(OnnxNetwork model, Value above)
    {
        int l = 0;
        foreach (OnnxLayer layer in model.Layers)
        {
            l++;
            bool isIdentity = layer.Activation == Activation.Identity;
            var sums = new Value(isIdentity ? $"a{l}" : $"z{l}", l, layer.Units);
            yield return new DenseLayer(
                EquatableArray.Of(above), sums, layer.HasBias, ActivationFacts.Of(layer.Activation).Initializer);
            above = isIdentity ? sums : new($"a{l}", l, layer.Units);
            if (!isIdentity)
                yield return new ActivationLayer(EquatableArray.Of(sums), above, layer.Activation, null, layer.Alpha, layer.Beta);
        }
    }
}
