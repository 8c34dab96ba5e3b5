using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.UnrolledForwardWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the loss and the backward pass of a network of straight-line arithmetic.</summary>
internal static class UnrolledBackwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The loss and the backward pass", "internal readonly partial struct Network", writer => Body(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan last = plan.Last;
        Losses(writer, plan);
        writer.Summary("Where the loss leaves its derivatives for the backward pass.");
        writer.Lines($"public static Block<{plan.Number}> OutputDelta<V>(Block<{plan.Number}> scratch) {Constraint(plan)} => {Lanes("scratch", last.Delta)};", "");

        if (plan.LossIsFused)
        {
            int l = last.Number;
            writer.Summary($"{Delta(last, $"dC/da{l}")}: for the Jacobian only, as the loss leaves dC/dz{l}.");
            using (writer.Braces($"public static void OutputBackward<V>(Block<{plan.Number}> a{l}, Block<{plan.Number}> delta{l}) {Constraint(plan)}"))
                ApplyDerivative(writer, plan, last);
            writer.Line();
        }

        writer.Summary("From the loss's derivatives to the gradients by the parameters, a share for each lane.");
        using (writer.Braces(
            $"public static void Backward<V>(Block<{plan.Number}> p, Block<{plan.Number}> x, Block<{plan.Number}> scratch, Block<{plan.Number}> gradient) {Constraint(plan)}"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                if (layer.AppliesActivation && layer.Z != layer.A)
                    writer.Line($"Block<{plan.Number}> z{layer.Number} = {Lanes("scratch", layer.Z)};");
                if (layer.AppliesActivation)
                    writer.Line($"Block<{plan.Number}> a{layer.Number} = {Lanes("scratch", layer.A)};");
                if (layer.Spec.HasDropout)
                    writer.Line($"Block<{plan.Number}> d{layer.Number} = {Lanes("scratch", layer.Dropped)};");
                writer.Line($"Block<{plan.Number}> delta{layer.Number} = {Lanes("scratch", layer.Delta)};");
            }

            writer.Line();
            if (last.AppliesActivation && last.Facts.Formula.Length > 0)
            {
                writer.Line($"// {Delta(last, $"dC/da{last.Number}")}.");
                ApplyDerivative(writer, plan, last);
                writer.Line();
            }

            for (int i = plan.Layers.Count - 1; i >= 0; i--)
                Calls(writer, plan, i);
        }

        writer.Line();
        writer.Summary("dC/dx = W1^T delta1, after the backward pass.");
        using (writer.Braces($"public static void InputGradient<V>(Block<{plan.Number}> p, Block<{plan.Number}> scratch, Block<{plan.Number}> dx) {Constraint(plan)}"))
        {
            writer.Line($"Block<{plan.Number}> delta1 = {Lanes("scratch", plan.Layers[0].Delta)};");
            foreach (Chunk inputs in plan.Layers[0].InputChunks)
                writer.Line($"{Method("Layer1InputGradient", plan.Layers[0].InputChunks, inputs)}<V>(p, delta1, dx);");
        }

        for (int i = plan.Layers.Count - 1; i >= 0; i--)
        {
            LayerPlan layer = plan.Layers[i];
            foreach ((Chunk units, Chunk inputs) in GradientPieces(layer))
            {
                writer.Line();
                ParameterGradient(writer, plan, layer, units, inputs);
            }

            foreach (Chunk inputs in layer.InputChunks)
            {
                writer.Line();
                InputGradient(writer, plan, layer, inputs);
            }
        }
    }

    private static void Calls(SourceWriter writer, NetworkPlan plan, int index)
    {
        LayerPlan layer = plan.Layers[index];
        int l = layer.Number;
        writer.Line($"// {Gradients(layer)}.");
        foreach ((Chunk units, Chunk inputs) in GradientPieces(layer))
            writer.Line($"{GradientMethod(layer, units, inputs)}<V>({Input(layer)}, delta{l}, gradient);");
        if (index == 0)
            return;

        LayerPlan before = plan.Layers[index - 1];
        writer.Line();
        writer.Line($"// {Delta(before, $"W{l}^T delta{l}")}.");
        foreach (Chunk inputs in layer.InputChunks)
            writer.Line($"{Method($"Layer{l}InputGradient", layer.InputChunks, inputs)}<V>(p, delta{l}, delta{l - 1});");
        if (before.Spec.HasDropout)
            writer.Line($"Elementwise.Product<V, {plan.Number}>(delta{l - 1}, {Lanes("scratch", before.Keep)}, delta{l - 1}, {before.Spec.Units} * V.Count);");
        if (before.Facts.Formula.Length > 0)
            ApplyDerivative(writer, plan, before);
        writer.Line();
    }

    private static string Gradients(LayerPlan layer)
    {
        int l = layer.Number;
        return $"dC/dW{l} = delta{l} {Input(layer)}^T" + (layer.Spec.HasBias ? $", dC/db{l} = delta{l}" : "");
    }

    private static IEnumerable<(Chunk Units, Chunk Inputs)> GradientPieces(LayerPlan layer) =>
        layer.GradientChunks.SelectMany(_ => layer.GradientInputChunks, (units, inputs) => (units, inputs));

    private static string GradientMethod(LayerPlan layer, Chunk units, Chunk inputs) =>
        Method(Method($"Layer{layer.Number}ParameterGradient", layer.GradientChunks, units), layer.GradientInputChunks, inputs);

    private static void ParameterGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk units, Chunk inputs)
    {
        int l = layer.Number;
        string input = Input(layer);
        bool addsBias = layer.Spec.HasBias && inputs.End == layer.Spec.Inputs;
        writer.Summary(
            $"Layer {l}{Range("unit", layer.GradientChunks, units)}{Range("input", layer.GradientInputChunks, inputs)}: {Gradients(layer)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {GradientMethod(layer, units, inputs)}<V>(Block<{plan.Number}> {input}, Block<{plan.Number}> delta{l}, Block<{plan.Number}> gradient) {Constraint(plan)}"))
        {
            writer.Line($"Block<{plan.Number}> dW{l} = {Lanes("gradient", layer.Weights)};");
            if (addsBias)
                writer.Line($"Block<{plan.Number}> db{l} = {Lanes("gradient", layer.Bias)};");
            Load(writer, input, inputs);
            for (int unit = units.First; unit < units.End; unit++)
            {
                string delta = $"delta{l}_{unit}";
                writer.Line();
                writer.Line($"// dW{l}[{unit},k] += delta{l}[{unit}] {input}[k]{(addsBias ? $", db{l}[{unit}] += delta{l}[{unit}]" : "")}");
                writer.Line($"V {delta} = V.Load(delta{l}, {unit} * V.Count);");
                for (int k = inputs.First; k < inputs.End; k++)
                    writer.Line($"V.AddProduct(dW{l}, {unit * layer.UnitStep + k * layer.InputStep}, {delta}, {input}_{k});");
                if (addsBias)
                    writer.Line($"V.Store(db{l}, {unit} * V.Count, V.Load(db{l}, {unit} * V.Count) + {delta});");
            }
        }
    }

    private static void InputGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk inputs)
    {
        int l = layer.Number;
        string result = layer.Number == 1 ? "dx" : $"da{l - 1}";
        writer.Summary($"dC/d{Input(layer)} = W{l}^T delta{l}{Range("input", layer.InputChunks, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {Method($"Layer{l}InputGradient", layer.InputChunks, inputs)}<V>(Block<{plan.Number}> p, Block<{plan.Number}> delta{l}, Block<{plan.Number}> {result}) {Constraint(plan)}"))
        {
            writer.Line($"Block<{plan.Number}> W{l} = {Parameters(layer.Weights)};");
            Load(writer, $"delta{l}", new(0, layer.Spec.Units));
            for (int k = inputs.First; k < inputs.End; k++)
            {
                string sum = $"{result}_{k}";
                writer.Line();
                writer.Line($"// dC/d{Input(layer)}[{k}] = sum over u of W{l}[u,{k}] delta{l}[u]");
                writer.Line($"V {sum} = V.Broadcast(W{l}[{k * layer.InputStep}]) * delta{l}_0;");
                for (int unit = 1; unit < layer.Spec.Units; unit++)
                    writer.Line($"{sum} = V.MultiplyAdd(W{l}, {unit * layer.UnitStep + k * layer.InputStep}, delta{l}_{unit}, {sum});");
                writer.Line($"V.Store({result}, {k} * V.Count, {sum});");
            }
        }
    }

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number, units = layer.Spec.Units;
        string z = layer.Z == layer.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric =>
                $"ParametricReLU.BackwardLanes<V, {plan.Number}>(p.At({layer.Slopes}), z{l}, delta{l}, {units}, {Lanes("gradient", layer.Slopes)});",
            ActivationKind.AcrossUnits => $"{Type(layer)}.Backward<V, {plan.Number}, SamplesInLanes>(a{l}, delta{l}, {units});",
            _ => $"Elementwise.Backward<V, {plan.Number}, {Type(layer)}>({z}, a{l}, delta{l}, {units} * V.Count, {New(layer)});",
        });
    }
}
