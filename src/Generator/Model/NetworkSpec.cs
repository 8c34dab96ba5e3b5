using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Networks;

namespace GenNet.Generator.Model;

/// <summary>
/// What a declaration says, with every default resolved: all that is decided before anything is planned. The weights' file is null where
/// none is named; the parameters are null where they are drawn.
/// </summary>
internal sealed record NetworkSpec(
    TypeSpec Type,
    EquatableArray<Value> Inputs,
    EquatableArray<OutputSpec> Outputs,
    Reduction Reduction,
    Precision Precision,
    Unroll Unroll,
    EquatableArray<Layer> Layers,
    string? WeightsFile = null,
    BakedParameters? Parameters = null,
    int BurnIn = 0)
{
    /// <summary>Whether all that the network does is to predict, with parameters that are compiled in.</summary>
    public bool PredictsOnly => Parameters is { AreInitial: false };

    /// <summary>The frames of a sample where samples are windows, or 0.</summary>
    public int Steps => Inputs[0].Steps;

    /// <summary>The frames of a sample's outputs, which are sequences all or none; 0 where they are none.</summary>
    public int OutputSteps => Outputs[0].Value.Steps;

    /// <summary>How often a sample has the inputs.</summary>
    public int InputFrames => Inputs[0].Frames;

    /// <summary>The frames that an output depends on, the current one included; null where it depends on all before it.</summary>
    public int? ReceptiveField => Layers.Aggregate((int?)1, (sum, layer) => sum + layer.Memory);

    /// <summary>Whether it can be trained; with a file of weights it predicts only.</summary>
    public bool IsTrained => WeightsFile is null && !PredictsOnly;

    /// <summary>Whether it is trained on windows that are shorter than what an output depends on.</summary>
    public bool LearnsTooShortWindows => Steps > 0 && ReceptiveField > Steps && IsTrained;

    /// <summary>The width of a row of inputs, or of each of its frames, n_0.</summary>
    public int InputWidth => Inputs.Sum(input => input.Width);

    /// <summary>The width of a row of outputs, or of each of its frames, n_L.</summary>
    public int OutputWidth => Outputs.Sum(output => output.Width);

    /// <summary>The layers that are counted, each with what belongs to it: L.</summary>
    public int LayerCount => Layers[Layers.Count - 1].Number;

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The tensors in canonical order, named as files do: by the numbers of their layers, or by their names.</summary>
    public IEnumerable<Tensor> Tensors => Layers.SelectMany((layer, module) =>
    {
        string owner = layer.Name ?? module.ToString(CultureInfo.InvariantCulture);
        return layer.Tensors.Select(tensor => tensor with { Name = $"{owner}.{tensor.Name}" });
    });

    /// <summary>Where the values are, for the runtime.</summary>
    public IReadOnlyDictionary<Value, LayerSource> Sources
    {
        get
        {
            var sources = new Dictionary<Value, LayerSource>();
            int column = 0, place = 0;
            foreach (Value input in Inputs)
            {
                sources.Add(input, new(-1, column, input.Width));
                column += input.Width;
            }

            foreach (Layer layer in Layers)
                sources.Add(layer.Writes, new(place++, 0, layer.Writes.Width));
            return sources;
        }
    }

    /// <summary>What the runtime knows of the layers: their descriptions, with their names and with what they read.</summary>
    public IEnumerable<LayerDescription> Descriptions
    {
        get
        {
            IReadOnlyDictionary<Value, LayerSource> sources = Sources;
            Value? above = Inputs.Count == 1 ? Inputs[0] : null;
            foreach (Layer layer in Layers)
            {
                bool readsAbove = layer.Reads is [Value read] && read == above;
                yield return layer.Description with
                {
                    Name = layer.Name,
                    Reads = readsAbove ? null : [.. layer.Reads.Select(value => sources[value])],
                };
                above = layer.Writes;
            }
        }
    }

    /// <summary>The network with parameters that stay as they are, without what only training has.</summary>
    public NetworkSpec WithParameters(BakedParameters parameters) => this with
    {
        Parameters = parameters,
        Outputs = Outputs.Select(output => output with { LabelSmoothing = 0 }).ToEquatableArray(),
        Layers = ForPrediction().ToEquatableArray(),
    };

    public bool IsPenalized => Layers.Any(layer => layer.Tensors.Any(tensor => tensor.L1 > 0 || tensor.L2 > 0));

    public bool HasCustomTypes =>
        Outputs.Any(output => output.CustomLoss is not null) || Layers.Any(layer => layer.HasCustomType);

    private IEnumerable<Layer> ForPrediction()
    {
        var replaced = new Dictionary<Value, Value>();
        foreach (Layer layer in Layers)
        {
            if (layer.ForPrediction is Layer stays)
                yield return stays.Reading(layer.Reads.Select(value => replaced.TryGetValue(value, out Value other) ? other : value));
            else
                replaced.Add(layer.Writes, layer.Input);
        }
    }
}

/// <summary>A struct of the user's that generated code uses.</summary>
/// <param name="Name">Its name for the reader.</param>
/// <param name="Reference">Its name for the compiler: <c>global::MyNamespace.Swish</c>.</param>
internal sealed record CustomType(string Name, string Reference);

/// <summary>The class that a network becomes.</summary>
/// <param name="Namespace">Its namespace, or empty for the global one.</param>
/// <param name="Name">Its name, ready for C# source.</param>
/// <param name="Containers">The heads of the types that contain it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="QualifiedName">Its full name without <c>global::</c>, unique in the compilation.</param>
internal sealed record TypeSpec(string Namespace, string Name, EquatableArray<string> Containers, string QualifiedName);
