using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of an activation.</summary>
/// <param name="Activation">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where what it writes stands; the same where z need not be kept.</param>
/// <param name="SlopeDelta">Where each sample's dC/dalpha of PReLU stands, or null.</param>
/// <param name="DerivativeIsFused">Whether the layer after applies its derivative while its sums are in registers.</param>
internal sealed record ActivationPlan(
    ActivationLayer Activation, DeltaTerm Term, ValuePlan Writes, Place? SlopeDelta, bool DerivativeIsFused)
    : LayerPlan(Activation, Writes)
{
    public static ActivationPlan Of(ActivationLayer activation, Planner planner)
    {
        ValuePlan reads = planner.Find(activation.Input);
        bool isApplied = planner.Applies(activation), isParametric = activation.Facts.Kind == ActivationKind.Parametric;
        bool keepsRead = planner.Trains && isApplied && activation.Facts.DerivativeNeedsZ;
        return new(
            activation, new(reads, planner.Adds(activation)), planner.PlaceOver(reads, activation.Writes, keepsRead),
            isParametric && planner.Trains ? planner.Take(activation.Writes.Width, activation.Writes.Frames) : null,
            activation.FusesDerivative(planner))
        {
            IsFused = activation.IsFused(planner),
            IsApplied = isApplied,
            Places = isParametric ? EquatableArray.Of(planner.TakeTensor(planner.Padded(activation.Writes.Width), 1)) : default,
        };
    }

    private ValuePlan Reads => Term.Value;

    private string SlopesName => $"alpha{Number}";

    private string SlopeDeltaName => $"d{SlopesName}";

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
        [(SlopeDeltaName, SlopeDelta, Writes.RowStride)];

    /// <summary>Where PReLU's alpha starts, or -1.</summary>
    public int Slopes => Places.Count > 0 ? Places[0].Start : -1;

    /// <summary>The units of an activation that is a layer of its own, for kernels that need them.</summary>
    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        if (Activation.Input.Number == Number || Activation.Facts.Kind == ActivationKind.Elementwise)
            return;
        writer.Summary($"Layer {Number}: {Activation.Formula}.");
        using (writer.Braces($"internal readonly struct Layer{Number} : ILayerUnits"))
        {
            writer.Line($"public static int Units => {Writes.Width};");
            if (Slopes >= 0)
                writer.Line($"public static int Slopes => {Slopes};");
        }

        writer.Line();
    }

    public override void Forward(PassWriter pass)
    {
        if (IsFused || !IsApplied)
            return;
        if (Writes.Place == Reads.Place)
            pass.Declare(Writes.Name, Reads.Name);
        else
            pass.Declare(Writes);
        Apply(pass, Reads.Name, Writes.Name);
    }

    public override void Backward(PassWriter pass)
    {
        if (DerivativeIsFused || !IsApplied)
            return;
        if (Activation.Known != GenNet.Activation.Identity)
        {
            pass.Comment(Activation.Delta(Writes.DeltaName, $"dC/d{Writes.Name}"));
            ApplyDerivative(pass);
        }

        if (Reads.Delta != Writes.Delta && pass.CarriesTo(Reads))
            pass.Carry(Writes, Term);
    }

    public override void Gradients(PassWriter pass)
    {
        if (SlopeDelta is null)
            return;
        pass.Comment(
            $"dC/dalpha{Number} = dC/d{Writes.Name} * min({Reads.Name}, 0){(pass is TiledPassWriter ? ", summed over the rows" : "")}");
        switch (pass)
        {
            case TiledPassWriter tiles:
                pass.Line(
                    $"UnitGradient.Sum<V, {pass.Plan.Number}, TSink>("
                    + $"{SlopeDeltaName}, {Writes.Stride}, {tiles.Rows(Writes)}, part, {Slopes}, sink);");
                break;
            case LanesPassWriter lanes:
                LanesGradients(lanes);
                break;
            case RowPassWriter:
                pass.Line($"DenseRow.SlopeGradient<V, {pass.Plan.Number}, Layer{Number}, TSink>({SlopeDeltaName}, sink);");
                break;
        }
    }

    /// <summary>Writes the lines that apply g.</summary>
    public void Apply(PassWriter pass, string z, string a)
    {
        string number = pass.Plan.Number, layer = $"Layer{Number}", type = Activation.Type;
        pass.Declare(Tensors);
        pass.Line((Activation.Facts.Kind, pass) switch
        {
            (ActivationKind.Parametric, TiledPassWriter tiles) =>
                $"ParametricReLU.Forward<V, {number}, {layer}>(p, {z}, {a}, {tiles.Rows(Writes)});",
            (ActivationKind.Parametric, LanesPassWriter) =>
                $"ParametricReLU.ForwardLanes<V, {number}>({SlopesName}, {z}, {a}, {Writes.Width});",
            (ActivationKind.Parametric, _) => $"ParametricReLU.Forward<V, {number}, {layer}>(p, {z}, {a}, 1);",
            (ActivationKind.AcrossUnits, TiledPassWriter tiles) =>
                $"Layerwise.Forward<V, {number}, {layer}, {type}>({z}, {a}, {tiles.Rows(Writes)});",
            (ActivationKind.AcrossUnits, LanesPassWriter) => $"{type}.Forward<V, {number}, SamplesInLanes>({z}, {a}, {Writes.Width});",
            (ActivationKind.AcrossUnits, _) => $"Layerwise.ForwardRow<V, {number}, {layer}, {type}>({z}, {a});",
            _ => $"Elementwise.Forward<V, {number}, {type}>({z}, {a}, {pass.Count(Writes)}, {Activation.New});",
        });
    }

    /// <summary>Writes the lines that make dC/dz of dC/da where it stands.</summary>
    public void ApplyDerivative(PassWriter pass)
    {
        string number = pass.Plan.Number, layer = $"Layer{Number}", type = Activation.Type;
        ActivationFacts facts = Activation.Facts;
        bool readsOutputAlone = facts is { Kind: ActivationKind.Elementwise, DerivativeNeedsZ: false };
        string a = Writes.Name, z = readsOutputAlone || Writes.Place == Reads.Place ? a : Reads.Name, delta = Writes.DeltaName;
        pass.Declare(Tensors);
        pass.Line((Activation.Facts.Kind, pass) switch
        {
            (ActivationKind.Parametric, TiledPassWriter tiles) =>
                $"ParametricReLU.Backward<V, {number}, {layer}>(p, {z}, {delta}, {SlopeDeltaName}, {tiles.Rows(Writes)});",
            (ActivationKind.Parametric, LanesPassWriter) =>
                $"ParametricReLU.BackwardLanes<V, {number}>({SlopesName}, {z}, {delta}, {Writes.Width}, {SlopeDeltaName});",
            (ActivationKind.Parametric, _) => $"ParametricReLU.Backward<V, {number}, {layer}>(p, {z}, {delta}, {SlopeDeltaName}, 1);",
            (ActivationKind.AcrossUnits, TiledPassWriter tiles) =>
                $"Layerwise.Backward<V, {number}, {layer}, {type}>({a}, {delta}, {tiles.Rows(Writes)});",
            (ActivationKind.AcrossUnits, LanesPassWriter) =>
                $"{type}.Backward<V, {number}, SamplesInLanes>({a}, {delta}, {Writes.Width});",
            (ActivationKind.AcrossUnits, _) => $"Layerwise.BackwardRow<V, {number}, {layer}, {type}>({a}, {delta});",
            _ => $"Elementwise.Backward<V, {number}, {type}>({z}, {a}, {delta}, {pass.Count(Writes)}, {Activation.New});",
        });
    }

    /// <summary>Writes the line that applies g in place to one sample in each lane, or to the units of one in the lanes.</summary>
    public void ApplyInLanes(SourceWriter writer, NetworkPlan plan, string z) => InLanes(writer, plan, "Forward", z, z);

    /// <summary>Writes the line that makes dC/dz of dC/da where it stands, likewise.</summary>
    public void ApplyDerivativeInLanes(SourceWriter writer, NetworkPlan plan) =>
        InLanes(writer, plan, "Backward", Writes.Name, Writes.DeltaName);

    private void InLanes(SourceWriter writer, NetworkPlan plan, string kernel, string values, string result)
    {
        string type = Activation.Type;
        writer.Line(Activation.Facts.Kind == ActivationKind.AcrossUnits
            ? $"{type}.{kernel}<V, {plan.Number}, TLanes>({values}, {result}, {Writes.Width});"
            : $"Elementwise.{kernel}<V, {plan.Number}, {type}>("
                + $"{values}, {(kernel == "Backward" ? $"{values}, " : "")}{result}, TLanes.Vectors<V>({Writes.Width}) * V.Count, "
                + $"{Activation.New});");
    }

    public override void BackwardMethods(PassWriter pass)
    {
        if (SlopeDelta is null || pass is not LanesPassWriter)
            return;
        foreach (GradientChunk chunk in SlopeChunks(pass.Plan))
        {
            StraightText.VectorGradient(
                pass, SlopeGradientMethod(chunk.Units),
                $"Layer {Number}{StraightText.Range("unit", Writes.Width, chunk.Units)}: dC/dalpha{Number}", $"dalpha{Number}",
                "slopeDelta", chunk, Slopes);
        }
    }

    private void LanesGradients(LanesPassWriter pass)
    {
        foreach (GradientChunk chunk in SlopeChunks(pass.Plan))
            pass.Line($"{SlopeGradientMethod(chunk.Units)}<V, TSink>({SlopeDeltaName}, step, blocks, sink);");
    }

    private string SlopeGradientMethod(Chunk units) => StraightText.Method($"Layer{Number}SlopeGradient", Writes.Width, units);

    /// <summary>The units whose slopes' gradients each method computes: a vector of them.</summary>
    private EquatableArray<GradientChunk> SlopeChunks(NetworkPlan plan) => GradientChunk.OfUnits(Writes.Width, plan.Line);
}
