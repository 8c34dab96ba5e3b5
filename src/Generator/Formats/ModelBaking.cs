using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using GenNet.Generator.Planning;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Formats;

/// <summary>Makes the network of a class that names a model's file.</summary>
internal static class ModelBaking
{
    public const string NoPart = "GN0030", TooLarge = "GN0033";

    public static BakedNetwork Bake(ModelDeclaration declaration, IReadOnlyCollection<AdditionalText> files)
    {
        string network = declaration.Type.QualifiedName, name = declaration.File;
        AdditionalText[] named = [.. files.Where(file =>
            file.Path.EndsWith(declaration.Format.Extension, StringComparison.OrdinalIgnoreCase) && Baking.IsNamed(file.Path, name))];
        if (named.Length != 1)
            return Baking.NotOne(network, name, named.Length, declaration.Format.Example);
        ModelReading reading = Read(named[0], declaration, files);
        switch (reading)
        {
            case { Problem: { Node: string node } problem }:
                return Baking.Failed(NoPart, network, name, node, problem.Reason);
            case { Problem: ModelProblem problem }:
                return Baking.Failed(declaration.Format.Rule, network, name, problem.Reason);
            case { Network.ParameterCount: > BakedParameters.MaxCount and long count }:
                return Baking.Failed(TooLarge, network, Text(count), name, Text(BakedParameters.MaxCount));
        }

        ModelNetwork model = reading.Network!;
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
        if (WindowMemory.Excess(spec).FirstOrDefault() is ({ } excess, int most))
            return Baking.Failed("GN0011", network, excess, Text(most));
        string[] names = MemberNames.Of(spec.Inputs.Count > 1, spec.Outputs.Count > 1, spec.OutputSteps > 0);
        if (declaration.Taken.FirstOrDefault(member => names.Contains(member.Name)) is TakenName taken)
            return Baking.Failed("GN0017", taken.Display, network);
        return spec.LearnsTooShortWindows
            ? Baking.Warned(spec, "GN0082", Text(spec.Steps), Text(spec.ReceptiveField!.Value))
            : new(spec, null);

        static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static ModelReading Read(AdditionalText model, ModelDeclaration declaration, IEnumerable<AdditionalText> files)
    {
        WeightsFile file = WeightsFile.Read(model);
        return file.Problem is string problem
            ? new(null, new(problem))
            : declaration.Format.Read([.. file.Content], declaration, new(model.Path, files));
    }
}
