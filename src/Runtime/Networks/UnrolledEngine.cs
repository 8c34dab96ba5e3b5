using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Threading;

namespace GenNet.Networks;

/// <summary>
/// Runs the passes of a network of straight-line arithmetic: a single sample with the units of a layer across the lanes, a batch in
/// blocks of one sample a lane.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TNetwork">The generated passes.</typeparam>
public readonly unsafe partial struct UnrolledEngine<T, TNetwork> : IEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TNetwork : struct, IUnrolledNetwork<T>
{
    static int IEngine<T>.InputSize => TNetwork.InputSize;

    static int IEngine<T>.OutputSize => TNetwork.OutputSize;

    static Reduction IEngine<T>.Reduction => TNetwork.Reduction;

    static double IEngine<T>.OtherClass => TNetwork.OtherClass;

    static ReadOnlySpan<double> IEngine<T>.LossWeights => TNetwork.LossWeights;

    private static int LossCount => TNetwork.LossWeights.Length;

    // A multiple of the lanes, as UnrolledPredictor.Chunk; what its blocks leave of a layer's deltas for the gradient stays in the
    // first-level cache.
    private const int TrainingChunk = 256;

    // A larger batch is summed in sections of whole chunks, as many for any number of threads, so that its sums' order is always the same.
    private const int MaxSections = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IEngine<T>.Predict(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y)
    {
        int parts = parameters.PartsOf(rows);
        if (parts == 1)
            UnrolledPredictor<T, TNetwork>.Run(parameters.Start, x, rows, y);
        else
            Predict(parameters.Start, x, rows, y, parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Predict(Block<T> p, Block<T> x, int rows, Block<T> y, int parts)
    {
        var prediction = new Prediction(p, x, rows, y, parts);
        Team.Do(parts, ref prediction);
    }

    static void IEngine<T>.Loss(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses)
    {
        int sections = Sections(rows), parts = Math.Min(sections, parameters.PartsOf(rows));
        using Workspace<double> ofSections = Workspace<double>.Rent(sections * LossCount);
        var evaluation = new Evaluation(parameters.Start, x, rows, targets, y, ofSections.Start, sections, parts);
        Team.Do(parts, ref evaluation);
        losses.AsSpan(LossCount).Clear();
        LossSums.Add(losses, ofSections.Start, sections, LossCount);
    }

    static double IEngine<T>.Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, DropoutStep dropout, Block<T> gradient,
        Block<double> losses) =>
        new Pass<OwnCost>(parameters, x, rows, Targets<T>.Pointer(in targets), scale, dropout, default, losses).Run(gradient);

    static double IEngine<T>.Train(
        UpdateState<T> state, Block<T> x, int rows, in Targets<T> targets, T scale, Block<double> losses)
    {
        var pass = new Pass<OwnCost>(
            state.Parameters, x, rows, Targets<T>.Pointer(in targets), scale, state.Parameters.NextDropout(), default, losses);
        return state.Step(ref pass);
    }

    static void IEngine<T>.InputGradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx) =>
        InputGradient<OwnCost>(parameters, x, rows, targets, scale, dx);

    static void IEngine<T>.Backward(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> outputGradients, Block<T> gradient, Block<T> dx)
    {
        if (gradient.IsNowhere)
            InputGradient<CallersCost>(parameters, x, rows, outputGradients, T.One, dx);
        else
            new Pass<CallersCost>(parameters, x, rows, Targets<T>.Pointer(in outputGradients), T.One, default, dx, default).Run(gradient);
    }

    private static void InputGradient<TCost>(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx)
        where TCost : struct, ICost
    {
        int parts = parameters.PartsOf(rows);
        var gradients = new InputGradients<TCost>(parameters.Start, x, rows, targets, scale, dx, parts);
        Team.Do(parts, ref gradients);
    }

    static void IEngine<T>.Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian)
    {
        if (Vector512.IsHardwareAccelerated) Jacobian<Wide512<T>>(parameters, x, jacobian);
        else if (Vector256.IsHardwareAccelerated) Jacobian<Wide256<T>>(parameters, x, jacobian);
        else Jacobian<Wide128<T>>(parameters, x, jacobian);
    }

    static void IEngine<T>.InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian)
    {
        if (Vector512.IsHardwareAccelerated) InputJacobian<Wide512<T>>(parameters.Start, x, jacobian);
        else if (Vector256.IsHardwareAccelerated) InputJacobian<Wide256<T>>(parameters.Start, x, jacobian);
        else InputJacobian<Wide128<T>>(parameters.Start, x, jacobian);
    }

    private static void Loss(Block<T> p, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses)
    {
        losses.AsSpan(LossCount).Clear();
        if (Vector512.IsHardwareAccelerated) Loss<Wide512<T>>(p, x, rows, targets, y, losses);
        else if (Vector256.IsHardwareAccelerated) Loss<Wide256<T>>(p, x, rows, targets, y, losses);
        else Loss<Wide128<T>>(p, x, rows, targets, y, losses);
    }

    private static void InputGradient<TCost>(Block<T> p, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx)
        where TCost : struct, ICost
    {
        if (Vector512.IsHardwareAccelerated) InputGradient<Wide512<T>, TCost>(p, x, rows, targets, scale, dx);
        else if (Vector256.IsHardwareAccelerated) InputGradient<Wide256<T>, TCost>(p, x, rows, targets, scale, dx);
        else InputGradient<Wide128<T>, TCost>(p, x, rows, targets, scale, dx);
    }

    private static void Loss<V>(Block<T> p, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses)
        where V : struct, IWideVector<V, T>
    {
        if (rows == 1)
        {
            using Workspace<T> memory = RentRow<V>();
            new SampleRow<V>(memory.Start).Loss(p, x, targets, y, losses);
            return;
        }

        using Workspace<T> scratch = Rent<V>(V.Count);
        var lanes = new SampleLanes<V>(scratch.Start);
        for (int first = 0; first < rows; first += V.Count)
        {
            int used = lanes.Load(x, first, rows, targets);
            TNetwork.DrawDropout<V>(default, used, first, lanes.Scratch);
            Block<T> output = TNetwork.Forward<V>(p, lanes.Input, lanes.Scratch);
            TNetwork.Loss<V, SamplesInLanes>(output, lanes.Target, lanes.Losses);
            LossSums.Add<T, V>(losses, lanes.Losses, LossCount, used, targets, first);
            if (y.IsNowhere)
                continue;
            TNetwork.Output<V, SamplesInLanes>(output);
            Transpose.Copy(
                output, V.Count, y.At((nint)first * TNetwork.OutputSize), TNetwork.OutputSize, TNetwork.OutputSize, used);
        }
    }

    private static void InputGradient<V, TCost>(Block<T> p, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx)
        where V : struct, IWideVector<V, T>
        where TCost : struct, ICost
    {
        if (rows == 1)
        {
            using Workspace<T> memory = RentRow<V>();
            var sample = new SampleRow<V>(memory.Start);
            sample.ForwardAndLoss<TCost>(p, x, targets, scale, default, losses: default);
            TNetwork.BackwardRow<V, NoGradient<T>>(p, x, memory.Start, default);
            sample.InputGradient(p, dx);
            return;
        }

        using Workspace<T> scratch = Rent<V>(V.Count);
        var lanes = new SampleLanes<V>(scratch.Start);
        for (int first = 0; first < rows; first += V.Count)
        {
            int used = lanes.Load(x, first, rows, targets);
            lanes.ForwardAndLoss<TCost>(p, first, used, targets, scale, default, losses: default);
            TNetwork.Backward<V>(p, lanes.Scratch);
            lanes.InputGradient(p, dx.At((nint)first * TNetwork.InputSize), used);
        }
    }

    /// <summary>
    /// One forward pass, and a backward pass for each output: each starts with a row of the unit matrix, and what arrives at layer l is
    /// that row of the product D_L D_(L-1) ... of the contract's formula.
    /// </summary>
    private static void Jacobian<V>(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian) where V : struct, IWideVector<V, T>
    {
        using Workspace<T> memory = RentRow<V>();
        using Workspace<T> gradient = Workspace<T>.Rent(parameters.Length);
        var sample = new SampleRow<V>(memory.Start);
        Block<T> output = sample.Predict(parameters.Start, x);
        for (int k = 0; k < TNetwork.OutputSize; k++)
        {
            sample.StartJacobian(output, k);
            gradient.Start.AsSpan(parameters.Length).Clear();
            TNetwork.BackwardRow<V, AddedGradient<T>>(parameters.Start, x, memory.Start, new(gradient.Start));
            parameters.ToCanonical(gradient.Start, jacobian.Slice(k * parameters.Count, parameters.Count));
        }
    }

    /// <inheritdoc cref="Jacobian{V}"/>
    private static void InputJacobian<V>(Block<T> p, Block<T> x, Block<T> jacobian) where V : struct, IWideVector<V, T>
    {
        using Workspace<T> memory = RentRow<V>();
        var sample = new SampleRow<V>(memory.Start);
        Block<T> output = sample.Predict(p, x);
        for (int k = 0; k < TNetwork.OutputSize; k++)
        {
            sample.StartJacobian(output, k);
            TNetwork.BackwardRow<V, NoGradient<T>>(p, x, memory.Start, default);
            sample.InputGradient(p, jacobian.At((nint)k * TNetwork.InputSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Workspace<T> RentRow<V>() where V : struct, IWideVector<V, T> =>
        Workspace<T>.Rent((long)TNetwork.ScratchPerRow + TNetwork.OutputStride + LossCount * V.Count + TNetwork.InputStride);

    private static Workspace<T> Rent<V>(int rows) where V : struct, IWideVector<V, T> =>
        Workspace<T>.Rent((long)Blocks<V>(rows) * SampleLanes<V>.Size);

    private static int Blocks<V>(int rows) where V : struct, IWideVector<V, T> => (rows + V.Count - 1) / V.Count;

    private static SampleLanes<V> BlockOf<V>(Workspace<T> scratch, int block) where V : struct, IWideVector<V, T> =>
        new(scratch.Start.At((nint)block * SampleLanes<V>.Size));

    /// <summary>
    /// Forward, cost and backward, chunk by chunk; of several chunks the gradients add up in memory. To the inputs as well where there is
    /// a place for dC/dx.
    /// </summary>
    /// <remarks>
    /// The targets are pointed to: a copy of what was written a moment ago in other pieces would hold up a single sample.
    /// </remarks>
    private readonly struct Pass<TCost>(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T>* targets, T scale, DropoutStep dropout, Block<T> dx,
        Block<double> losses)
        : IGradientPass<T>
        where TCost : struct, ICost
    {
        public bool CanFuse => rows <= TrainingChunk;

        public T Scale => scale;

        public double Run(Block<T> gradient)
        {
            int sections = Sections(rows), parts = Math.Min(sections, parameters.PartsOf(rows)), length = parameters.Length;
            if (sections == 1)
            {
                RunSection(Part.Whole, gradient, losses);
                return Cost;
            }

            using Workspace<T> sums = Workspace<T>.Rent((long)sections * length);
            using Workspace<double> ofSections = Workspace<double>.Rent(sections * LossCount);
            var gradients = new SectionGradients<TCost>(this, sums.Start, ofSections.Start, sections, parts);
            Team.Do(parts, ref gradients);
            sums.Start.AsSpan(length).CopyTo(gradient.AsSpan(length));
            for (int section = 1; section < sections; section++)
                StoredGradient.HandTo(new AddedGradient<T>(gradient), sums.Start.At((nint)section * length), length);
            if (!losses.IsNowhere)
            {
                losses.AsSpan(LossCount).Clear();
                LossSums.Add(losses, ofSections.Start, sections, LossCount);
            }

            return Cost;
        }

        private double Cost => losses.IsNowhere ? 0 : LossSums.Cost(losses, TNetwork.LossWeights);

        /// <summary>Sums the gradient over the samples of one section, and their losses.</summary>
        public void RunSection(Part section, Block<T> sums, Block<double> sectionLosses)
        {
            (int first, int end) = section.Of(rows, TrainingChunk);
            Block<T> gradient = sums.At((nint)section.Index * parameters.Length);
            gradient.AsSpan(parameters.Length).Clear();
            Block<T> inputs = x.At((nint)first * TNetwork.InputSize);
            Block<T> inputGradients = dx.IsNowhere ? dx : dx.At((nint)first * TNetwork.InputSize);
            Targets<T> own = targets->From(first);
            new Pass<TCost>(parameters, inputs, end - first, &own, scale, dropout.From(first), inputGradients, sectionLosses)
                .Run(new AddedGradient<T>(gradient));
        }

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>
        {
            if (!losses.IsNowhere)
                losses.AsSpan(LossCount).Clear();
            if (Vector512.IsHardwareAccelerated) Run<Wide512<T>, TSink>(sink);
            else if (Vector256.IsHardwareAccelerated) Run<Wide256<T>, TSink>(sink);
            else Run<Wide128<T>, TSink>(sink);
            return Cost;
        }

        private void Run<V, TSink>(TSink sink)
            where V : struct, IWideVector<V, T>
            where TSink : struct, IGradientSink<T>
        {
            Block<T> p = parameters.Start;
            if (rows == 1)
            {
                using Workspace<T> memory = RentRow<V>();
                var sample = new SampleRow<V>(memory.Start);
                sample.ForwardAndLoss<TCost>(p, x, in *targets, scale, dropout, losses);
                TNetwork.BackwardRow<V, TSink>(p, x, memory.Start, sink);
                if (!dx.IsNowhere)
                    sample.InputGradient(p, dx);
                return;
            }

            using Workspace<T> scratch = Rent<V>(Math.Min(rows, TrainingChunk));
            SampleLanes<V> start = BlockOf<V>(scratch, 0);
            for (int first = 0; first < rows; first += TrainingChunk)
            {
                int blocks = Blocks<V>(Math.Min(TrainingChunk, rows - first));
                if (Interpreter.IsRunning)
                    RunSamples<V>(scratch, first, blocks);
                else
                    RunBlocks<V>(scratch, first, blocks);
                TNetwork.ParameterGradient<V, TSink>(start.Input, start.Scratch, SampleLanes<V>.Size, blocks, sink);
                for (int block = 0; block < blocks && !dx.IsNowhere; block++)
                {
                    int sample = first + block * V.Count;
                    BlockOf<V>(scratch, block).InputGradient(
                        p, dx.At((nint)sample * TNetwork.InputSize), Math.Min(V.Count, rows - sample));
                }
            }
        }

        /// <summary>Forward, cost and backward of some blocks, which go from step to step together.</summary>
        private void RunBlocks<V>(Workspace<T> scratch, int first, int blocks) where V : struct, IWideVector<V, T>
        {
            Block<T> p = parameters.Start;
            for (int block = 0; block < blocks; block++)
                BlockOf<V>(scratch, block).Load(x, first + block * V.Count, rows, in *targets);
            for (int block = 0; block < blocks; block++)
            {
                int sample = first + block * V.Count;
                BlockOf<V>(scratch, block).ForwardAndLoss<TCost>(
                    p, sample, Math.Min(V.Count, rows - sample), in *targets, scale, dropout, losses);
            }

            for (int block = 0; block < blocks; block++)
                TNetwork.Backward<V>(p, BlockOf<V>(scratch, block).Scratch);
        }

        /// <summary>
        /// The same sample by sample, in a single lane. All that a sample has in memory is then put in its lane of a block, for the sums
        /// over the samples; lanes without one are zero.
        /// </summary>
        private void RunSamples<V>(Workspace<T> scratch, int first, int blocks) where V : struct, IWideVector<V, T>
        {
            Block<T> p = parameters.Start;
            int size = SampleLanes<Scalar<T>>.Size;
            using Workspace<T> samples = Workspace<T>.Rent((long)V.Count * size);
            for (int block = 0; block < blocks; block++)
            {
                int start = first + block * V.Count, used = Math.Min(V.Count, rows - start);
                for (int i = 0; i < used; i++)
                {
                    var sample = new SampleLanes<Scalar<T>>(samples.Start.At((nint)i * size));
                    sample.Load(x, start + i, rows, in *targets);
                    sample.ForwardAndLoss<TCost>(p, start + i, 1, in *targets, scale, dropout, losses: default);
                    TNetwork.Backward<Scalar<T>>(p, sample.Scratch);
                }

                SampleLanes<V> lanes = BlockOf<V>(scratch, block);
                Transpose.Copy(samples.Start, size, lanes.Input, V.Count, used, size);
                if (!losses.IsNowhere)
                    LossSums.Add<T, V>(losses, lanes.Losses, LossCount, used, in *targets, start);
            }
        }
    }

    private static int Sections(int rows) => Math.Min(MaxSections, (rows + TrainingChunk - 1) / TrainingChunk);
}
