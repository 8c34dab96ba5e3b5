using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the passes of training of a network that normalises by the batch: in stages, between which numbers of all rows are gathered.
/// </summary>
internal static class TiledBatchWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "Training by the statistics of the batch", "internal readonly partial struct Network", writer => Body(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        var pass = new TiledPassWriter(writer, plan);
        LayerPlan[][] stages = plan.Stages;
        writer.Lines($"public static int Stages => {stages.Length};", "");
        if (plan.Layers.Max(layer => layer.Layer.Description.LeastBatch) == 1)
            writer.Lines("public static int LeastRows => 1;", "");

        writer.Summary(
            $"From the inputs{InputRow(plan)} to {plan.LossReads.Name}, for some rows of a batch; each stage reads statistics of all.");
        using (writer.Braces(
            $"public static void StageForward<V>(int stage, {plan.Block} p, {plan.Block} {plan.InputRow}, Scratch<{plan.Number}> scratch) "
            + WideConstraint(plan)))
            Cases(pass, Enumerable.Range(0, stages.Length), stage => Forward(pass, stages, stage));

        writer.Line();
        writer.Summary("The statistics of all rows that a stage reads, of a part of the units.");
        using (writer.Braces(
            $"public static void Statistics<V>(int stage, {plan.Block} p, Scratch<{plan.Number}> scratch, Part part, bool moves) "
            + Constraint(plan)))
            Cases(pass, Enumerable.Range(1, stages.Length - 1), stage => First(stages[stage]).Statistics(pass));

        writer.Line();
        writer.Summary("The statistics of all rows' deltas that the way back from a stage reads, of a part of the units.");
        using (writer.Braces(
            $"public static void DeltaStatistics<V>(int stage, Scratch<{plan.Number}> scratch, Part part) {Constraint(plan)}"))
            Cases(pass, Enumerable.Range(1, stages.Length - 1), stage => First(stages[stage]).DeltaStatistics(pass));

        writer.Line();
        writer.Summary("From the loss's derivatives to the deltas of all layers, for some rows of a batch, last stage first.");
        using (writer.Braces(
            $"public static void StageDeltas<V>(int stage, {plan.Block} p, Scratch<{plan.Number}> scratch) {Constraint(plan)}"))
        {
            Places(pass);
            writer.Line();
            Cases(pass, Enumerable.Range(0, stages.Length).Reverse(), stage => Deltas(pass, stages, stage));
        }

        writer.Line();
        var inputs = new TiledPassWriter(writer, plan) { IsInputGradient = true };
        TiledBackwardWriter.InputGradient(inputs, "BatchInputGradient", layer => Backward(inputs, layer));
    }

    private static void Cases(PassWriter pass, IEnumerable<int> stages, Action<int> write)
    {
        using (pass.Writer.Braces("switch (stage)"))
        {
            foreach (int stage in stages)
            {
                using (pass.Writer.Braces($"case {stage}:"))
                {
                    write(stage);
                    pass.Line("break;");
                }
            }
        }
    }

    private static IBatchwisePlan First(LayerPlan[] stage) => (IBatchwisePlan)stage[0];

    private static void Forward(PassWriter pass, LayerPlan[][] stages, int stage)
    {
        if (stage == 0)
        {
            InputLines(pass);
        }
        else
        {
            InputPlaces(pass);
            foreach (ValuePlan read in ReadFromBefore(pass.Plan, stages[stage]))
                pass.Declare(read);
        }

        ForwardLines(
            pass, stages[stage],
            layer =>
            {
                if (layer is IBatchwisePlan first)
                    first.ForwardOfBatch(pass);
                else
                    layer.Forward(pass);
            });
    }

    /// <summary>What stands in scratch memory when a stage comes to it.</summary>
    private static IEnumerable<ValuePlan> ReadFromBefore(NetworkPlan plan, LayerPlan[] stage)
    {
        // What is fused with a layer of an earlier stage is there already.
        LayerPlan[] layers = [.. stage.Where(layer => !layer.IsFused || Writes(layer.Layer.Input))];
        return plan.Values.Where(
            value => value.Place is not null && layers.Any(layer => layer.Layer.Reads.Contains(value.Value))
            && !layers.Any(layer => layer.Writes == value));

        bool Writes(Value value) => stage.Any(layer => layer.Layer.Writes == value);
    }

    /// <summary>Back from the layer that the stage behind begins with, and through the layers of this one but for its own first.</summary>
    private static void Deltas(PassWriter pass, LayerPlan[][] stages, int stage)
    {
        IEnumerable<LayerPlan> layers = stage == 0 ? stages[stage] : stages[stage].Skip(1);
        if (stage + 1 < stages.Length)
            layers = layers.Append(stages[stage + 1][0]);
        foreach (LayerPlan layer in layers.Reverse())
        {
            layer.OwnDeltas(pass);
            if (CarriesBack(layer, pass))
                Backward(pass, layer);
        }
    }

    private static void Backward(PassWriter pass, LayerPlan layer)
    {
        if (layer is IBatchwisePlan batchwise)
            batchwise.BackwardOfBatch(pass);
        else
            layer.Backward(pass);
    }
}
