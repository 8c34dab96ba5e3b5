using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

// The memory of samples in the passes: a block of them, one in each lane, and a single one.
public readonly unsafe partial struct UnrolledEngine<T, TNetwork>
{
    /// <summary>The memory of a block of samples, one in each lane.</summary>
    private readonly struct SampleLanes<V>(Block<T> start) where V : struct, IVector<V, T>
    {
        public static int Size => V.Count * (TNetwork.InputSize + TNetwork.OutputSize + LossCount + TNetwork.ScratchPerSample);

        public Block<T> Input => start;

        public Block<T> Target => start.At(V.Count * TNetwork.InputSize);

        public Block<T> Losses => start.At(V.Count * (TNetwork.InputSize + TNetwork.OutputSize));

        public Block<T> Scratch => Losses.At(V.Count * LossCount);

        /// <summary>
        /// Loads a block's samples. Lanes without one repeat the first, since a user's own activation may be infinite at what they would
        /// have, and that times the zeros of their deltas is NaN.
        /// </summary>
        /// <returns>How many lanes are in use.</returns>
        public int Load(Block<T> x, int first, int rows, in Targets<T> targets)
        {
            int used = Math.Min(V.Count, rows - first);
            Transpose.Copy(x.At((nint)first * TNetwork.InputSize), TNetwork.InputSize, Input, V.Count, used, TNetwork.InputSize);
            for (int k = 0; used < V.Count && k < TNetwork.InputSize; k++)
                Input.At(k * V.Count + used).AsSpan(V.Count - used).Fill(Input[k * V.Count]);
            targets.Load(Target, V.Count, first, used);
            return used;
        }

        /// <summary>
        /// Leaves dC/da of the outputs for the backward pass, zero in the lanes that no sample uses, and adds the samples' losses.
        /// </summary>
        public void ForwardAndLoss<TCost>(
            Block<T> p, int first, int used, in Targets<T> targets, T scale, DropoutStep dropout, Block<double> losses)
            where TCost : struct, ICost
        {
            TNetwork.DrawDropout<V>(dropout, used, first, Scratch);
            Block<T> output = TNetwork.Forward<V>(p, Input, Scratch);
            Block<T> delta = TNetwork.OutputDelta<V>(Scratch);
            TCost.Gradient<V, SamplesInLanes>(output, Target, scale, delta, Losses);
            if (!losses.IsNowhere)
                LossSums.Add<T, V>(losses, Losses, LossCount, used, targets, first);
            targets.Weigh(delta, V.Count, first, used);
            for (int unit = 0; used < V.Count && unit < TNetwork.OutputSize; unit++)
                delta.At(unit * V.Count + used).AsSpan(V.Count - used).Clear();
        }

        /// <summary>Copies the samples' dC/dx out, after the backward pass, in whose memory for the inputs it is computed.</summary>
        public void InputGradient(Block<T> p, Block<T> dx, int used)
        {
            TNetwork.InputGradient<V>(p, Scratch, Input);
            Transpose.Copy(Input, V.Count, dx, TNetwork.InputSize, TNetwork.InputSize, used);
        }
    }

    /// <summary>The memory of a single sample: its passes' scratch, then its target, then its losses, then dC/dx.</summary>
    private readonly struct SampleRow<V>(Block<T> scratch) where V : struct, IWideVector<V, T>
    {
        private Block<T> Target => scratch.At(TNetwork.ScratchPerRow);

        private Block<T> Losses => Target.At(TNetwork.OutputStride);

        /// <returns>The outputs.</returns>
        public Block<T> Predict(Block<T> p, Block<T> x) => UnrolledPredictor<T, TNetwork>.Row<V>(p, x, scratch);

        /// <summary>Adds the sample's weighted losses.</summary>
        public void Loss(Block<T> p, Block<T> x, in Targets<T> targets, Block<T> y, Block<double> losses)
        {
            targets.Load(Target, 1, 0, 1);
            TNetwork.DrawDropoutRow(default, scratch);
            Block<T> output = TNetwork.ForwardRow<V>(p, x, scratch);
            TNetwork.Loss<V, UnitsInLanes>(output, Target, Losses);
            LossSums.Add<T, V>(losses, Losses, LossCount, 1, targets, 0);
            if (y.IsNowhere)
                return;
            TNetwork.Output<V, UnitsInLanes>(output);
            output.AsSpan(TNetwork.OutputSize).CopyTo(y.AsSpan(TNetwork.OutputSize));
        }

        /// <summary>Leaves dC/da of the outputs for the backward pass, and zeros behind them; adds the weighted losses.</summary>
        public void ForwardAndLoss<TCost>(
            Block<T> p, Block<T> x, in Targets<T> targets, T scale, DropoutStep dropout, Block<double> losses)
            where TCost : struct, ICost
        {
            targets.Load(Target, 1, 0, 1);
            TNetwork.DrawDropoutRow(dropout, scratch);
            Block<T> output = TNetwork.ForwardRow<V>(p, x, scratch);
            Block<T> delta = TNetwork.OutputDeltaRow(scratch);
            TCost.Gradient<V, UnitsInLanes>(output, Target, scale, delta, Losses);
            if (!losses.IsNowhere)
                LossSums.Add<T, V>(losses, Losses, LossCount, 1, targets, 0);
            targets.Weigh(delta, 1, 0, 1);
        }

        /// <summary>Leaves the derivatives of one of the outputs for the backward pass.</summary>
        public void StartJacobian(Block<T> output, int k)
        {
            Block<T> delta = TNetwork.OutputDeltaRow(scratch);
            delta.AsSpan(TNetwork.OutputStride).Clear();
            delta[k] = T.One;
            TNetwork.OutputBackward<V, UnitsInLanes>(output, delta);
        }

        /// <summary>Copies dC/dx out, after the backward pass.</summary>
        public void InputGradient(Block<T> p, Block<T> dx)
        {
            Block<T> row = Losses.At(LossCount * V.Count);
            TNetwork.InputGradientRow<V>(p, scratch, row);
            row.AsSpan(TNetwork.InputSize).CopyTo(dx.AsSpan(TNetwork.InputSize));
        }
    }
}
