using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
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
        OnnxReading reading = Read(named[0], declaration, files);
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
        var outputs = new List<OutputSpec>();
        foreach (Value value in model.Outputs)
        {
            Activation activation = model.ActivationOf(value);
            Loss loss = declaration.Loss == Loss.Auto ? LossFacts.AutoOf(activation) : declaration.Loss;
            LossFacts facts = LossFacts.Of(loss);
            if (!facts.Fits(activation))
                return Baking.Failed("GN0007", loss.ToString(), facts.Needs, activation.ToString(), LossFacts.LastActivation);
            outputs.Add(new(value, outputs.Sum(output => output.Width), loss, CustomLoss: null));
        }

        BakedParameters parameters = model.Precision == Precision.Double
            ? BakedParameters.Of(name, [.. model.Parameters])
            : BakedParameters.Of(name, [.. model.Parameters.Select(parameter => (float)parameter)]);
        var spec = new NetworkSpec(
            declaration.Type, model.Inputs, outputs.ToEquatableArray(), Reduction.Mean, model.Precision, Unroll.Auto, model.Layers,
            Parameters: parameters with { AreInitial = declaration.IsTrainable });
        return WindowMemory.Excess(spec).FirstOrDefault() is string excess
            ? Baking.Failed(NoNetwork, network, name, $"it needs {excess}; at most {WindowMemory.Max} are possible")
            : new(spec, null);

        static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsModel(AdditionalText text) => text.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static OnnxReading Read(AdditionalText model, OnnxDeclaration declaration, IEnumerable<AdditionalText> files)
    {
        WeightsFile file = WeightsFile.Read(model);
        return file.Problem is string problem
            ? new(null, new(problem))
            : OnnxReader.Read([.. file.Content], declaration.Output, new(model.Path, files), declaration.Steps);
    }
}
