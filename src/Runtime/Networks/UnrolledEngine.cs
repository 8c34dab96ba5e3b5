using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// Runs the passes of a network of straight-line arithmetic: a sample alone as single numbers, a batch in blocks of one sample a lane.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TNetwork">The generated passes.</typeparam>
public readonly struct UnrolledEngine<T, TNetwork> : IEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TNetwork : struct, IUnrolledNetwork<T>
{
    static int IPredictionEngine<T>.InputSize => TNetwork.InputSize;

    static int IPredictionEngine<T>.OutputSize => TNetwork.OutputSize;

    static Reduction IEngine<T>.Reduction => TNetwork.Reduction;

    static double IEngine<T>.OtherClass => TNetwork.OtherClass;

    static (double Kept, double Added) IEngine<T>.LabelSmoothing => TNetwork.LabelSmoothing;

    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y) => UnrolledPredictor<T, TNetwork>.Run(p, x, rows, y);

    static double IEngine<T>.Loss(Block<T> p, Block<T> x, int rows, Targets<T> targets)
    {
        if (rows == 1) return Loss<Scalar<T>>(p, x, rows, targets);
        if (Vector512.IsHardwareAccelerated) return Loss<Wide512<T>>(p, x, rows, targets);
        if (Vector256.IsHardwareAccelerated) return Loss<Wide256<T>>(p, x, rows, targets);
        return Loss<Wide128<T>>(p, x, rows, targets);
    }

    static double IEngine<T>.Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> gradient) =>
        new Pass(parameters, x, rows, targets, scale, default).Run(gradient);

    static double IEngine<T>.Train(UpdateState<T> state, Block<T> x, int rows, Targets<T> targets, T scale) =>
        state.Step(new Pass(state.Parameters, x, rows, targets, scale, state.Parameters.NextDropout()));

    static void IEngine<T>.InputGradient(ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> dx)
    {
        if (rows == 1) InputGradient<Scalar<T>>(parameters, x, rows, targets, scale, dx);
        else if (Vector512.IsHardwareAccelerated) InputGradient<Wide512<T>>(parameters, x, rows, targets, scale, dx);
        else if (Vector256.IsHardwareAccelerated) InputGradient<Wide256<T>>(parameters, x, rows, targets, scale, dx);
        else InputGradient<Wide128<T>>(parameters, x, rows, targets, scale, dx);
    }

    static void IEngine<T>.Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian)
    {
        if (Vector512.IsHardwareAccelerated) Jacobian<Wide512<T>>(parameters, x, jacobian);
        else if (Vector256.IsHardwareAccelerated) Jacobian<Wide256<T>>(parameters, x, jacobian);
        else Jacobian<Wide128<T>>(parameters, x, jacobian);
    }

    static void IEngine<T>.InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian)
    {
        if (Vector512.IsHardwareAccelerated) InputJacobian<Wide512<T>>(parameters, x, jacobian);
        else if (Vector256.IsHardwareAccelerated) InputJacobian<Wide256<T>>(parameters, x, jacobian);
        else InputJacobian<Wide128<T>>(parameters, x, jacobian);
    }

    private static void Jacobian<V>(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian) where V : struct, IVector<V, T>
    {
        using Workspace<T> scratch = Rent<V>(parameters.Length);
        var lanes = new SampleLanes<V>(scratch.Start);
        for (int first = 0; first < TNetwork.OutputSize; first += V.Count)
        {
            int used = lanes.JacobianBackward(parameters, x, first);
            for (int parameter = 0; parameter < parameters.Count; parameter++)
            {
                for (int k = 0; k < used; k++)
                    jacobian[(first + k) * parameters.Count + parameter] = lanes.Gradient[parameter * V.Count + k];
            }
        }
    }

    private static void InputJacobian<V>(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian) where V : struct, IVector<V, T>
    {
        using Workspace<T> scratch = Rent<V>(parameters.Length);
        var lanes = new SampleLanes<V>(scratch.Start);
        for (int first = 0; first < TNetwork.OutputSize; first += V.Count)
        {
            int used = lanes.JacobianBackward(parameters, x, first);
            TNetwork.InputGradient<V>(parameters.Start, lanes.Scratch, lanes.Input);
            Transpose.Copy(lanes.Input, V.Count, jacobian.At((nint)first * TNetwork.InputSize), TNetwork.InputSize, TNetwork.InputSize, used);
        }
    }

    private static double Loss<V>(Block<T> p, Block<T> x, int rows, Targets<T> targets) where V : struct, IVector<V, T>
    {
        using Workspace<T> scratch = Rent<V>(0);
        var lanes = new SampleLanes<V>(scratch.Start);
        double loss = 0;
        for (int first = 0; first < rows; first += V.Count)
        {
            int used = lanes.LoadInputs(x, first, rows);
            targets.Load(lanes.Target, V.Count, first, used);
            TNetwork.DrawDropout<V>(default, used, first, lanes.Scratch);
            Block<T> output = TNetwork.Forward<V>(p, lanes.Input, lanes.Scratch);
            loss += lanes.Add(TNetwork.Loss<V>(output, lanes.Target), used, targets, first);
        }

        return loss;
    }

    private static void InputGradient<V>(ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> dx)
        where V : struct, IVector<V, T>
    {
        // The parameters' gradient comes along, being one with the pass that carries the deltas to the first layer.
        using Workspace<T> scratch = Rent<V>(parameters.Length);
        var lanes = new SampleLanes<V>(scratch.Start);
        for (int first = 0; first < rows; first += V.Count)
        {
            lanes.ForwardAndLoss(parameters.Start, x, first, rows, targets, scale, default);
            TNetwork.Backward<V>(parameters.Start, lanes.Input, lanes.Scratch, lanes.Gradient);
            TNetwork.InputGradient<V>(parameters.Start, lanes.Scratch, lanes.Input);
            int used = Math.Min(V.Count, rows - first);
            Transpose.Copy(lanes.Input, V.Count, dx.At((nint)first * TNetwork.InputSize), TNetwork.InputSize, TNetwork.InputSize, used);
        }
    }

    private static Workspace<T> Rent<V>(int gradientLength) where V : struct, IVector<V, T> =>
        Workspace<T>.Rent((long)V.Count * (TNetwork.InputSize + TNetwork.OutputSize + 1 + TNetwork.ScratchPerSample + gradientLength));

    /// <summary>Forward, loss and backward, block by block; the lanes' shares of the gradient are added up at the end.</summary>
    private readonly struct Pass(ParameterStore<T> parameters, Block<T> x, int rows, Targets<T> targets, T scale, DropoutStep dropout) : IGradientPass<T>
    {
        public bool CanFuse => true;

        public T Scale => scale;

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>
        {
            using Workspace<T> gradient = Workspace<T>.Rent(parameters.Length);
            double loss = Run(gradient.Start);
            StoredGradient.HandTo(sink, gradient.Start, parameters.Length);
            return loss;
        }

        public double Run(Block<T> gradient)
        {
            if (rows == 1) return Run<Scalar<T>>(gradient);
            if (Vector512.IsHardwareAccelerated) return Run<Wide512<T>>(gradient);
            if (Vector256.IsHardwareAccelerated) return Run<Wide256<T>>(gradient);
            return Run<Wide128<T>>(gradient);
        }

        private double Run<V>(Block<T> gradient) where V : struct, IVector<V, T>
        {
            using Workspace<T> scratch = Rent<V>(parameters.Length);
            var lanes = new SampleLanes<V>(scratch.Start);
            lanes.Gradient.AsSpan(parameters.Length * V.Count).Clear();
            double loss = 0;
            for (int first = 0; first < rows; first += V.Count)
            {
                loss += lanes.ForwardAndLoss(parameters.Start, x, first, rows, targets, scale, dropout);
                TNetwork.Backward<V>(parameters.Start, lanes.Input, lanes.Scratch, lanes.Gradient);
            }

            for (nint i = 0; i < parameters.Length; i++)
                gradient[i] = V.Sum(V.Load(lanes.Gradient, i * V.Count));
            return loss;
        }
    }

    /// <summary>The memory of a block of samples, one in each lane.</summary>
    private readonly struct SampleLanes<V>(Block<T> start) where V : struct, IVector<V, T>
    {
        public Block<T> Input => start;

        public Block<T> Target => start.At(V.Count * TNetwork.InputSize);

        private Block<T> Losses => start.At(V.Count * (TNetwork.InputSize + TNetwork.OutputSize));

        public Block<T> Scratch => start.At(V.Count * (TNetwork.InputSize + TNetwork.OutputSize + 1));

        public Block<T> Gradient => start.At(V.Count * (TNetwork.InputSize + TNetwork.OutputSize + 1 + TNetwork.ScratchPerSample));

        /// <returns>How many lanes are in use; the others hold zeros.</returns>
        public int LoadInputs(Block<T> x, int first, int rows)
        {
            int used = Math.Min(V.Count, rows - first);
            Transpose.Copy(x.At((nint)first * TNetwork.InputSize), TNetwork.InputSize, Input, V.Count, used, TNetwork.InputSize);
            return used;
        }

        /// <summary>
        /// The sample in every lane, and a backward pass in which each lane is one of the outputs from <paramref name="first"/> on: it
        /// starts with the unit matrix, and what arrives at layer l is the product D_L D_(L-1) ... of the contract's formula.
        /// </summary>
        /// <returns>How many lanes are in use.</returns>
        public int JacobianBackward(ParameterStore<T> parameters, Block<T> x, int first)
        {
            for (nint i = 0; i < TNetwork.InputSize; i++)
                V.Store(Input, i * V.Count, V.Broadcast(x[i]));
            TNetwork.DrawDropout<V>(default, V.Count, 0, Scratch);
            Block<T> output = TNetwork.Forward<V>(parameters.Start, Input, Scratch);
            TNetwork.Output<V>(output);
            Block<T> delta = TNetwork.OutputDelta<V>(Scratch);
            delta.AsSpan(TNetwork.OutputSize * V.Count).Clear();
            int used = Math.Min(V.Count, TNetwork.OutputSize - first);
            for (nint k = 0; k < used; k++)
                delta[(first + k) * V.Count + k] = T.One;
            TNetwork.OutputBackward<V>(output, delta);
            Gradient.AsSpan(parameters.Length * V.Count).Clear();
            TNetwork.Backward<V>(parameters.Start, Input, Scratch, Gradient);
            return used;
        }

        /// <summary>Leaves dC/da of the outputs for the backward pass; zero in the lanes that no sample uses.</summary>
        /// <returns>The sum of the weighted losses.</returns>
        public double ForwardAndLoss(
            Block<T> p, Block<T> x, int first, int rows, Targets<T> targets, T scale, DropoutStep dropout)
        {
            int used = LoadInputs(x, first, rows);
            targets.Load(Target, V.Count, first, used);
            TNetwork.DrawDropout<V>(dropout, used, first, Scratch);
            Block<T> output = TNetwork.Forward<V>(p, Input, Scratch);
            Block<T> delta = TNetwork.OutputDelta<V>(Scratch);
            double loss = Add(TNetwork.LossGradient<V>(output, Target, scale, delta), used, targets, first);
            targets.Weigh(delta, V.Count, first, used);
            for (int unit = 0; used < V.Count && unit < TNetwork.OutputSize; unit++)
                delta.At(unit * V.Count + used).AsSpan(V.Count - used).Clear();
            return loss;
        }

        /// <inheritdoc cref="LossLanes{T, V}.Sum"/>
        public double Add(V losses, int used, Targets<T> targets, int first) => LossLanes<T, V>.Sum(losses, used, targets, first, Losses);
    }
}
