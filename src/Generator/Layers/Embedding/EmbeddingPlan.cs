using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of an embedding.</summary>
/// <param name="Embedding">The declaration.</param>
/// <param name="Reads">Where what it reads stands.</param>
/// <param name="FirstColumn">The column of the inputs at which that starts.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record EmbeddingPlan(EmbeddingLayer Embedding, ValuePlan Reads, int FirstColumn, ValuePlan Writes)
    : LayerPlan(Embedding, Writes)
{
    public static EmbeddingPlan Of(EmbeddingLayer layer, Planner planner)
    {
        int stride = planner.Padded(layer.Size);
        return new(layer, planner.Find(layer.Input), planner.FirstColumnOf(layer.Input), planner.Place(layer.Writes))
        {
            Places = EquatableArray.Of(planner.TakeTensor(layer.Count * stride, stride, 1)),
        };
    }

    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary($"Layer {Number}: {Embedding.Formula}; E{Number} is [{Embedding.Count} x {Embedding.Size}].");
        using (writer.Braces($"internal readonly struct Layer{Number} : IEmbeddingLayer"))
        {
            foreach ((string name, int value) in new[]
            {
                ("Count", Embedding.Count), ("Size", Embedding.Size), ("Columns", Reads.Width), ("FirstColumn", FirstColumn),
                ("InputStride", Reads.Stride), ("UnitStride", Writes.Stride), ("Table", Places[0].Start),
                ("TableStride", Places[0].Strides[0]),
            })
                writer.Line($"public static int {name} => {value};");
        }

        writer.Line();
    }

    /// <summary>Writes the line that throws where the inputs name no category.</summary>
    public void CheckInputs(PassWriter pass) =>
        pass.Line($"Embedding.CheckCategories<{pass.Plan.Number}, Layer{Number}>(inputs, name);");

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Line($"Embedding.Forward<{pass.Plan.Number}, Layer{Number}>(p, {Reads.Name}, {Writes.Name}, {Rows(pass)});");
    }

    public override void Backward(PassWriter pass)
    {
        pass.Comment($"dC/d{Reads.Name} = 0: there is nothing between two categories");
        pass.Line($"Rows.Clear({Reads.DeltaName}, {Rows(pass)}, {pass.Plan.InputDeltaStride});");
    }

    public override void Gradients(PassWriter pass)
    {
        pass.Comment($"dC/dE{Number}[i] = {Writes.DeltaName} wherever {Reads.Name} is i, summed over the rows");
        pass.Line(
            $"Embedding.ParameterGradient<V, {pass.Plan.Number}, Layer{Number}, TSink>("
            + $"{Reads.Name}, {Writes.DeltaName}, {Rows(pass)}, part, sink);");
    }

    private static string Rows(PassWriter pass) => ((TiledPassWriter)pass).Rows;
}
