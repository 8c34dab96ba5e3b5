using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;

namespace GenNet.Tests.Numerics;

/// <summary>What a walk through the floats found: the largest error and where a result was smaller than the one before.</summary>
internal sealed record FloatSurvey(double MaxError, float Worst, long Decreases, float LastDecrease)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{MaxError:F4} ULP at {Worst:R}, {Decreases} decreases, the last at {LastDecrease:R}");
}

/// <summary>Runs an elementary function, chosen by name, over arrays.</summary>
internal abstract class ElementaryRunner
{
    public static ElementaryRunner Of(string name) => name switch
    {
        "exp" => new Runner<ExpFunction>(),
        "expm1" => new Runner<Expm1Function>(),
        "log" => new Runner<LogFunction>(),
        "log1p" => new Runner<Log1pFunction>(),
        "tanh" => new Runner<TanhFunction>(),
        "sigmoid" => new Runner<SigmoidFunction>(),
        "softplus" => new Runner<SoftplusFunction>(),
        "logsigmoid" => new Runner<LogSigmoidFunction>(),
        "erf" => new Runner<ErfFunction>(),
        "atan" => new Runner<AtanFunction>(),
        "sin" => new Runner<SinFunction>(),
        "cos" => new Runner<CosFunction>(),
        "normal" => new Runner<NormalFunction>(),
        "tanhshrink" => new Runner<TanhShrinkFunction>(),
        _ => throw new ArgumentException($"no function {name}", nameof(name)),
    };

    /// <summary>y = function(x) with the given vectors; the length is a multiple of their lanes.</summary>
    public abstract void Apply<V, T>(ReadOnlySpan<T> x, Span<T> y) where V : struct, IVector<V, T> where T : unmanaged;

    /// <summary>y = function(x) with the widest vectors of the machine.</summary>
    public void Apply<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Apply<Wide512<T>, T>(x, y);
        else if (Vector256.IsHardwareAccelerated) Apply<Wide256<T>, T>(x, y);
        else Apply<Wide128<T>, T>(x, y);
    }

    /// <summary>Compares every <paramref name="stride"/>th float, in rising order, with the reference.</summary>
    public abstract FloatSurvey Survey(uint stride);

    private sealed class Runner<F> : ElementaryRunner where F : struct, IElementaryFunction
    {
        public override unsafe void Apply<V, T>(ReadOnlySpan<T> x, Span<T> y)
        {
            fixed (T* px = x, py = y)
            {
                Block<T> from = new(px), to = new(py);
                for (nint i = 0; i < x.Length; i += V.Count) V.Store(to, i, F.Apply(V.Load(from, i)));
            }
        }

        public override FloatSurvey Survey(uint stride)
        {
            const int length = 1 << 14;
            long samples = ((1L << 32) + stride - 1) / stride;
            FloatSurvey total = new(0, 0, 0, 0);
            Parallel.For(0, (samples + length - 2) / (length - 1), chunk =>
            {
                // Chunks share a sample, so that every pair of neighbours is compared.
                float[] x = new float[length], y = new float[length];
                for (int i = 0; i < length; i++) x[i] = Rising((uint)Math.Min((chunk * (length - 1) + i) * stride, uint.MaxValue));
                Apply<float>(x, y);
                FloatSurvey found = Compare(x, y);
                lock (this) total = Worse(total, found);
            });
            return total;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static FloatSurvey Compare(float[] x, float[] y)
        {
            double maxError = 0;
            float worst = 0, lastDecrease = 0;
            long decreases = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double error = Ulp.Error(y[i], F.Reference(x[i]));
                if (error > maxError)
                {
                    maxError = error;
                    worst = x[i];
                }

                if (i > 0 && y[i] < y[i - 1])
                {
                    decreases++;
                    lastDecrease = x[i];
                }
            }

            return new FloatSurvey(maxError, worst, decreases, lastDecrease);
        }

        private static FloatSurvey Worse(FloatSurvey a, FloatSurvey b) => new(
            Math.Max(a.MaxError, b.MaxError),
            a.MaxError >= b.MaxError ? a.Worst : b.Worst,
            a.Decreases + b.Decreases,
            b.Decreases > 0 ? b.LastDecrease : a.LastDecrease);
    }

    /// <summary>The floats in rising order, from the NaN with the sign bit to the NaN without.</summary>
    private static float Rising(uint index) => BitConverter.UInt32BitsToSingle(index >= 0x80000000 ? index ^ 0x80000000 : ~index);
}
