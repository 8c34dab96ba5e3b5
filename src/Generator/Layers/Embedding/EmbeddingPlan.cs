using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of an embedding.</summary>
/// <param name="Embedding">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record EmbeddingPlan(EmbeddingLayer Embedding, DeltaTerm Term, ValuePlan Writes) : LayerPlan(Embedding, Writes)
{
    private ValuePlan Reads => Term.Value;

    public static EmbeddingPlan Of(EmbeddingLayer layer, Planner planner)
    {
        int stride = planner.Padded(layer.Size);
        return new(layer, planner.Terms(layer)[0], planner.Place(layer.Writes))
        {
            Places = EquatableArray.Of(planner.TakeTensor(layer.Count * stride, stride, 1)),
        };
    }

    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        int firstColumn = plan.Inputs.Single(input => input.Value.Value == Embedding.Input).Column;
        writer.Summary($"Layer {Number}: {Embedding.Formula}; E{Number} is [{Embedding.Count} x {Embedding.Size}].");
        using (writer.Braces($"internal readonly struct Layer{Number} : IEmbeddingLayer"))
        {
            foreach ((string name, int value) in new[]
            {
                ("Count", Embedding.Count), ("Size", Embedding.Size), ("Columns", Reads.Width), ("FirstColumn", firstColumn),
                ("InputStride", Reads.Stride), ("UnitStride", Writes.Stride), ("Table", Places[0].Start),
                ("TableStride", Places[0].Strides[0]),
            })
                writer.Line($"public static int {name} => {value};");
        }

        writer.Line();
    }

    public override string CheckInputs(NetworkPlan plan) =>
        $"Embedding.CheckCategories<{plan.Number}, Layer{Number}>(inputs, width: {plan.Spec.InputWidth}, steps, name);";

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Line($"Embedding.Forward<{pass.Plan.Number}, Layer{Number}>(p, {Reads.Name}, {Writes.Name}, {Rows(pass)});");
    }

    public override void Backward(PassWriter pass)
    {
        if (Term.Adds)
            return;
        pass.Comment($"dC/d{Reads.Name} = 0: there is nothing between two categories");
        pass.Line($"Rows.Clear({Reads.DeltaName}, {Rows(pass)}, {Planner.Padded(Reads.Width, pass.Plan.Line)});");
    }

    public override void Gradients(PassWriter pass)
    {
        pass.Comment($"dC/dE{Number}[i] = {Writes.DeltaName} wherever {Reads.Name} is i, summed over the rows");
        pass.Line(
            $"Embedding.ParameterGradient<V, {pass.Plan.Number}, Layer{Number}, TSink>("
            + $"{Reads.Name}, {Writes.DeltaName}, {Rows(pass)}, part, sink);");
    }

    private string Rows(PassWriter pass) => ((TiledPassWriter)pass).Rows(Writes);
}
