using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Threading;

namespace GenNet.Networks;

/// <summary>
/// Runs the passes of a network of register tiles that normalises by the batch. What has nothing to do with the batch's statistics is the
/// other engine's: all but the gradients by which a network is trained.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TNetwork">The generated passes.</typeparam>
/// <typeparam name="TEngine">The other engine, <see cref="TiledEngine{T, TNetwork}"/>.</typeparam>
public readonly struct TiledBatchEngine<T, TNetwork, TEngine> : IEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TNetwork : struct, ITiledBatchNetwork<T>
    where TEngine : struct, IEngine<T>
{
    static int IEngine<T>.InputSize => TEngine.InputSize;

    static int IEngine<T>.OutputSize => TEngine.OutputSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IEngine<T>.CheckInputs(ReadOnlySpan<T> inputs, string name) => TEngine.CheckInputs(inputs, name);

    static int IEngine<T>.OutputFrames => TEngine.OutputFrames;

    static int IEngine<T>.BurnIn => TEngine.BurnIn;

    static Reduction IEngine<T>.Reduction => TEngine.Reduction;

    static double IEngine<T>.OtherClass => TEngine.OtherClass;

    static ReadOnlySpan<double> IEngine<T>.LossWeights => TEngine.LossWeights;

    private static int LossCount => TiledEngine<T, TNetwork>.LossCount;

    /// <summary>A single number has no variance, and scratch memory for all of a batch has its limit.</summary>
    static (int Least, int Most) IEngine<T>.TrainingRows =>
        (TNetwork.LeastRows, (int)((MaxMemory - TNetwork.ScratchShared) / TNetwork.ScratchPerRow));

    // Less than the longest array by what the losses of many threads take.
    private const long MaxMemory = 1_000_000_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IEngine<T>.Predict(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y) =>
        TEngine.Predict(parameters, x, rows, y);

    static void IEngine<T>.Forward(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y) =>
        new Pass<TiledEngine<T, TNetwork>.NoCost>(parameters, x, rows, default, T.One, default, default, default, moves: false).Forward(y);

    static void IEngine<T>.Loss(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses) =>
        TEngine.Loss(parameters, x, rows, targets, y, losses);

    static void IEngine<T>.InputGradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx) =>
        TEngine.InputGradient(parameters, x, rows, targets, scale, dx);

    static void IEngine<T>.Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian) =>
        TEngine.Jacobian(parameters, x, jacobian);

    static void IEngine<T>.InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian) =>
        TEngine.InputJacobian(parameters, x, jacobian);

    static double IEngine<T>.Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, DropoutStep dropout, Block<T> gradient,
        Block<double> losses) =>
        new Pass<TiledEngine<T, TNetwork>.OwnCost>(parameters, x, rows, targets, scale, dropout, default, losses, moves: false)
            .Run(gradient);

    static double IEngine<T>.Train(
        UpdateState<T> state, Block<T> x, int rows, in Targets<T> targets, T scale, Block<double> losses)
    {
        var pass = new Pass<TiledEngine<T, TNetwork>.OwnCost>(
            state.Parameters, x, rows, targets, scale, state.Parameters.NextDropout(), default, losses, moves: true);
        return state.Step(ref pass);
    }

    static void IEngine<T>.Backward(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> outputGradients, Block<T> gradient, Block<T> dx)
    {
        var pass = new Pass<TiledEngine<T, TNetwork>.CallersCost>(
            parameters, x, rows, outputGradients, T.One, default, dx, default, moves: false);
        if (gradient.IsNowhere)
            pass.Run(default(NoGradient<T>));
        else
            pass.Run(gradient);
    }

    /// <summary>
    /// Forward, cost and backward, stage by stage, each over all rows, as many at a time as stay in the cache; to the inputs as well where
    /// there is a place for dC/dx.
    /// </summary>
    private readonly struct Pass<TCost>(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, DropoutStep dropout, Block<T> dx,
        Block<double> losses, bool moves)
        : IGradientPass<T>
        where TCost : struct, TiledEngine<T, TNetwork>.ICost
    {
        public bool CanFuse => rows <= TiledEngine<T, TNetwork>.TrainingChunk;

        public T Scale => scale;

        /// <summary>Leaves the outputs, [rows x outputs].</summary>
        public void Forward(Block<T> y)
        {
            if (Vector512.IsHardwareAccelerated) Forward<Wide512<T>>(y);
            else if (Vector256.IsHardwareAccelerated) Forward<Wide256<T>>(y);
            else Forward<Wide128<T>>(y);
        }

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
            int parts = Parts, blocks = TiledEngine<T, TNetwork>.Blocks<V>(rows);
            using Workspace<T> memory = Rent<V>(parts);
            using Workspace<double> sums = Workspace<double>.Rent((blocks + 1) * LossCount);
            Block<double> total = losses.IsNowhere ? sums.Start : losses, ofBlocks = sums.Start.At(LossCount);
            total.AsSpan(LossCount).Clear();
            Block<T> p = parameters.Start;
            Scratch<T> batch = TiledEngine<T, TNetwork>.ScratchOf(memory.Start, rows);
            TNetwork.TransposeWeights(p, batch, withFirst: !dx.IsNowhere);
            DoStages<V>(batch, ofBlocks, parts);
            for (int stage = TNetwork.Stages - 1; stage > 0; stage--)
            {
                var statistics = new DeltaStatistics<V>(stage, batch, parts);
                Team.Do(parts, ref statistics);
                var backward = new Backward<V>(stage - 1, p, batch, dx, parts);
                Team.Do(parts, ref backward);
            }

            for (int first = 0; TSink.IsUsed && first < rows; first += TiledEngine<T, TNetwork>.TrainingChunk)
            {
                int end = Math.Min(rows, first + TiledEngine<T, TNetwork>.TrainingChunk);
                var gradients = new TiledEngine<T, TNetwork>.ChunkGradients<V, TSink>(
                    x.At((nint)first * TNetwork.InputSize), batch.Of(first, end), sink, parts);
                Team.Do(parts, ref gradients);
            }

            LossSums.Add(total, ofBlocks, blocks, LossCount);
            return LossSums.Cost(total, TNetwork.LossWeights);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Forward<V>(Block<T> y) where V : struct, IWideVector<V, T>
        {
            int parts = Parts;
            using Workspace<T> memory = Rent<V>(parts);
            Scratch<T> batch = TiledEngine<T, TNetwork>.ScratchOf(memory.Start, rows);
            DoStages<V>(batch, default, parts);
            Rows.Copy<V, T>(
                TNetwork.Result(batch), TNetwork.OutputStride, y, TiledEngine<T, TNetwork>.FrameOutputs, rows * TNetwork.OutputFrames);
        }

        private int Parts => parameters.PartsOf(rows * TiledPredictor<T, TNetwork>.Frames);

        /// <summary>Memory for the values and deltas of all rows, and for the losses of each thread.</summary>
        private Workspace<T> Rent<V>(int parts) where V : struct, IWideVector<V, T> => Workspace<T>.Rent(
            TiledEngine<T, TNetwork>.PassMemory(rows) + parts * TiledEngine<T, TNetwork>.LossMemory<V>());

        /// <summary>Forward, stage by stage, and the cost.</summary>
        private void DoStages<V>(Scratch<T> batch, Block<double> losses, int parts) where V : struct, IWideVector<V, T>
        {
            for (int stage = 0; stage < TNetwork.Stages; stage++)
            {
                if (stage > 0)
                {
                    var statistics = new Statistics<V>(stage, parameters.Start, batch, moves, parts);
                    Team.Do(parts, ref statistics);
                }

                var forward = new Forward<V, TCost>(stage, parameters.Start, x, batch, targets, scale, dropout, losses, parts);
                Team.Do(parts, ref forward);
            }
        }
    }

    /// <summary>A stage of the forward pass, and after the last one the cost and the last stage's deltas; some rows are a piece.</summary>
    private readonly struct Forward<V, TCost>(
        int stage, Block<T> p, Block<T> x, Scratch<T> batch, Targets<T> targets, T scale, DropoutStep dropout, Block<double> losses,
        int parts) : IPieces
        where V : struct, IWideVector<V, T>
        where TCost : struct, TiledEngine<T, TNetwork>.ICost
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int piece)
        {
            LossLanes<T, V> lanes = TiledEngine<T, TNetwork>.LossLanesOf<V>(piece, batch.Shared(TNetwork.ScratchShared));
            (int first, int end) = new Part(piece, parts).Of(batch.Rows, TiledEngine<T, TNetwork>.Grain<V>());
            for (int next; first < end; first = next)
            {
                next = Math.Min(end, first + TiledEngine<T, TNetwork>.TrainingChunk);
                Scratch<T> scratch = batch.Of(first, next);
                if (stage == 0)
                    TNetwork.DrawDropout(dropout, first, scratch);
                TNetwork.StageForward<V>(stage, p, x.At((nint)first * TNetwork.InputSize), scratch);
                if (stage < TNetwork.Stages - 1)
                    continue;
                int firstFrame = first * TNetwork.OutputFrames;
                TCost.Differentiate(
                    TNetwork.Result(scratch), TNetwork.OutputDelta(scratch), firstFrame, scratch.Rows * TNetwork.OutputFrames, targets,
                    scale, lanes, losses.At(firstFrame / V.Count * LossCount));
                if (TCost.IsDifferentiated)
                    TNetwork.StageDeltas<V>(stage, p, scratch);
            }
        }
    }

    /// <summary>A stage of the backward pass, and after the first one dC/dx where there is a place for it; some rows are a piece.</summary>
    private readonly struct Backward<V>(int stage, Block<T> p, Scratch<T> batch, Block<T> dx, int parts) : IPieces
        where V : struct, IWideVector<V, T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(batch.Rows, TiledEngine<T, TNetwork>.Grain<V>());
            for (int next; first < end; first = next)
            {
                next = Math.Min(end, first + TiledEngine<T, TNetwork>.TrainingChunk);
                Scratch<T> scratch = batch.Of(first, next);
                TNetwork.StageDeltas<V>(stage, p, scratch);
                if (stage > 0 || dx.IsNowhere)
                    continue;
                TiledEngine<T, TNetwork>.CopyInputGradient<V>(
                    TNetwork.BatchInputGradient<V>(p, scratch), scratch, dx.At((nint)first * TNetwork.InputSize));
            }
        }
    }

    /// <summary>The statistics that a stage begins with; those of some units are a piece.</summary>
    private readonly struct Statistics<V>(int stage, Block<T> p, Scratch<T> batch, bool moves, int parts) : IPieces
        where V : struct, IWideVector<V, T>
    {
        public void Do(int piece) => TNetwork.Statistics<V>(stage, p, batch, new(piece, parts), moves);
    }

    /// <summary>The statistics of the deltas that leave a stage; those of some units are a piece.</summary>
    private readonly struct DeltaStatistics<V>(int stage, Scratch<T> batch, int parts) : IPieces
        where V : struct, IWideVector<V, T>
    {
        public void Do(int piece) => TNetwork.DeltaStatistics<V>(stage, batch, new(piece, parts));
    }
}
