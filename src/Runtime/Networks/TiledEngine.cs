using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Runs the passes of a network of register tiles on the widest registers that the machine has.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TNetwork">The generated passes.</typeparam>
public readonly struct TiledEngine<T, TNetwork> : IEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TNetwork : struct, ITiledNetwork<T>
{
    // As TiledPredictor.Chunk.
    private const int TrainingChunk = 240;

    static int IPredictionEngine<T>.InputSize => TNetwork.InputSize;

    static int IPredictionEngine<T>.OutputSize => TNetwork.OutputSize;

    static Reduction IEngine<T>.Reduction => TNetwork.Reduction;

    static double IEngine<T>.OtherClass => TNetwork.OtherClass;

    static (double Kept, double Added) IEngine<T>.LabelSmoothing => TNetwork.LabelSmoothing;

    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y) => TiledPredictor<T, TNetwork>.Run(p, x, rows, y);

    static double IEngine<T>.Loss(Block<T> p, Block<T> x, int rows, Targets<T> targets)
    {
        if (Vector512.IsHardwareAccelerated) return Loss<Wide512<T>>(p, x, rows, targets);
        if (Vector256.IsHardwareAccelerated) return Loss<Wide256<T>>(p, x, rows, targets);
        return Loss<Wide128<T>>(p, x, rows, targets);
    }

    static double IEngine<T>.Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> gradient) =>
        new Pass(parameters, x, rows, targets, scale, default).Run(gradient);

    static double IEngine<T>.Train(UpdateState<T> state, Block<T> x, int rows, Targets<T> targets, T scale) =>
        state.Step(new Pass(state.Parameters, x, rows, targets, scale, state.Parameters.NextDropout()));

    static void IEngine<T>.InputGradient(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> dx) =>
        new Pass(parameters, x, rows, targets, scale, default).Run(default(NoGradient<T>), dx);

    static void IEngine<T>.Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian)
    {
        int length = parameters.Length;
        using Workspace<T> rows = Workspace<T>.Rent((long)length * TNetwork.OutputSize);
        Jacobian(parameters, x, new JacobianRows<T>(rows.Start, length), default);
        for (int k = 0; k < TNetwork.OutputSize; k++)
            parameters.ToCanonical(rows.Start.At((nint)k * length), jacobian.Slice(k * parameters.Count, parameters.Count));
    }

    static void IEngine<T>.InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian) =>
        Jacobian(parameters, x, default(NoGradient<T>), jacobian);

    private static void Jacobian<TSink>(ParameterStore<T> parameters, Block<T> x, TSink sink, Block<T> dx) where TSink : struct, IGradientSink<T>
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
        where V : struct, IVector<V, T>
        where TSink : struct, IGradientSink<T>
    {
        const int single = 1;
        int rows = TNetwork.OutputSize;
        Block<T> p = parameters.Start;
        using Workspace<T> forward = Rent<V>(single);
        using Workspace<T> backward = Rent<V>(rows);
        TNetwork.DrawDropout(default, single, 0, forward.Start);
        TNetwork.Output<V>(TNetwork.Forward<V>(p, x, single, forward.Start), single, forward.Start);
        TNetwork.DrawDropout(default, rows, 0, backward.Start);
        TNetwork.Repeat(forward.Start, rows, backward.Start);
        Block<T> delta = TNetwork.OutputDelta(rows, backward.Start);
        delta.AsSpan(rows * TNetwork.OutputStride).Clear();
        for (nint k = 0; k < rows; k++)
            delta[k * TNetwork.OutputStride + k] = T.One;
        TNetwork.OutputBackward<V>(TNetwork.Result(rows, backward.Start), delta, rows, backward.Start);
        TNetwork.Backward<V, TSink>(p, x, rows, backward.Start, sink);
        if (!TSink.IsUsed)
            Rows.Copy(TNetwork.InputGradient<V>(p, rows, backward.Start), Dense.Padded<V>(TNetwork.InputSize), dx, TNetwork.InputSize, rows);
    }

    private static double Loss<V>(Block<T> p, Block<T> x, int rows, Targets<T> targets) where V : struct, IVector<V, T>
    {
        using Workspace<T> scratch = Rent<V>(Math.Min(rows, TiledPredictor<T, TNetwork>.Chunk));
        double loss = 0;
        for (int first = 0; first < rows; first += TiledPredictor<T, TNetwork>.Chunk)
        {
            int count = Math.Min(TiledPredictor<T, TNetwork>.Chunk, rows - first);
            TNetwork.DrawDropout(default, count, first, scratch.Start);
            Block<T> output = TNetwork.Forward<V>(p, x.At((nint)first * TNetwork.InputSize), count, scratch.Start);
            var lanes = new LossLanes<T, V>(LossScratch(scratch, count), TNetwork.OutputSize);
            for (int sample = 0; sample < count; sample += V.Count)
            {
                int used = lanes.Load(output, TNetwork.OutputStride, sample, count, targets, first);
                loss += lanes.Add(TNetwork.Loss<V>(lanes.Output, lanes.Target), used, targets, first + sample);
            }
        }

        return loss;
    }

    /// <summary>Memory for the passes over a chunk and, behind it, for the loss.</summary>
    private static Workspace<T> Rent<V>(int rows) where V : struct, IVector<V, T> =>
        Workspace<T>.Rent((long)rows * TNetwork.ScratchPerRow + TNetwork.ScratchFixed + LossLanes<T, V>.Size(TNetwork.OutputSize));

    private static Block<T> LossScratch(Workspace<T> scratch, int rows) =>
        scratch.Start.At((nint)rows * TNetwork.ScratchPerRow + TNetwork.ScratchFixed);

    /// <summary>Forward, loss and backward, chunk by chunk.</summary>
    private readonly struct Pass(ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, DropoutStep dropout) : IGradientPass<T>
    {
        public bool CanFuse => rows <= TrainingChunk;

        public T Scale => scale;

        public double Run(Block<T> gradient)
        {
            gradient.AsSpan(parameters.Length).Clear();
            return Run(new AddedGradient<T>(gradient));
        }

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T> => Run(sink, default);

        public double Run<TSink>(TSink sink, Block<T> dx) where TSink : struct, IGradientSink<T>
        {
            if (Vector512.IsHardwareAccelerated) return Run<Wide512<T>, TSink>(sink, dx);
            if (Vector256.IsHardwareAccelerated) return Run<Wide256<T>, TSink>(sink, dx);
            return Run<Wide128<T>, TSink>(sink, dx);
        }

        private double Run<V, TSink>(TSink sink, Block<T> dx)
            where V : struct, IVector<V, T>
            where TSink : struct, IGradientSink<T>
        {
            using Workspace<T> scratch = Rent<V>(Math.Min(rows, TrainingChunk));
            Block<T> p = parameters.Start;
            double loss = 0;
            for (int first = 0; first < rows; first += TrainingChunk)
            {
                int count = Math.Min(TrainingChunk, rows - first);
                Block<T> chunk = x.At((nint)first * TNetwork.InputSize);
                TNetwork.DrawDropout(dropout, count, first, scratch.Start);
                Block<T> output = TNetwork.Forward<V>(p, chunk, count, scratch.Start);
                Block<T> delta = TNetwork.OutputDelta(count, scratch.Start);
                var lanes = new LossLanes<T, V>(LossScratch(scratch, count), TNetwork.OutputSize);
                for (int sample = 0; sample < count; sample += V.Count)
                {
                    int used = lanes.Load(output, TNetwork.OutputStride, sample, count, targets, first);
                    V losses = TNetwork.LossGradient<V>(lanes.Output, lanes.Target, scale, lanes.Delta);
                    loss += lanes.Add(losses, used, targets, first + sample);
                    targets.Weigh(lanes.Delta, V.Count, first + sample, used);
                    Transpose.Copy(
                        lanes.Delta, V.Count, delta.At((nint)sample * TNetwork.OutputStride), TNetwork.OutputStride, TNetwork.OutputSize, used);
                }

                TNetwork.Backward<V, TSink>(p, chunk, count, scratch.Start, sink);
                if (!TSink.IsUsed)
                {
                    Block<T> gradient = TNetwork.InputGradient<V>(p, count, scratch.Start);
                    Rows.Copy(gradient, Dense.Padded<V>(TNetwork.InputSize), dx.At((nint)first * TNetwork.InputSize), TNetwork.InputSize, count);
                }
            }

            return loss;
        }
    }
}
