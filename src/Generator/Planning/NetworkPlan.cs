using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Networks;

namespace GenNet.Generator.Planning;

/// <summary>Every decision about a network's code; the writers only write it down.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Form">How the network runs.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Layers">The layers' plans.</param>
/// <param name="Inputs">The inputs, column after column of the input row.</param>
/// <param name="ParameterLength">The numbers that the parameters take up, padding included.</param>
/// <param name="InputDelta">Where dC/dx stands in scratch memory; null where none is computed, or no tiles.</param>
/// <param name="InputDeltaStride">The distance between rows of dC/dx, or between its frames.</param>
/// <param name="Scratch">The numbers of scratch memory for each row of a batch, or for a single sample of a network without tiles.</param>
/// <param name="ScratchPerFrame">Those among them that there are for each frame of a row; 0 where rows are no windows.</param>
/// <param name="LaneScratch">The numbers of scratch memory for each sample in a lane; 0 for tiles.</param>
/// <param name="ScratchShared">The numbers of scratch memory besides: the transposed weights.</param>
/// <param name="StreamLength">The numbers that layers remember of a stream.</param>
/// <param name="Outputs">The outputs, first to last.</param>
/// <param name="LossReads">
/// What the loss reads: of one output what it reads of that, and of several the row in which they stand side by side.
/// </param>
/// <param name="Learned">
/// The values to which the backward pass goes in search of the parameters' gradients; further back it goes for dC/dx only.
/// </param>
internal sealed record NetworkPlan(
    NetworkSpec Spec,
    NetworkForm Form,
    string Reason,
    EquatableArray<LayerPlan> Layers,
    EquatableArray<InputPlan> Inputs,
    int ParameterLength,
    Place? InputDelta,
    int InputDeltaStride,
    int Scratch,
    int ScratchPerFrame,
    int LaneScratch,
    int ScratchShared,
    int StreamLength,
    EquatableArray<OutputPlan> Outputs,
    ValuePlan LossReads,
    EquatableArray<Value> Learned)
{
    /// <summary>The C# type of every number.</summary>
    public string Number => Spec.Precision == Precision.Double ? "double" : "float";

    /// <summary>The C# type of a place in memory.</summary>
    public string Block => $"Block<{Number}>";

    public int NumberSize => Spec.Precision == Precision.Double ? 8 : 4;

    /// <summary>The numbers in a cache line, which is a vector of the runtime's.</summary>
    public int Line => Planner.CacheLineBytes / NumberSize;

    /// <summary>Whether samples are windows of frames.</summary>
    public bool IsSequence => Spec.Steps > 0;

    /// <summary>Whether it can follow streams: what leaves it is a sequence too.</summary>
    public bool IsStream => Output.Value.Steps > 0;

    public bool IsTiled => Form == NetworkForm.Tiled;

    /// <summary>What the input row is called: x where it is one value and read where it stands.</summary>
    public string InputRow => Inputs is [{ IsCopied: false } x] ? x.Value.Name : "inputs";

    /// <summary>The values of the network, each with its places.</summary>
    public IEnumerable<ValuePlan> Values => Inputs.Select(input => input.Value).Concat(Layers.Select(layer => layer.Writes));

    public LayerPlan Last => Layers[Layers.Count - 1];

    /// <summary>The network's outputs, as predictions leave them.</summary>
    public ValuePlan Output => Last.Writes;

    /// <summary>The activation that the loss is fused with, which is applied for predictions only; null where there is none.</summary>
    public ActivationPlan? OutputActivation => Outputs.Count == 1 ? Outputs[0].Activation : null;

    /// <summary>What puts several outputs side by side, after the declared layers; null where there is one output.</summary>
    public LayerPlan? OutputRow => Outputs.Count > 1 ? Last : null;

    /// <summary>Whether predictions apply activations that the losses of several outputs are fused with.</summary>
    public bool HasOutputActivations => Outputs.Count > 1 && Outputs.Any(output => output.Activation is not null);

    /// <summary>Whether the backward pass may read a value: not z and a of the activation that the loss is fused with.</summary>
    public bool IsReadBack(ValuePlan value) => OutputActivation is null || (value != LossReads && value != Output);

    /// <summary>The numbers of a sample.</summary>
    public int InputSize => Spec.InputWidth * Spec.InputFrames;

    /// <summary>The numbers of a sample's outputs.</summary>
    public int OutputSize => Output.Width * Output.Value.Frames;

    public int ParameterCount => (int)Spec.ParameterCount;

    /// <summary>The layers of each declaration, first to last: a dense layer, its activation and its dropout are one.</summary>
    public IEnumerable<IGrouping<int, LayerPlan>> Declarations =>
        Layers.Where(layer => layer != OutputRow).GroupBy(layer => layer.Number);

    /// <summary>The numbers that parameters and buffers take up, padding included.</summary>
    public int StateLength => Tensors.Where(tensor => tensor.IsBuffer).Select(tensor => tensor.End).Append(ParameterLength).Max();

    /// <summary>
    /// The layers in stages: one that needs numbers of the whole batch in training begins another. A network has one stage where no layer
    /// does.
    /// </summary>
    public LayerPlan[][] Stages
    {
        get
        {
            List<List<LayerPlan>> stages = [[]];
            foreach (LayerPlan layer in Layers)
            {
                if (layer is IBatchwisePlan)
                    stages.Add([]);
                stages[stages.Count - 1].Add(layer);
            }

            return [.. stages.Select(stage => stage.ToArray())];
        }
    }

    /// <summary>What there is to ask of the inputs before a pass: a statement for each layer that cannot read any numbers.</summary>
    public string[] InputChecks => [.. Layers.Select(layer => layer.CheckInputs(this)).OfType<string>()];

    /// <summary>Whether training needs numbers of the whole batch.</summary>
    public bool IsBatchwise => !Spec.PredictsOnly && Layers.Any(layer => layer is IBatchwisePlan);

    /// <summary>The tensors in canonical order, named as files do, and where they stand.</summary>
    public IEnumerable<Tensor> Tensors => Layers.SelectMany(layer => layer.Tensors)
        .Zip(Spec.Tensors, (placed, named) => placed with { Name = named.Name });
}

internal enum NetworkForm
{
    /// <summary>Straight-line arithmetic, weight by weight, with one sample in each vector lane.</summary>
    Unrolled,

    /// <summary>Register tiles, with the units of a layer across the vector lanes.</summary>
    Tiled,
}
