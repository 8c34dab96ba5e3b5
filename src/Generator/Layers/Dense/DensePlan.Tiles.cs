using GenNet.Generator.Emission;

namespace GenNet.Generator.Layers;

/// <summary>A dense layer as register tiles: calls of the runtime's kernels.</summary>
internal sealed partial record DensePlan
{
    /// <summary>The activation that sums get in registers: its type, and the expression that makes it.</summary>
    internal static (string Type, string Create) InRegisters(ActivationLayer? activation) =>
        activation is null ? ("Identity", "new Identity()") : (activation.Type, activation.New);

    private void TiledForward(TiledPassWriter pass)
    {
        (string type, string create) = InRegisters(Applied);
        pass.Declare(Stored, pass.At(Writes.Place!, Writes.RowStride));
        pass.Line(
            $"Dense.Forward<V, {pass.Plan.Number}, Layer{Number}, {type}>(p, {Reads.Name}, {Stored}, {pass.Rows(Writes)}, {create});");
    }

    private void TiledBackward(TiledPassWriter pass)
    {
        (string type, string create) = InRegisters(Derived);
        pass.DeclareTransposed(this);
        string outputs = Derived is null ? Reads.DeltaName : Reads.Name;
        pass.Line(
            $"Dense.{(Term.Adds ? "Add" : "")}InputGradient<V, {pass.Plan.Number}, Layer{Number}, {type}>("
            + $"{TransposedName}, {Writes.DeltaName}, {outputs}, {Reads.DeltaName}, {pass.Rows(Writes)}, {create});");
    }

    private void TiledGradients(TiledPassWriter pass) => pass.Line(
        $"Dense.ParameterGradient<V, {pass.Plan.Number}, Layer{Number}, TSink>("
        + $"{Reads.Name}, {Writes.DeltaName}, {pass.Rows(Writes)}, part, sink);");
}
