using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>What there is to know of a network before its code: its <c>Summary</c>.</summary>
internal static class ModelCard
{
    public static IEnumerable<string> Lines(NetworkPlan plan) =>
    [
        $"{plan.Spec.Type.QualifiedName}: {Path(plan)}, {Count(plan.ParameterCount)} parameters.",
        "",
        .. Indented(Drawing.Rows(plan)),
        "",
        .. Indented(ArchitectureTable.Rows(plan)),
        "",
        .. plan.Spec.Parameters is BakedParameters parameters
            ?
            [
                $"Weights: compiled in from {parameters.Source}; "
                    + (parameters.AreInitial ? "training starts from them" : "this network only predicts"),
            ]
            : Enumerable.Empty<string>(),
        .. plan.Spec.PredictsOnly
            ? Enumerable.Empty<string>()
            : plan.Outputs.SelectMany(output => Loss(plan, output)).Select((line, i) => (i == 0 ? "Loss:    " : "         ") + line),
        .. plan.Spec.IsPenalized
            ? [$"Penalty: {Penalty} over a layer's weights, added once to the loss of a batch"]
            : Enumerable.Empty<string>(),
        $"Memory:  {Bytes(plan, plan.ParameterLength)} bytes of parameters; "
            + $"scratch of {Bytes(plan, plan.Form == NetworkForm.Tiled ? plan.Scratch : plan.LaneScratch)} bytes for each sample of a batch"
            + (plan.ScratchShared > 0 ? $" and {Bytes(plan, plan.ScratchShared)} for all" : ""),
        $"Written: {Form(plan)}",
        $"Reason:  {plan.Reason}",
    ];

    private static IEnumerable<string> Indented(IEnumerable<string> rows) => rows.Select(row => "  " + row);

    private static string Bytes(NetworkPlan plan, int numbers) => Count((long)plan.NumberSize * numbers);

    private static IEnumerable<string> Loss(NetworkPlan plan, OutputPlan output)
    {
        OutputSpec spec = output.Spec;
        string name = plan.Outputs.Count > 1 ? $"{spec.Name}: " : "", weight = spec.Weight == 1 ? "" : $"{Literal(spec.Weight)} times ";
        string sum = plan.Spec.Reduction == Reduction.Mean ? "mean" : "sum";
        yield return $"{name}{weight}{spec.LossName}, {sum} over the batch: {Notation.Loss(output)}";
        if (spec.LabelSmoothing > 0)
        {
            (string kept, string added) = Smoothing(spec);
            yield return $"where y is smoothed to ({kept}) y + {added}";
        }

        if (plan.IsStream)
        {
            string without = plan.Spec.BurnIn > 0 ? $", without each window's first {plan.Spec.BurnIn}" : "";
            yield return $"where the {sum} is over frames too{without}";
        }
    }

    private static string Form(NetworkPlan plan) => plan.Form == NetworkForm.Tiled
        ? "as register tiles with the units of a layer across the vector lanes"
        : "weight by weight with one sample in each vector lane";
}
