using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>
/// Decides how a network is written: the form, the places of parameters and values, what neighbours do for each other. It goes through the
/// layers once, and each plans itself with what it needs to know of the others.
/// </summary>
internal sealed class Planner
{
    // Rows of weights and values are padded to whole cache lines, which are the runtime's vectors.
    public const int CacheLineBytes = 64;

    // With AVX2 there are 16 registers, two to a vector: six sums, the operand that they share, and a broadcast weight.
    public const int SumsAtATime = 6;

    private readonly NetworkSpec _spec;
    private readonly ILookup<Value, Layer> _readers;
    private readonly Dictionary<Value, Layer> _writers;
    private readonly Dictionary<Value, ValuePlan> _values = [];
    private int _parameters, _rows, _lanes, _shared, _state;

    private Planner(NetworkSpec spec, NetworkForm form)
    {
        _spec = spec;
        Form = form;
        _readers = spec.Layers.SelectMany(layer => layer.Reads, (layer, value) => (layer, value))
            .ToLookup(read => read.value, read => read.layer);
        _writers = spec.Layers.ToDictionary(layer => layer.Writes);
    }

    public NetworkForm Form { get; }

    public bool IsTiled => Form == NetworkForm.Tiled;

    /// <summary>Whether there is a backward pass.</summary>
    public bool Trains => !_spec.PredictsOnly;

    /// <summary>The numbers in a cache line.</summary>
    public int Line { get; private init; }

    /// <summary>All layers, where a decision is one for all.</summary>
    public IReadOnlyList<Layer> Layers => _spec.Layers;

    public static NetworkPlan Plan(NetworkSpec spec)
    {
        (NetworkForm form, string reason) = FormChoice.Of(spec);
        var planner = new Planner(spec, form)
        {
            Line = CacheLineBytes / (spec.Precision == Precision.Double ? sizeof(double) : sizeof(float)),
        };
        return planner.Plan(reason);
    }

    private NetworkPlan Plan(string reason)
    {
        foreach (Value input in _spec.Inputs)
            _values.Add(input, new(input, IsTiled ? _spec.InputWidth : Padded(input.Width), Place: null, Delta: null));
        List<LayerPlan> layers = [];
        foreach (Layer layer in _spec.Layers)
        {
            LayerPlan plan = layer.Plan(this);
            layers.Add(plan);
            _values.Add(layer.Writes, plan.Writes);
        }

        int inputDelta = 0, inputDeltaStride = Padded(_spec.InputWidth);
        if (IsTiled && Trains)
        {
            inputDelta = Take(ref _rows, inputDeltaStride * _spec.InputFrames);
            for (int i = layers.Count - 1; i >= 0; i--)
            {
                if (layers[i].TransposedLength is int length and > 0)
                    layers[i] = layers[i] with { Transposed = TakeShared(length) };
            }
        }

        Layer last = _spec.Layers[_spec.Layers.Count - 1];
        return new(
            _spec, Form, reason, layers.ToEquatableArray(), _spec.Inputs.Select(Find).ToEquatableArray(), _parameters, inputDelta,
            inputDeltaStride, _rows, _lanes, _shared, _state, LossReads: Applies(last) ? Find(last.Writes) : Find(last.Input));
    }

    /// <summary>The layers that read a value.</summary>
    public IReadOnlyList<Layer> ReadersOf(Value value) => [.. _readers[value]];

    /// <summary>The layer that writes a value; null for an input.</summary>
    public Layer? WriterOf(Value value) => _writers.TryGetValue(value, out Layer writer) ? writer : null;

    /// <summary>Whether the passes apply an activation; not the last one where the loss is fused with it and reads its z.</summary>
    public bool Applies(Layer layer) =>
        !(Trains && layer == _spec.Layers[_spec.Layers.Count - 1] && layer is ActivationLayer output
            && _spec.LossFacts.IsFusedWith(output.Known));

    /// <summary>The plan of a value that a layer before this one writes.</summary>
    public ValuePlan Find(Value value) => _values[value];

    /// <summary>A value in new places.</summary>
    public ValuePlan Place(Value value)
    {
        Place place = Take(value.Width, value.Frames);
        return new(value, Padded(value.Width), place, Trains ? Take(value.Width, value.Frames) : null);
    }

    /// <summary>
    /// A value that a layer computes from what it alone reads, number by number: its delta becomes that of what is read where it stands,
    /// and it does so itself unless the backward pass still needs what is read.
    /// </summary>
    public ValuePlan PlaceOver(ValuePlan read, Value value, bool keepsRead)
    {
        bool isShared = read.Place is not null && ReadersOf(read.Value).Count == 1;
        Place place = isShared && !keepsRead ? read.Place! : Take(value.Width, value.Frames);
        return new(value, Padded(value.Width), place, isShared ? read.Delta : Trains ? Take(value.Width, value.Frames) : null);
    }

    /// <summary>Room for as many numbers of each sample, or of each of its frames.</summary>
    public Place Take(int width, int frames = 1) => new(Take(ref _rows, Padded(width) * frames), IsTiled ? 0 : Take(ref _lanes, width));

    /// <summary>Room for numbers that all samples share.</summary>
    public int TakeShared(int length) => Take(ref _shared, length);

    /// <summary>Room for what a layer remembers of a stream.</summary>
    public int TakeState(int length) => Take(ref _state, Padded(length));

    /// <summary>Room for a tensor.</summary>
    /// <param name="length">The numbers that it takes up, padding included.</param>
    /// <param name="strides">For each dimension, the distance from one index to the next.</param>
    public TensorPlace TakeTensor(int length, params int[] strides) => new(Take(ref _parameters, length), strides.ToEquatableArray());

    public int Padded(int count) => Padded(count, Line);

    public static int Padded(int count, int line) => (count + line - 1) / line * line;

    private static int Take(ref int length, int count)
    {
        int start = length;
        length += count;
        return start;
    }
}
