using GenNet.Generator.ModelFiles;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>The stages that outputs depend on, each after those that it is computed from.</summary>
internal sealed class StageOrder
{
    private readonly Dictionary<Stage, Origin> _origins = [];
    private readonly List<Stage> _stages = [];
    private ILookup<Stage, KnownActivation>? _activations;

    /// <summary>The stages, and what each is computed from.</summary>
    public IEnumerable<(Stage Stage, Origin Origin)> Stages => _stages.Select(stage => (stage, _origins[stage]));

    /// <summary>The columns of inputs among them.</summary>
    public IEnumerable<Columns> Columns => _origins.Values.OfType<Columns>();

    /// <summary>Orders the stages that some values depend on, where folding has left less of them.</summary>
    public static StageOrder Of(IEnumerable<LayerInput> outputs, ProductFolding folding)
    {
        var order = new StageOrder();
        order.Visit(outputs, folding.Fold);
        return order;
    }

    /// <summary>The type of the weights; null where there are none but those of diagonals.</summary>
    /// <exception cref="NoNetworkException">They are of several types.</exception>
    public static DataType? TypeOf(IEnumerable<LayerInput> outputs)
    {
        var order = new StageOrder();
        order.Visit(outputs, origin => origin);
        DataType[] types = [.. order._origins.Values
            .Select(origin => origin switch
            {
                Product { IsDiagonal: false } product => product.Type,
                Lookup lookup => lookup.Table.Type,
                Recurrence recurrence => recurrence.Type,
                _ => (DataType?)null,
            })
            .OfType<DataType>()
            .Distinct()];
        return types.Length <= 1
            ? types.Cast<DataType?>().FirstOrDefault()
            : throw new NoNetworkException("it has weights of type Float and of type Double");
    }

    /// <summary>The activations of a stage that stages or outputs take, each once; the identity where its z is taken.</summary>
    public KnownActivation[] ActivationsOf(Stage stage, IEnumerable<LayerInput> outputs)
    {
        _activations ??= _origins.Values.SelectMany(origin => origin.Reads).Concat(outputs)
            .ToLookup(read => read.Stage, read => read.Activation);
        return [.. _activations[stage].Distinct()];
    }

    /// <summary>Depth first, by a stack of its own: files decide how deep it is.</summary>
    private void Visit(IEnumerable<LayerInput> outputs, Func<Origin, Origin> fold)
    {
        var pending = new Stack<(Stage Stage, bool IsComputable)>();
        Push(outputs);
        while (pending.Count > 0)
        {
            (Stage stage, bool isComputable) = pending.Pop();
            if (isComputable)
            {
                _stages.Add(stage);
            }
            else if (!_origins.ContainsKey(stage))
            {
                Origin origin = _origins[stage] = fold(stage.Origin);
                pending.Push((stage, true));
                Push(origin.Reads);
            }
        }

        void Push(IEnumerable<LayerInput> reads)
        {
            foreach (LayerInput read in reads.Reverse())
                pending.Push((read.Stage, false));
        }
    }
}
