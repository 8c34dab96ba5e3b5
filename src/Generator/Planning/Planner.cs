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

    // Update rules take as many parameters at a time, whatever their precision: the runtime's VectorMath.Granularity.
    private const int ParameterGranularity = 16;

    private readonly NetworkSpec _spec;
    private readonly IReadOnlyList<Layer> _layers;
    private readonly HashSet<Value> _forPredictions;
    private readonly ILookup<Value, Layer> _readers;
    private readonly Dictionary<Value, Layer> _writers;
    private readonly HashSet<Value> _learned;
    private readonly Dictionary<Value, ValuePlan> _values = [];
    private int _parameters, _buffers, _rows, _frames, _lanes, _shared, _state;

    private Planner(NetworkSpec spec, NetworkForm form)
    {
        _spec = spec;
        Form = form;
        _layers = spec.Outputs.Count == 1 ? WithLogitsOfTheirOwn(spec) : [.. spec.Layers, OutputRowOf(spec)];
        HashSet<Value> readByLayers = [.. spec.Layers.SelectMany(layer => layer.Reads)];
        _forPredictions =
        [
            .. spec.Outputs.Where(output => FusedWith(spec, output) is not null && !readByLayers.Contains(output.Value))
                .Select(output => output.Value),
        ];
        _readers = _layers.Where(layer => spec.Outputs.Count == 1 || Applies(layer))
            .SelectMany(layer => layer.Reads, (layer, value) => (layer, value))
            .ToLookup(read => read.value, read => read.layer);
        _writers = _layers.ToDictionary(layer => layer.Writes);
        _learned = Learned();
    }

    public NetworkForm Form { get; }

    public bool IsTiled => Form == NetworkForm.Tiled;

    /// <summary>Whether there is a backward pass.</summary>
    public bool Trains => !_spec.PredictsOnly;

    /// <summary>The numbers in a cache line.</summary>
    public int Line { get; private init; }

    /// <summary>All layers, where a decision is one for all.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

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
            _values.Add(input, PlaceInput(input));
        List<LayerPlan> layers = [];
        foreach (Layer layer in _layers)
        {
            LayerPlan plan = layer == _layers.Last() && _spec.Outputs.Count > 1 ? PlanOutputRow((ConcatLayer)layer) : layer.Plan(this);
            layers.Add(plan);
            _values.Add(layer.Writes, plan.Writes);
        }

        foreach (Value input in _spec.Inputs.Where(input => Trains && Find(input).Delta is null && (IsTiled || _spec.Inputs.Count > 1)))
            _values[input] = Find(input) with { Delta = Take(input.Width, input.Frames) };
        InputPlan[] inputs = [.. PlanInputs()];
        Place? inputDelta = null;
        if (IsTiled && Trains)
        {
            inputDelta = inputs.Length == 1 ? inputs[0].Value.Delta : Take(_spec.InputWidth, _spec.InputFrames);
            for (int i = layers.Count - 1; i >= 0; i--)
            {
                if (layers[i].TransposedLength is int length and > 0)
                    layers[i] = layers[i] with { Transposed = TakeShared(length) };
            }
        }

        for (int i = 0; i < layers.Count; i++)
            layers[i] = layers[i].WithBuffersFrom(Padded(_parameters, ParameterGranularity));

        OutputPlan[] outputs = [.. _spec.Outputs.Select(output => OutputOf(output, layers))];
        return new(
            _spec, Form, reason, layers.ToEquatableArray(), inputs.ToEquatableArray(), _parameters, inputDelta,
            Padded(_spec.InputWidth), _rows + _frames * _spec.Steps, _frames, _lanes, _shared, _state, outputs.ToEquatableArray(),
            LossReads: outputs.Length == 1 ? outputs[0].Reads : Find(_layers.Last().Writes),
            _values.Keys.Where(IsLearned).ToEquatableArray());
    }

    /// <summary>
    /// The layers, where the loss that is fused with the last activation has a copy of what that reads if the backward pass of the layer
    /// that wrote it reads it back: predictions turn it into the outputs where it stands.
    /// </summary>
    private static IReadOnlyList<Layer> WithLogitsOfTheirOwn(NetworkSpec spec)
    {
        if (FusedWith(spec, spec.Outputs[0]) is not ActivationLayer output
            || !spec.Layers.Any(layer => layer.Writes == output.Input && layer.ReadsBackOutput))
            return spec.Layers;
        Value z = output.Input, copy = z with { Name = $"z{output.Number}", Label = null };
        var copying = new ActivationLayer(EquatableArray.Of(z), copy, Activation.Identity, Custom: null, Alpha: 0, Beta: 0);
        return [.. spec.Layers.Take(spec.Layers.Count - 1), copying, output.Reading([copy])];
    }

    /// <summary>The row of several outputs: what the loss of each reads, side by side.</summary>
    private static ConcatLayer OutputRowOf(NetworkSpec spec) => new(
        spec.Outputs.Select(output => FusedWith(spec, output)?.Input ?? output.Value).ToEquatableArray(),
        new("outputs", spec.LayerCount + 1, spec.OutputWidth) { Steps = spec.OutputSteps });

    /// <summary>The activation that the loss of an output is fused with; null where there is none.</summary>
    private static ActivationLayer? FusedWith(NetworkSpec spec, OutputSpec output) =>
        !spec.PredictsOnly && spec.Layers.FirstOrDefault(layer => layer.Writes == output.Value) is ActivationLayer activation
        && output.LossFacts.IsFusedWith(activation.Known) ? activation : null;

    /// <summary>Behind the row, losses and activations of a single sample's last output reach over its units by up to a vector.</summary>
    private ConcatPlan PlanOutputRow(ConcatLayer row)
    {
        return new(
            row, Terms(row),
            new(row.Writes, Padded(row.Writes.Width), TakeRow(), Trains ? TakeRow() : null, $"d{row.Writes.Name}"));

        Place TakeRow()
        {
            Place taken = Take(row.Writes.Width, row.Writes.Frames);
            _rows += IsTiled ? 0 : Line;
            return taken;
        }
    }

    private OutputPlan OutputOf(OutputSpec output, IEnumerable<LayerPlan> layers)
    {
        ActivationPlan? activation = FusedWith(_spec, output) is null
            ? null
            : layers.OfType<ActivationPlan>().First(layer => layer.Layer.Writes == output.Value);
        return new(output, activation?.Term.Value ?? Find(output.Value), activation);
    }

    /// <summary>An input stays where the user has it, unless a layer reads it that needs rows of whole vectors.</summary>
    private ValuePlan PlaceInput(Value input)
    {
        string delta = $"d{input.Name}";
        return ReadersOf(input).All(layer => layer.ReadsInputRows)
            ? new(input, IsTiled ? _spec.InputWidth : Padded(input.Width), Place: null, Delta: null, delta)
            : new(input, Padded(input.Width), Take(input.Width, input.Frames), Trains ? Take(input.Width, input.Frames) : null, delta);
    }

    private IEnumerable<InputPlan> PlanInputs()
    {
        int column = 0;
        foreach (Value input in _spec.Inputs)
        {
            yield return new(Find(input), column);
            column += input.Width;
        }
    }

    /// <summary>
    /// Whether the backward pass goes to a value in search of the parameters' gradients; further back it goes for dC/dx only.
    /// </summary>
    public bool IsLearned(Value value) => _learned.Contains(value);

    /// <summary>
    /// What depends on a parameter, or on what a layer reads that learns as it carries back: that delta is whole only with what all other
    /// readers have for it, those above the layer too.
    /// </summary>
    private HashSet<Value> Learned()
    {
        HashSet<Value> learned = [.. _layers.Where(layer => layer.LearnsInBackward).SelectMany(layer => layer.Reads)];
        foreach (Layer layer in _layers.Where(layer => layer.ParameterCount > 0 || layer.Reads.Any(learned.Contains)))
            learned.Add(layer.Writes);
        return learned;
    }

    /// <summary>The layers that read a value.</summary>
    public IReadOnlyList<Layer> ReadersOf(Value value) => [.. _readers[value]];

    /// <summary>The layer that writes a value; null for an input.</summary>
    public Layer? WriterOf(Value value) => _writers.TryGetValue(value, out Layer writer) ? writer : null;

    /// <summary>
    /// Whether the passes apply an activation; not that of an output whose loss is fused with it and reads its z, unless a layer reads the
    /// output as well.
    /// </summary>
    public bool Applies(Layer layer) => !_forPredictions.Contains(layer.Writes);

    /// <summary>The plan of a value that a layer before this one writes.</summary>
    public ValuePlan Find(Value value) => _values[value];

    /// <summary>
    /// Whether the backward pass finds something in the delta of what a layer reads when it comes to the layer: it comes to the readers of
    /// a value last to first, and through what a layer reads first to last.
    /// </summary>
    public bool Adds(Layer reader, int read = 0) =>
        ReadersOf(reader.Reads[read]).Last() != reader || reader.Reads.Take(read).Contains(reader.Reads[read]);

    /// <summary>What a layer of one value reads, and what it does to the delta.</summary>
    public DeltaTerm Term(Layer reader) => new(Find(reader.Input), Adds(reader));

    /// <summary>
    /// Where a layer that cannot add leaves the delta of what it reads: there, or in a place of its own, from which it is added to what
    /// others left there.
    /// </summary>
    public ValuePlan Carried(Layer reader)
    {
        ValuePlan reads = Find(reader.Input);
        return !Adds(reader) || !Trains
            ? reads
            : reads with
            {
                // Padded, where what it reads may stand in the input row.
                Stride = Padded(reads.Width),
                Delta = Take(reads.Width, reads.Value.Frames),
                DeltaName = $"d{reads.Name}By{reader.Number}",
            };
    }

    /// <summary>What a layer reads, and what it does to the deltas.</summary>
    public EquatableArray<DeltaTerm> Terms(Layer reader) =>
        reader.Reads.Select((value, i) => new DeltaTerm(Find(value), Adds(reader, i))).ToEquatableArray();

    /// <summary>A value in new places.</summary>
    public ValuePlan Place(Value value)
    {
        Place place = Take(value.Width, value.Frames);
        return new(value, Padded(value.Width), place, Trains ? Take(value.Width, value.Frames) : null, $"delta{value.Number}");
    }

    /// <summary>
    /// A value that a layer computes from what it alone reads, number by number: its delta becomes that of what is read where it stands,
    /// and it does so itself unless the backward pass still needs what is read.
    /// </summary>
    public ValuePlan PlaceOver(ValuePlan read, Value value, bool keepsRead)
    {
        bool isShared = read.Place is not null && ReadersOf(read.Value).Count == 1;
        bool isKept = keepsRead || (Trains && WriterOf(read.Value) is { ReadsBackOutput: true });
        Place place = isShared && !isKept ? read.Place! : Take(value.Width, value.Frames);
        return isShared
            ? new(value, Padded(value.Width), place, read.Delta, read.DeltaName)
            : new(
                value, Padded(value.Width), place, Trains ? Take(value.Width, value.Frames) : null,
                value.Number == read.Value.Number ? $"d{value.Name}" : $"delta{value.Number}");
    }

    /// <summary>Room for as many numbers of each sample, or of each of its frames.</summary>
    public Place Take(int width, int frames = 1)
    {
        var place = new Place(_rows, _frames, _lanes);
        if (frames == _spec.Steps)
            _frames += Padded(width);
        else
            _rows += Padded(width);
        _lanes += IsTiled ? 0 : width;
        return place;
    }

    /// <summary>Room for numbers that all samples share.</summary>
    public int TakeShared(int length) => Take(ref _shared, length);

    /// <summary>Room for what a layer remembers of a stream.</summary>
    public int TakeState(int length) => Take(ref _state, Padded(length));

    /// <summary>Room for a tensor.</summary>
    /// <param name="length">The numbers that it takes up, padding included.</param>
    /// <param name="strides">For each dimension, the distance from one index to the next.</param>
    public TensorPlace TakeTensor(int length, params int[] strides) => new(Take(ref _parameters, length), strides.ToEquatableArray());

    /// <summary>Room for a tensor that is no parameter, counted from the end of the parameters.</summary>
    /// <inheritdoc cref="TakeTensor"/>
    public TensorPlace TakeBuffer(int length, params int[] strides) => new(Take(ref _buffers, length), strides.ToEquatableArray());

    public int Padded(int count) => Padded(count, Line);

    public static int Padded(int count, int line) => (count + line - 1) / line * line;

    private static int Take(ref int length, int count)
    {
        int start = length;
        length += count;
        return start;
    }
}
