using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>Writes the members that hand their arguments to the runtime.</summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The network.</param>
/// <param name="operations">The runtime's class, with static methods of the same names.</param>
/// <param name="own">The parameters, their first argument.</param>
internal sealed class OperationsWriter(SourceWriter writer, NetworkPlan plan, string operations, string own)
{
    private const string Misfit = "A length does not fit; nothing has changed.";

    private readonly string _numbers = $"global::System.ReadOnlySpan<{plan.Number}>";
    private readonly string _writableNumbers = $"global::System.Span<{plan.Number}>";
    private readonly int _n0 = plan.Spec.InputWidth, _l = plan.Last.Number, _nL = plan.Output.Width, _count = plan.ParameterCount;

    private Parameter Inputs => new(_numbers, "inputs", $"[m x {_n0}], row-major: m samples of {_n0} features.");

    public void Predict() => Method(
        "void", "Predict", "Computes the outputs of m samples; m may be 0.",
        [Inputs, new(_writableNumbers, "outputs", $"[m x {_nL}], row-major; receives {Outputs}.")], "inputs, outputs", Misfit);

    /// <summary>The members that compare outputs with what they should be, each for all forms of samples.</summary>
    public void OfSamples()
    {
        SamplesForm[] forms = Forms();
        var optimizer = new Parameter("global::GenNet.Optimizer", "optimizer", "The update rule; an instance serves one network.");
        foreach (SamplesForm form in forms)
        {
            Method(
                plan.Number, "Train", $"Takes one optimisation step on one minibatch of {form.Name}.", [.. form.Parameters, optimizer],
                $"{form.Samples}, optimizer", form.Misfit, $"{form.Loss}, before the step.");
        }

        foreach (SamplesForm form in forms)
        {
            Method(
                plan.Number, "ComputeLoss", $"Computes the loss of m {form.Name}.", form.Parameters, form.Samples, form.Misfit,
                $"{form.Loss}.");
        }

        var gradient = new Parameter(_writableNumbers, "gradient", $"[{_count}], receives dC/dW and dC/db in canonical order.");
        foreach (SamplesForm form in forms)
        {
            Method(
                plan.Number, "ComputeGradient", $"Computes the gradient of the loss of m {form.Name} by the parameters.",
                [.. form.Parameters, gradient], $"{form.Samples}, gradient", form.Misfit, $"{form.Loss}.");
        }

        var inputGradient = new Parameter(_writableNumbers, "gradient", $"[m x {_n0}], receives dC/dx.");
        foreach (SamplesForm form in forms.Where(form => !form.IsWeighted))
        {
            Method(
                "void", "ComputeInputGradient", $"Computes the gradient of the loss of m {form.Name} by the inputs.",
                [.. form.Parameters, inputGradient], $"{form.Samples}, gradient", form.Misfit);
        }
    }

    public void Jacobians()
    {
        var input = new Parameter(_numbers, "input", $"[{_n0}], one sample.");
        Method(
            "void", "ComputeJacobian", $"Computes the derivatives of one sample's outputs by the parameters, da{_l}/dW and da{_l}/db.",
            [input, Jacobian($"[{_nL} x {_count}], row-major; the columns are the parameters in canonical order.")],
            "input, jacobian", Misfit);
        Method(
            "void", "ComputeInputJacobian", $"Computes the derivatives of one sample's outputs by its inputs, da{_l}/dx.",
            [input, Jacobian($"[{_nL} x {_n0}], row-major.")], "input, jacobian", Misfit);

        Parameter Jacobian(string text) => new(_writableNumbers, "jacobian", text);
    }

    private string Outputs => (plan.Last as ActivationPlan)?.Activation.Known switch
    {
        Activation.LogSoftmax => "logarithms of probabilities that add up to 1 for each sample",
        Activation.Softmax => "probabilities that add up to 1 for each sample",
        Activation.Sigmoid => "probabilities",
        _ when plan.Spec.Loss is GenNet.Loss.CrossEntropy or GenNet.Loss.BinaryCrossEntropy => "logits",
        _ => "the outputs",
    };

    private SamplesForm[] Forms()
    {
        var targets = new Parameter(_numbers, "targets", $"[m x {_nL}], row-major.");
        var labels = new Parameter(
            "global::System.ReadOnlySpan<int>", "labels", $"[m], the class of each sample, from 0 to {Math.Max(_nL, 2) - 1}.");
        var weights = new Parameter(
            _numbers, "sampleWeights", "[m], what the loss of each sample is multiplied by; finite and at least 0.");
        bool isMean = plan.Spec.Reduction == Reduction.Mean;
        string penalty = plan.Spec.IsPenalized ? $", plus the penalties {Penalty}" : "";
        string loss = $"{(isMean ? "The mean" : "The sum")} of the samples' losses {Loss(plan)}{penalty}";
        string weightedLoss =
            $"The sum of the samples' losses {Loss(plan)}, each times its weight{(isMean ? ", divided by m" : "")}{penalty}";
        return
        [
            new([Inputs, targets], "samples", loss, Misfit),
            new([Inputs, labels], "labelled samples", loss, "A length or a label does not fit; nothing has changed."),
            new([Inputs, targets, weights], "weighted samples", weightedLoss, "A length or a weight does not fit; nothing has changed.",
                IsWeighted: true),
            new(
                [Inputs, labels, weights], "labelled and weighted samples", weightedLoss,
                "A length, a label or a weight does not fit; nothing has changed.", IsWeighted: true),
        ];
    }

    private void Method(
        string returnType, string name, string summary, Parameter[] parameters, string arguments, string misfit, string? returns = null)
    {
        writer.Line();
        writer.Summary(summary);
        foreach (Parameter parameter in parameters)
            writer.Parameter(parameter.Name, parameter.Text);
        if (returns is not null)
            writer.Line($"/// <returns>{returns}</returns>");
        writer.ArgumentException(misfit);
        writer.Line(
            $"public {returnType} {name}({string.Join(", ", parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"))}) =>");
        using (writer.Indent())
            writer.Line($"{operations}.{name}({own}, {arguments});");
    }

    private sealed record Parameter(string Type, string Name, string Text);

    /// <summary>A form in which samples are given.</summary>
    /// <param name="Parameters">The parameters that take them.</param>
    /// <param name="Name">What they are called.</param>
    /// <param name="Loss">What their loss is.</param>
    /// <param name="Misfit">What is refused.</param>
    /// <param name="IsWeighted">Whether they count differently.</param>
    private sealed record SamplesForm(Parameter[] Parameters, string Name, string Loss, string Misfit, bool IsWeighted = false)
    {
        /// <summary>The expression that hands them to the runtime.</summary>
        public string Samples => $"new({string.Join(", ", Parameters.Select(parameter => parameter.Name))})";
    }
}
