using GenNet.Generator.Planning;

namespace GenNet.Generator.Emission;

/// <summary>Writes the members that hand their arguments to the runtime; they inherit the documentation of the interface.</summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The network.</param>
/// <param name="operations">The runtime's class, with static methods of the same names.</param>
/// <param name="own">The parameters, their first argument.</param>
internal sealed class OperationsWriter(SourceWriter writer, NetworkPlan plan, string operations, string own)
{
    private readonly ApartWriter _apart = new(writer, plan, operations, own);

    // The forms in which samples are given.
    private static readonly string[] s_forms =
        ["inputs, targets", "inputs, labels", "inputs, targets, sampleWeights", "inputs, labels, sampleWeights"];

    /// <summary>The structs whose spans may stand where rows stand.</summary>
    public void Structs() => _apart.Structs();

    public void Predict() => Method("void", "Predict", "inputs, outputs", "inputs, outputs");

    /// <summary>The members that compare outputs with what they should be, each for all forms of samples.</summary>
    public void OfSamples()
    {
        OfSamples(plan.Number, "Train", ", optimizer", s_forms);
        OfSamples(plan.Number, "ComputeLoss", "", s_forms);
        OfSamples(plan.Number, "ComputeGradient", ", gradient", s_forms);
        OfSamples("void", "ComputeInputGradient", ", gradient", s_forms.Take(2));
    }

    /// <summary>The members for costs of the caller's.</summary>
    public void OfGradients()
    {
        if (plan.IsBatchwise)
            Method("void", "Forward", "inputs, outputs", "inputs, outputs");
        string arguments = "inputs, outputGradients, gradient, inputGradients";
        Method("void", "Backward", arguments, arguments);
        Method("void", "Step", "gradient, optimizer", "gradient, optimizer");
    }

    public void Jacobians()
    {
        Method("void", "ComputeJacobian", "input, jacobian", "input, jacobian");
        Method("void", "ComputeInputJacobian", "input, jacobian", "input, jacobian");
    }

    private void OfSamples(string returnType, string name, string more, IEnumerable<string> forms)
    {
        foreach (string samples in forms)
            Method(returnType, name, samples + more, $"new({samples}){more}");
    }

    private void Method(string returnType, string name, string parameters, string arguments)
    {
        (string Type, string Name)[] typed =
            [.. parameters.Split([", "], StringSplitOptions.None).Select(parameter => (Type(name, parameter), parameter))];
        string list = string.Join(", ", typed.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        writer.Lines("", "/// <inheritdoc/>", $"public {returnType} {name}({list}) =>");
        using (writer.Indent())
            writer.Line($"{operations}.{name}({own}, {arguments});");
        _apart.Overloads(returnType, name, typed);
    }

    private string Type(string method, string parameter) => parameter switch
    {
        "optimizer" => "global::GenNet.Optimizer",
        "labels" => "global::System.ReadOnlySpan<int>",
        "outputs" or "inputGradients" or "jacobian" => $"global::System.Span<{plan.Number}>",
        "gradient" when method != "Step" => $"global::System.Span<{plan.Number}>",
        _ => $"global::System.ReadOnlySpan<{plan.Number}>",
    };
}
