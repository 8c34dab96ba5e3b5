using System.Collections.Immutable;
using GenNet.Generator.ModelFiles;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>What a name in a graph stands for.</summary>
internal abstract record GraphValue
{
    /// <summary>The same for every input.</summary>
    public sealed record Constant(Tensor Tensor) : GraphValue;

    /// <summary>Sizes that a graph computes to reshape with; null is the size of the batch.</summary>
    /// <param name="Items">The sizes.</param>
    /// <param name="IsScalar">Whether it is one size and not a list of one.</param>
    public sealed record Sizes(long?[] Items, bool IsScalar = false) : GraphValue;

    /// <summary>
    /// Zeros for each sample of a batch, or the input that a stream's state is: what a layer with memory starts a window from.
    /// </summary>
    /// <param name="Dimensions">The dimensions; null where they are not known.</param>
    public sealed record Start(long?[]? Dimensions) : GraphValue;

    /// <summary>What a layer with memory leaves behind the last frame, which a stream carries on.</summary>
    /// <param name="Last">The same as a value of a window; null where it is none of the layer's outputs.</param>
    public sealed record Rest(Signal? Last) : GraphValue;

    /// <summary>Samples, or what is computed from them one by one.</summary>
    /// <param name="Views">The ways to see it, from the one of the fewest layers on.</param>
    /// <param name="Shape">The dimensions of a sample.</param>
    /// <param name="Batch">The dimension before them; null where there is but one sample.</param>
    /// <param name="Type">Its numbers: Float or Double, or a truth or an integer that is 0 or 1.</param>
    /// <param name="Node">The node that gives it; null for the inputs.</param>
    /// <param name="Layout">
    /// What the dimensions are where they are not those of a batch and of a sample. The shape then has a size for all but the first, which
    /// is 1 for the batch and the frames, so that a frame is a sample to what acts on each.
    /// </param>
    public sealed record Signal(
        ImmutableArray<View> Views, int[] Shape, Batch? Batch, DataType Type, string? Node, Layout? Layout = null) : GraphValue
    {
        public int Width => Views[0].Stage.Width;

        /// <summary>How many dimensions there are with that of the batch.</summary>
        public int Rank => Shape.Length + (Batch is null ? 0 : 1);

        /// <summary>Every size; null is that of a batch of any.</summary>
        public long?[] Dimensions => Layout is null
            ? [.. Batch is null ? [] : new[] { Batch.Size }, .. Shape.Select(size => (long?)size)]
            : [.. Arrangement.Select(dimension => dimension.Axis switch
            {
                Axis.Batch => Batch!.Size,
                Axis.Time => Frames,
                _ => dimension.Size,
            })];

        /// <summary>The number of frames; 0 where it is no sequence.</summary>
        public int Steps => Views[0].Stage.Steps;

        /// <summary>The frames with those before and after the window.</summary>
        public int Frames => Steps + Layout!.Before + Layout.After;

        /// <summary>The dimensions of a batch, and what they are.</summary>
        public Dimension[] Arrangement => Layout is null
            ? [new(Axis.Batch), .. Shape.Select(size => new Dimension(Axis.Features, size))]
            : [.. Layout.Axes.Select((axis, i) => new Dimension(axis, i == 0 ? 1 : Shape[i - 1]))];

        /// <summary>Whether the dimensions are these.</summary>
        public bool Has(params Axis[] axes) => Batch is not null && Arrangement.Select(dimension => dimension.Axis).SequenceEqual(axes);

        /// <summary>The same numbers in other dimensions.</summary>
        /// <exception cref="NoNetworkException">Features of a frame would be turned.</exception>
        public Signal As(IReadOnlyList<Dimension> dimensions)
        {
            if (dimensions[0] is { Axis: Axis.Features, Size: > 1 })
                throw new NoNetworkException("it puts the features of a frame first, before the batch");
            Signal arranged = this with { Shape = [.. dimensions.Skip(1).Select(dimension => dimension.Size)] };
            bool isPlain = dimensions[0].Axis == Axis.Batch && dimensions.All(dimension => dimension.Axis != Axis.Time);
            return arranged with
            {
                Layout = isPlain
                    ? null
                    : (Layout ?? new Layout([])) with { Axes = [.. dimensions.Select(dimension => dimension.Axis)] },
            };
        }

        /// <summary>The numbers of categories that it is; null where it is none.</summary>
        public Stage? Categories => Views[0].Stage is { HasCategories: true } stage ? stage : null;

        /// <summary>The columns of an input that it is as they are; null where it is none.</summary>
        public Columns? Column => Views[0] is { Stage.Origin: Columns columns, Formula.IsZ: true } ? columns : null;

        /// <summary>What the next layer takes: that of the first view that layers can end with.</summary>
        /// <exception cref="NoNetworkException">There is none.</exception>
        public LayerInput Close() => Closed ?? throw new NoNetworkException(Views[Views.Length - 1].Refusal, Node);

        /// <summary>The same; null where there is none.</summary>
        public LayerInput? Closed => Views.Select(view => view.Closed).FirstOrDefault(closed => closed is not null);

        /// <summary>What a node makes of it.</summary>
        public Signal By(GraphNode node, IEnumerable<View> views) =>
            this with { Views = View.WithRestart(views, Type), Node = node.ToString() };

        /// <summary>What a node computes from it by a function.</summary>
        public Signal By(GraphNode node, Func<Formula, Formula> function)
        {
            NoNetworkException? refusal = null;
            var views = new List<View>();
            foreach (View view in Views)
            {
                try
                {
                    views.Add(view.With(function(view.Formula)));
                }
                catch (NoNetworkException exception)
                {
                    refusal ??= exception;
                }
            }

            return views.Count > 0 ? By(node, views) : throw refusal!;
        }
    }

    /// <summary>What no network has; of no consequence where no output depends on it.</summary>
    public sealed record Failure(NoNetworkException Cause) : GraphValue;
}

/// <summary>The dimension of a batch.</summary>
/// <param name="Size">Its size, where the model fixes it.</param>
internal sealed record Batch(long? Size);
