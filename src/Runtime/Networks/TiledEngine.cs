using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Threading;

namespace GenNet.Networks;

/// <summary>Runs the passes of a network of register tiles on the widest registers that the machine has.</summary>
/// <remarks>
/// Methods with loops over the samples are compiled at once as well as can be: the JIT's second look would come seconds later.
/// </remarks>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TNetwork">The generated passes.</typeparam>
public readonly partial struct TiledEngine<T, TNetwork> : IEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TNetwork : struct, ITiledNetwork<T>
{
    // As TiledPredictor.Chunk.
    internal static int TrainingChunk => TNetwork.Steps < 2 ? 256 : Math.Clamp(4_096 / TNetwork.Steps / 16 * 16, 16, 256);

    /// <summary>The numbers of an output, or of each of its frames.</summary>
    internal static int FrameOutputs => TNetwork.OutputSize / TNetwork.OutputFrames;

    static int IEngine<T>.InputSize => TNetwork.InputSize;

    static int IEngine<T>.OutputSize => TNetwork.OutputSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IEngine<T>.CheckInputs(ReadOnlySpan<T> inputs, string name) => TNetwork.CheckInputs(inputs, TNetwork.Steps, name);

    static int IEngine<T>.OutputFrames => TNetwork.OutputFrames;

    static int IEngine<T>.BurnIn => TNetwork.BurnIn;

    static Reduction IEngine<T>.Reduction => TNetwork.Reduction;

    static double IEngine<T>.OtherClass => TNetwork.OtherClass;

    static ReadOnlySpan<double> IEngine<T>.LossWeights => TNetwork.LossWeights;

    internal static int LossCount => TNetwork.LossWeights.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IEngine<T>.Predict(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y)
    {
        if (Vector512.IsHardwareAccelerated) Predict<Wide512<T>>(parameters, x, rows, y);
        else if (Vector256.IsHardwareAccelerated) Predict<Wide256<T>>(parameters, x, rows, y);
        else Predict<Wide128<T>>(parameters, x, rows, y);
    }

    static void IEngine<T>.Loss(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses)
    {
        if (Vector512.IsHardwareAccelerated) Loss<Wide512<T>>(parameters, x, rows, targets, y, losses);
        else if (Vector256.IsHardwareAccelerated) Loss<Wide256<T>>(parameters, x, rows, targets, y, losses);
        else Loss<Wide128<T>>(parameters, x, rows, targets, y, losses);
    }

    static double IEngine<T>.Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, DropoutStep dropout, Block<T> gradient,
        Block<double> losses) =>
        new Pass<OwnCost>(parameters, x, rows, targets, scale, dropout, default, losses).Run(gradient);

    static double IEngine<T>.Train(
        UpdateState<T> state, Block<T> x, int rows, in Targets<T> targets, T scale, Block<double> losses)
    {
        var pass = new Pass<OwnCost>(state.Parameters, x, rows, targets, scale, state.Parameters.NextDropout(), default, losses);
        return state.Step(ref pass);
    }

    static void IEngine<T>.InputGradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx) =>
        new Pass<OwnCost>(parameters, x, rows, targets, scale, default, dx, default).Run(default(NoGradient<T>));

    static void IEngine<T>.Backward(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> outputGradients, Block<T> gradient, Block<T> dx)
    {
        var pass = new Pass<CallersCost>(parameters, x, rows, outputGradients, T.One, default, dx, default);
        if (gradient.IsNowhere)
            pass.Run(default(NoGradient<T>));
        else
            pass.Run(gradient);
    }

    static void IEngine<T>.Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian)
    {
        int length = parameters.Length;
        using Workspace<T> rows = Workspace<T>.Rent((long)length * TNetwork.OutputSize);
        if (TNetwork.Steps > 0)
            SequenceJacobian(parameters, x, rows.Start, default);
        else
            Jacobian(parameters, x, new JacobianRows<T>(rows.Start, length), default);
        for (int k = 0; k < TNetwork.OutputSize; k++)
            parameters.ToCanonical(rows.Start.At((nint)k * length), jacobian.Slice(k * parameters.Count, parameters.Count));
    }

    static void IEngine<T>.InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian)
    {
        if (TNetwork.Steps > 0)
            SequenceJacobian(parameters, x, default, jacobian);
        else
            Jacobian(parameters, x, default(NoGradient<T>), jacobian);
    }

    private static void Jacobian<TSink>(ParameterStore<T> parameters, Block<T> x, TSink sink, Block<T> dx)
        where TSink : struct, IGradientSink<T>
    {
        if (Vector512.IsHardwareAccelerated) Jacobian<Wide512<T>, TSink>(parameters, x, sink, dx);
        else if (Vector256.IsHardwareAccelerated) Jacobian<Wide256<T>, TSink>(parameters, x, sink, dx);
        else Jacobian<Wide128<T>, TSink>(parameters, x, sink, dx);
    }

    /// <summary>
    /// One forward pass of the sample, and one backward pass in which each row is an output: it starts with the unit matrix, and what
    /// arrives at layer l is the product D_L D_(L-1) ... of the contract's formula.
    /// </summary>
    private static void Jacobian<V, TSink>(ParameterStore<T> parameters, Block<T> x, TSink sink, Block<T> dx)
        where V : struct, IWideVector<V, T>
        where TSink : struct, IGradientSink<T>
    {
        int rows = TNetwork.OutputSize;
        Block<T> p = parameters.Start;
        using Workspace<T> forwardMemory = Rent<V>(1, 1);
        using Workspace<T> backwardMemory = Rent<V>(rows, 1);
        Scratch<T> forward = ScratchOf(forwardMemory.Start, 1), backward = ScratchOf(backwardMemory.Start, rows);
        TNetwork.DrawDropout(default, 0, forward);
        TNetwork.Output<V>(TNetwork.Forward<V>(p, x, forward), 1);
        TNetwork.DrawDropout(default, 0, backward);
        TNetwork.Repeat(forward, backward);
        Block<T> delta = TNetwork.OutputDelta(backward);
        delta.AsSpan(rows * TNetwork.OutputStride).Clear();
        for (nint k = 0; k < rows; k++)
            delta[k * TNetwork.OutputStride + k] = T.One;
        TNetwork.OutputBackward<V>(TNetwork.Result(backward), delta, rows);
        TNetwork.TransposeWeights(p, backward, withFirst: !TSink.IsUsed);
        TNetwork.Deltas<V>(p, backward);
        if (TSink.IsUsed)
            TNetwork.ParameterGradients<V, TSink>(x, backward, Part.Whole, sink);
        else
            CopyInputGradient<V>(TNetwork.InputGradient<V>(p, backward), backward, dx);
    }

    private static void SequenceJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> gradients, Block<T> dx)
    {
        if (Vector512.IsHardwareAccelerated) SequenceJacobian<Wide512<T>>(parameters, x, gradients, dx);
        else if (Vector256.IsHardwareAccelerated) SequenceJacobian<Wide256<T>>(parameters, x, gradients, dx);
        else SequenceJacobian<Wide128<T>>(parameters, x, gradients, dx);
    }

    /// <summary>One forward pass of the window, and for each output a backward pass: all at once would take too much memory.</summary>
    private static void SequenceJacobian<V>(ParameterStore<T> parameters, Block<T> x, Block<T> gradients, Block<T> dx)
        where V : struct, IWideVector<V, T>
    {
        Block<T> p = parameters.Start;
        using Workspace<T> memory = Rent<V>(1, 1);
        Scratch<T> scratch = ScratchOf(memory.Start, 1);
        TNetwork.DrawDropout(default, 0, scratch);
        TNetwork.Output<V>(TNetwork.Forward<V>(p, x, scratch), TNetwork.OutputFrames);
        TNetwork.TransposeWeights(p, scratch, withFirst: !dx.IsNowhere);
        Block<T> delta = TNetwork.OutputDelta(scratch);
        for (int k = 0; k < TNetwork.OutputSize; k++)
        {
            (nint frame, nint unit) = Math.DivRem(k, FrameOutputs);
            delta.AsSpan(TNetwork.OutputFrames * TNetwork.OutputStride).Clear();
            delta[frame * TNetwork.OutputStride + unit] = T.One;
            TNetwork.OutputBackward<V>(TNetwork.Result(scratch), delta, TNetwork.OutputFrames);
            TNetwork.Deltas<V>(p, scratch);
            if (!gradients.IsNowhere)
            {
                Block<T> row = gradients.At((nint)k * parameters.Length);
                row.AsSpan(parameters.Length).Clear();
                TNetwork.ParameterGradients<V, AddedGradient<T>>(x, scratch, Part.Whole, new(row));
            }
            else
            {
                CopyInputGradient<V>(TNetwork.InputGradient<V>(p, scratch), scratch, dx.At((nint)k * TNetwork.InputSize));
            }
        }
    }

    /// <summary>Copies dC/dx of the rows of a pass out of where it left them.</summary>
    internal static void CopyInputGradient<V>(Block<T> gradient, Scratch<T> scratch, Block<T> dx) where V : struct, IWideVector<V, T>
    {
        int inputs = TNetwork.InputSize / scratch.Frames;
        Rows.Copy<V, T>(gradient, Rows.Padded<V>(inputs), dx, inputs, scratch.Rows * scratch.Frames);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Predict<V>(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        if (rows == 1)
            SingleRow<T, TiledPredictor<T, TNetwork>>.Predict<V>(parameters.Start, x, y);
        else
            PredictBatch<V>(parameters, x, rows, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PredictBatch<V>(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        int parts = parameters.PartsOf(rows * TiledPredictor<T, TNetwork>.Frames);
        using Workspace<T> memory = Rent<V>(Math.Min(rows, TiledPredictor<T, TNetwork>.Chunk), parts);
        var prediction = new Prediction<V>(parameters.Start, x, rows, y, memory.Start, parts);
        Team.Do(parts, ref prediction);
    }

    private static void Loss<V>(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses)
        where V : struct, IWideVector<V, T>
    {
        int parts = parameters.PartsOf(rows * TiledPredictor<T, TNetwork>.Frames), blocks = Blocks<V>(rows);
        using Workspace<T> memory = Rent<V>(Math.Min(rows, TiledPredictor<T, TNetwork>.Chunk), parts);
        using Workspace<double> ofBlocks = Workspace<double>.Rent(blocks * LossCount);
        var evaluation = new Evaluation<V>(parameters.Start, x, rows, targets, y, memory.Start, ofBlocks.Start, parts);
        Team.Do(parts, ref evaluation);
        losses.AsSpan(LossCount).Clear();
        LossSums.Add(losses, ofBlocks.Start, blocks, LossCount);
    }

    /// <summary>Memory for the passes over a chunk and, behind it, for the loss; for each part.</summary>
    private static Workspace<T> Rent<V>(int rows, int parts) where V : struct, IWideVector<V, T> =>
        Workspace<T>.Rent(parts * MemoryOf<V>(rows));

    private static long MemoryOf<V>(int rows) where V : struct, IWideVector<V, T> => PassMemory(rows) + LossMemory<V>();

    internal static long PassMemory(int rows) => (long)rows * TNetwork.ScratchPerRow + TNetwork.ScratchShared;

    /// <summary>The memory for the losses of a part.</summary>
    internal static long LossMemory<V>() where V : struct, IWideVector<V, T> => LossLanes<T, V>.Size(FrameOutputs, LossCount);

    /// <summary>The memory for the losses of one of several parts.</summary>
    internal static LossLanes<T, V> LossLanesOf<V>(int part, Block<T> ofAll) where V : struct, IWideVector<V, T> =>
        new(ofAll.At((nint)(part * LossMemory<V>())), FrameOutputs, LossCount);

    internal static Scratch<T> ScratchOf(Block<T> memory, int rows) =>
        new(memory, rows, TNetwork.ScratchPerRow, TiledPredictor<T, TNetwork>.Frames);

    /// <summary>The blocks of as many losses as there are lanes.</summary>
    internal static int Blocks<V>(int rows) where V : struct, IVector<V> => (rows * TNetwork.OutputFrames + V.Count - 1) / V.Count;

    /// <summary>As many rows as threads may share without sharing a block.</summary>
    internal static int Grain<V>() where V : struct, IVector<V> => TNetwork.OutputFrames % V.Count == 0 ? 1 : V.Count;

    /// <summary>A prediction, a part of whose rows is a piece, chunk by chunk.</summary>
    private readonly struct Prediction<V>(Block<T> p, Block<T> x, int rows, Block<T> y, Block<T> memory, int parts) : IPieces
        where V : struct, IWideVector<V, T>
    {
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(rows, Grain<V>());
            Block<T> own = memory.At((nint)(piece * MemoryOf<V>(Math.Min(rows, TiledPredictor<T, TNetwork>.Chunk))));
            TiledPredictor<T, TNetwork>.Run<V>(p, x, first, end, y, own);
        }
    }

    /// <summary>The losses of a batch, block by block of as many samples as there are lanes; a part of the rows is a piece.</summary>
    private readonly struct Evaluation<V>(
        Block<T> p, Block<T> x, int rows, Targets<T> targets, Block<T> y, Block<T> memory, Block<double> losses, int parts) : IPieces
        where V : struct, IWideVector<V, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(rows, Grain<V>());
            int chunk = Math.Min(rows, TiledPredictor<T, TNetwork>.Chunk);
            Block<T> own = memory.At((nint)(piece * MemoryOf<V>(chunk)));
            var lanes = new LossLanes<T, V>(own.At((nint)PassMemory(chunk)), FrameOutputs, LossCount);
            for (int count; first < end; first += count)
            {
                count = Math.Min(TiledPredictor<T, TNetwork>.Chunk, end - first);
                Scratch<T> scratch = ScratchOf(own, count);
                TNetwork.DrawDropout(default, first, scratch);
                Block<T> output = TNetwork.Forward<V>(p, x.At((nint)first * TNetwork.InputSize), scratch);
                int firstFrame = first * TNetwork.OutputFrames, frames = count * TNetwork.OutputFrames;
                for (int sample = 0; sample < frames; sample += V.Count)
                {
                    int used = lanes.Load(output, TNetwork.OutputStride, sample, frames, targets, firstFrame);
                    TNetwork.Loss<V, SamplesInLanes>(lanes.Output, lanes.Target, lanes.Losses);
                    lanes.Sum(used, targets, firstFrame + sample, losses.At((firstFrame + sample) / V.Count * LossCount));
                }

                if (y.IsNowhere)
                    continue;
                TNetwork.Output<V>(output, frames);
                Rows.Copy<V, T>(output, TNetwork.OutputStride, y.At((nint)first * TNetwork.OutputSize), FrameOutputs, frames);
            }
        }
    }

    /// <summary>Forward, cost and backward, chunk by chunk; to the inputs as well where there is a place for dC/dx.</summary>
    private readonly struct Pass<TCost>(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, DropoutStep dropout, Block<T> dx,
        Block<double> losses)
        : IGradientPass<T>
        where TCost : struct, ICost
    {
        public bool CanFuse => rows <= TrainingChunk;

        public T Scale => scale;

        public double Run(Block<T> gradient)
        {
            gradient.AsSpan(parameters.Length).Clear();
            return Run(new AddedGradient<T>(gradient));
        }

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>
        {
            if (Vector512.IsHardwareAccelerated) return Run<Wide512<T>, TSink>(sink);
            if (Vector256.IsHardwareAccelerated) return Run<Wide256<T>, TSink>(sink);
            return Run<Wide128<T>, TSink>(sink);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private double Run<V, TSink>(TSink sink)
            where V : struct, IWideVector<V, T>
            where TSink : struct, IGradientSink<T>
        {
            int largest = Math.Min(rows, TrainingChunk), parts = parameters.PartsOf(largest * TiledPredictor<T, TNetwork>.Frames);
            using Workspace<T> memory = Workspace<T>.Rent(PassMemory(largest) + parts * LossMemory<V>());
            using Workspace<double> sums = Workspace<double>.Rent((Blocks<V>(largest) + 1) * LossCount);
            Block<double> total = losses.IsNowhere ? sums.Start : losses, ofBlocks = sums.Start.At(LossCount);
            total.AsSpan(LossCount).Clear();
            for (int first = 0; first < rows; first += TrainingChunk)
            {
                int count = Math.Min(TrainingChunk, rows - first);
                Scratch<T> scratch = ScratchOf(memory.Start, count);
                Block<T> chunk = x.At((nint)first * TNetwork.InputSize);
                TNetwork.TransposeWeights(parameters.Start, scratch, withFirst: !dx.IsNowhere);
                var deltas = new ChunkDeltas<V, TCost>(
                    parameters.Start, chunk, first, targets, scale, dropout, scratch, dx, ofBlocks, parts);
                Team.Do(parts, ref deltas);
                LossSums.Add(total, ofBlocks, Blocks<V>(count), LossCount);
                if (TSink.IsUsed)
                {
                    var gradients = new ChunkGradients<V, TSink>(chunk, scratch, sink, parts);
                    Team.Do(parts, ref gradients);
                }
            }

            return LossSums.Cost(total, TNetwork.LossWeights);
        }
    }

    /// <summary>
    /// Forward, cost and back to the first layer's deltas, and to dC/dx where there is a place for it; a part of the rows is a piece.
    /// </summary>
    private readonly struct ChunkDeltas<V, TCost>(
        Block<T> p, Block<T> x, int firstRow, Targets<T> targets, T scale, DropoutStep dropout, Scratch<T> chunk, Block<T> dx,
        Block<double> losses, int parts) : IPieces
        where V : struct, IWideVector<V, T>
        where TCost : struct, ICost
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(chunk.Rows, Grain<V>());
            if (first == end)
                return;
            Scratch<T> scratch = chunk.Of(first, end);
            TNetwork.DrawDropout(dropout, firstRow + first, scratch);
            Block<T> output = TNetwork.Forward<V>(p, x.At((nint)first * TNetwork.InputSize), scratch);
            Block<T> delta = TNetwork.OutputDelta(scratch);
            LossLanes<T, V> lanes = LossLanesOf<V>(piece, chunk.Shared(TNetwork.ScratchShared));
            TCost.Differentiate(
                output, delta, (firstRow + first) * TNetwork.OutputFrames, scratch.Rows * TNetwork.OutputFrames, targets, scale, lanes,
                losses.At(first * TNetwork.OutputFrames / V.Count * LossCount));
            TNetwork.Deltas<V>(p, scratch);
            if (!dx.IsNowhere)
            {
                CopyInputGradient<V>(
                    TNetwork.InputGradient<V>(p, scratch), scratch, dx.At((nint)(firstRow + first) * TNetwork.InputSize));
            }
        }
    }

    /// <summary>The gradients by the parameters, a part of which is a piece.</summary>
    internal readonly struct ChunkGradients<V, TSink>(Block<T> x, Scratch<T> chunk, TSink sink, int parts) : IPieces
        where V : struct, IWideVector<V, T>
        where TSink : struct, IGradientSink<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int piece) => TNetwork.ParameterGradients<V, TSink>(x, chunk, new(piece, parts), sink);
    }
}
