using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of a fully connected layer over a batch: row-major, rows padded to whole cache lines, vector lanes across the units.
/// Padded units have zero weights and zero deltas, so they need no special case.
/// </summary>
public static unsafe class Dense
{
    // The inputs of a layer are divided among threads by as many as leave no tile with a remainder.
    private const int PartGrain = 8;

    /// <summary>a = g(W x + b) for every row x of the batch.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[rows x InputStride].</param>
    /// <param name="a">[rows x UnitStride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="g">The activation, applied while the sums are in registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLayer, TActivation>(Block<T> p, Block<T> x, Block<T> a, int rows, TActivation g)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation
    {
        if (rows == 1)
            ForwardRow<V, T, TLayer, TActivation>(p, x, a, g);
        else
            ForwardBatch<V, T, TLayer, TActivation>(p, x, a, rows, g);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardRow<V, T, TLayer, TActivation>(Block<T> p, Block<T> x, Block<T> a, TActivation g)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation =>
        RowTile.Sweep<V, T, TLayer, BiasAndActivation<T, TLayer, TActivation>>(x, p.At(TLayer.Weights), new(p, a, g));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardBatch<V, T, TLayer, TActivation>(Block<T> p, Block<T> x, Block<T> a, int rows, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation
    {
        T* w = p.Pointer + TLayer.Weights;
        var finish = new BiasAndActivation<T, TLayer, TActivation>(p, a, g);
        if (TLayer.Chains == 1)
        {
            RegisterTile.Sweep<V, T, ForwardOperands<TLayer>, BiasAndActivation<T, TLayer, TActivation>>(
                x.Pointer, w, rows, TLayer.UnitStride, default, finish);
        }
        else
        {
            RegisterTile.Sweep<V, T, ChainedForwardOperands<TLayer>, BiasAndActivation<T, TLayer, TActivation>>(
                x.Pointer, w, rows, TLayer.UnitStride, default, finish);
        }
    }

    /// <summary>
    /// dC/dW = delta^T x and dC/db = sum of the deltas, each handed to the sink as soon as it is complete: of the weights of a part of
    /// the inputs, and of the biases of a part of the units.
    /// </summary>
    /// <param name="x">The layer's inputs, [rows x InputStride].</param>
    /// <param name="delta">dC/dz, [rows x UnitStride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="part">The part.</param>
    /// <param name="sink">What takes the gradients.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ParameterGradient<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, int rows, Part part, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TSink : struct, IGradientSink<T>
    {
        if (TSink.IsJacobian)
        {
            ParameterJacobian<V, T, TLayer, TSink>(x, delta, rows, sink);
            return;
        }

        (int first, int end) = part.Of(TLayer.Inputs, PartGrain);
        if (sink is IShortSink)
        {
            RegisterTile.Sweep<V, T, WeightGradientOperands<TLayer>, ShortWeightGradient<T, TLayer, TSink>>(
                x.Pointer + first, delta.Pointer, end - first, TLayer.UnitStride, new(rows), new(first, sink));
        }
        else
        {
            RegisterTile.Sweep<V, T, WeightGradientOperands<TLayer>, WeightGradient<T, TLayer, TSink>>(
                x.Pointer + first, delta.Pointer, end - first, TLayer.UnitStride, new(rows), new(first, sink));
        }

        if (TLayer.Bias >= 0)
            UnitGradient.Sum<V, T, TSink>(delta, TLayer.UnitStride, rows, part, TLayer.Bias, sink);
    }

    /// <summary>For each output k of one sample, a row of the deltas: da_k/dW = delta_k (x) x and da_k/db = delta_k.</summary>
    private static void ParameterJacobian<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, int rows, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TSink : struct, IGradientSink<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < TLayer.UnitStride; column += V.Count)
            {
                V d = V.Load(delta, row * TLayer.UnitStride + column);
                for (nint input = 0; input < TLayer.Inputs; input++)
                    sink.TakeRow(V.Broadcast(x[input]) * d, TLayer.Weights + input * TLayer.InputStep + column, row);
                if (TLayer.Bias >= 0)
                    sink.TakeRow(d, TLayer.Bias + column, row);
            }
        }
    }

    /// <summary>W^T, [Units x inputs, padded], for <see cref="InputGradient"/>.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="transposed">Receives it.</param>
    public static void Transpose<T, TLayer>(Block<T> p, Block<T> transposed)
        where T : unmanaged
        where TLayer : struct, ITiledLayer =>
        Kernels.Transpose.Copy(
            p.At(TLayer.Weights), TLayer.InputStep, transposed, Rows.Padded<Wide512<T>>(TLayer.Inputs), TLayer.Inputs, TLayer.Units);

    /// <summary>
    /// The delta of the layer before: dC/da_(l-1) = W^T delta, times g'(z_(l-1)) of that layer's activation g, given as a function of
    /// its outputs.
    /// </summary>
    /// <param name="transposed">W^T, [Units x inputs, padded].</param>
    /// <param name="delta">dC/dz of this layer, [rows x UnitStride].</param>
    /// <param name="a">The outputs of the layer before, [rows x inputs, padded], or anything where g' does not need them.</param>
    /// <param name="deltaBefore">[rows x inputs, padded].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="g">The activation of the layer before; the identity to get dC/da itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<V, T, TLayer, TActivation>(
        Block<T> transposed, Block<T> delta, Block<T> a, Block<T> deltaBefore, int rows, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation =>
        RegisterTile.Sweep<V, T, InputGradientOperands<V, TLayer>, ActivationDerivative<T, TLayer, TActivation>>(
            delta.Pointer, transposed.Pointer, rows, Rows.Padded<V>(TLayer.Inputs), default, new(a, deltaBefore, g));

    /// <summary>The same where other readers of a have left theirs: dC/da_(l-1) += W^T delta, and then times g'(z_(l-1)).</summary>
    /// <inheritdoc cref="InputGradient"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddInputGradient<V, T, TLayer, TActivation>(
        Block<T> transposed, Block<T> delta, Block<T> a, Block<T> deltaBefore, int rows, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation =>
        RegisterTile.Sweep<V, T, InputGradientOperands<V, TLayer>, AddedDerivative<T, TLayer, TActivation>>(
            delta.Pointer, transposed.Pointer, rows, Rows.Padded<V>(TLayer.Inputs), default, new(a, deltaBefore, g));

    private readonly struct ForwardOperands<TLayer> : ITileOperands where TLayer : struct, ITiledLayer
    {
        public int Count
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.Inputs;
        }

        public nint RowStep => TLayer.InputStride;

        public nint CountStep => 1;

        public nint BStep => TLayer.InputStep;
    }

    private readonly struct ChainedForwardOperands<TLayer> : ITileOperands, IChainedOperands where TLayer : struct, ITiledLayer
    {
        public int Count
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.Inputs;
        }

        public nint RowStep => TLayer.InputStride;

        public nint CountStep => 1;

        public int Chains
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.Chains;
        }

        public nint BStep => TLayer.InputStep;
    }

    private readonly struct WeightGradientOperands<TLayer>(int rows) : ITileOperands where TLayer : struct, ITiledLayer
    {
        public int Count => rows;

        public nint RowStep => 1;

        public nint CountStep => TLayer.InputStride;

        public nint BStep => TLayer.UnitStride;
    }

    private readonly struct InputGradientOperands<V, TLayer> : ITileOperands
        where V : struct, IVector<V>
        where TLayer : struct, ITiledLayer
    {
        public int Count => TLayer.Units;

        public nint RowStep => TLayer.UnitStride;

        public nint CountStep => 1;

        public nint BStep
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Rows.Padded<V>(TLayer.Inputs);
        }
    }

    private readonly struct BiasAndActivation<T, TLayer, TActivation>(Block<T> p, Block<T> a, TActivation g)
        : ITileEpilogue<T>, IShortEpilogue
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> =>
            TLayer.Bias < 0 ? default : V.Load(p, TLayer.Bias + column);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T> =>
            V.Store(a, row * TLayer.UnitStride + column, g.Forward(sum));
    }

    private readonly struct WeightGradient<T, TLayer, TSink>(int firstInput, TSink sink) : ITileEpilogue<T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TSink : struct, IGradientSink<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> => default;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T> =>
            sink.Take(sum, TLayer.Weights + (firstInput + row) * TLayer.InputStep + column);
    }

    /// <summary>The same for a sink of few instructions.</summary>
    private readonly struct ShortWeightGradient<T, TLayer, TSink>(int firstInput, TSink sink) : ITileEpilogue<T>, IShortEpilogue
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TSink : struct, IGradientSink<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> => default;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T> =>
            sink.Take(sum, TLayer.Weights + (firstInput + row) * TLayer.InputStep + column);
    }

    private readonly struct ActivationDerivative<T, TLayer, TActivation>(Block<T> a, Block<T> delta, TActivation g)
        : ITileEpilogue<T>, IShortEpilogue
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> => default;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T>
        {
            nint index = row * Rows.Padded<V>(TLayer.Inputs) + column;
            V output = V.Load(a, index);
            V.Store(delta, index, sum * g.Derivative(output, output));
        }
    }

    private readonly struct AddedDerivative<T, TLayer, TActivation>(Block<T> a, Block<T> delta, TActivation g)
        : ITileEpilogue<T>, IShortEpilogue
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> => default;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T>
        {
            nint index = row * Rows.Padded<V>(TLayer.Inputs) + column;
            V output = V.Load(a, index);
            V.Store(delta, index, (V.Load(delta, index) + sum) * g.Derivative(output, output));
        }
    }
}
