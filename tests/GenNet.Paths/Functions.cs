using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Paths;

/// <summary>
/// The elementary functions over a dense sample of the numbers: activations that are one, or are made of one, and their derivatives.
/// </summary>
internal static class Functions
{
    private const int Samples = 1 << 20;

    // Every second number is one of all bit patterns, evenly, the others lie where functions are neither constant nor the identity.
    private static readonly float[] s_floats = Sample(i => BitConverter.UInt32BitsToSingle((uint)i << 12), i => (float)i);
    private static readonly double[] s_doubles = Sample(i => BitConverter.UInt64BitsToDouble((ulong)i << 44), i => i);

    /// <summary>For each function its name and a hash of its values and derivatives.</summary>
    public static IEnumerable<string> Hashes =>
    [
        Hash(new Exponential()), Hash(new ELU()), Hash(new Log()), Hash(new Log1p()), Hash(new Tanh()), Hash(new TanhShrink()),
        Hash(new Sigmoid()), Hash(new LogSigmoid()), Hash(new Softplus()), Hash(new ArcTan()), Hash(new Erf()), Hash(new GELU()),
        Hash(new GELUTanh()), Hash(new SiLU()), Hash(new Mish()), Hash(new Sine()), Hash(new Power()),
    ];

    private static T[] Sample<T>(Func<int, T> ofBits, Func<double, T> of) =>
        [.. Enumerable.Range(0, Samples).Select(i => i % 2 == 0 ? ofBits(i) : of(64.0 * i / Samples - 32))];

    private static string Hash<F>(F function) where F : struct, IActivation
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, s_floats, function);
        Append(hash, s_doubles, function);
        return $"{typeof(F).Name} {Convert.ToHexString(hash.GetHashAndReset())[..16]}";
    }

    private static void Append<T, F>(IncrementalHash hash, T[] z, F function)
        where T : unmanaged, IFloatingPointIeee754<T>
        where F : struct, IActivation
    {
        T[] a = new T[Samples], derivatives = new T[Samples];
        if (Vector512.IsHardwareAccelerated) Apply<Wide512<T>, T, F>(z, a, derivatives, function);
        else if (Vector256.IsHardwareAccelerated) Apply<Wide256<T>, T, F>(z, a, derivatives, function);
        else Apply<Wide128<T>, T, F>(z, a, derivatives, function);

        // The bits of a NaN are the machine's: the sign of a new one is set on x64 and not on arm64.
        foreach (T[] values in new[] { a, derivatives })
            hash.AppendData(MemoryMarshal.AsBytes(Array.ConvertAll(values, value => T.IsNaN(value) ? T.NaN : value).AsSpan()));
    }

    private static unsafe void Apply<V, T, F>(T[] z, T[] a, T[] derivatives, F function)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where F : struct, IActivation
    {
        fixed (T* from = z, values = a, slopes = derivatives)
        {
            for (nint i = 0; i < z.Length; i += V.Count)
            {
                V x = V.Load(new(from), i), y = function.Forward(x);
                V.Store(new(values), i, y);
                V.Store(new(slopes), i, function.Derivative(x, y));
            }
        }
    }

    // What no activation is.
    private readonly struct Log : IActivation
    {
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Log(z);

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1) / z;
    }

    private readonly struct Log1p : IActivation
    {
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Log1p(z);

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1) / (V.Create(1) + z);
    }

    private readonly struct Erf : IActivation
    {
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Erf(z);

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(2 / Math.Sqrt(Math.PI)) * Elementary.Exp(-z * z);
    }

    private readonly struct Sine : IActivation
    {
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Sin(z);

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => Elementary.Cos(z);
    }

    private readonly struct Power : IActivation
    {
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Pow(z, V.Create(2.5));

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => Elementary.Pow(V.Create(1.7), z);
    }
}
