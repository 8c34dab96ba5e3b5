using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>What is dropped in one step of training; the default drops nothing.</summary>
/// <remarks>
/// Each number is a hash of the step's key, the layer, the sample and the unit, so that the same outputs are dropped whatever the
/// order in which they are computed: the finalizer of SplitMix64 (Steele et al. 2014) over a Weyl sequence.
/// </remarks>
public readonly struct DropoutStep
{
    private readonly long _step;
    private readonly int _seed;
    private readonly bool _drops;
    private readonly int _first;

    internal DropoutStep(int seed, long step)
    {
        _seed = seed;
        _step = step;
        _drops = true;
    }

    private DropoutStep(DropoutStep all, int first)
    {
        this = all;
        _first += first;
    }

    /// <summary>The same step for the samples from one on, which are counted from 0 again.</summary>
    internal DropoutStep From(int first) => new(this, first);

    /// <summary>Writes the factors keep = 0 or 1 / (1 - rate) for the outputs of a layer, or ones where nothing is dropped.</summary>
    /// <param name="keep">Where the factors go.</param>
    /// <param name="length">The numbers from there on; those that are no output's are set to zero.</param>
    /// <param name="sampleStep">The distance between the factors of one sample and the next.</param>
    /// <param name="unitStep">The distance between the factors of one unit and the next. One of the two is 1.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="firstSample">The first sample's number in the batch.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="layer">The layer's number.</param>
    /// <param name="rate">The probability with which an output is dropped, below 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw<T>(
        Block<T> keep, int length, int sampleStep, int unitStep, int samples, int firstSample, int units, int layer, double rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const ulong sampleKeys = 0xD1B54A32D192ED03, unitKeys = 0x9E3779B97F4A7C15;
        keep.AsSpan(length).Clear();
        T kept = _drops ? T.CreateChecked(1 / (1 - rate)) : T.One;

        // An output is dropped where the upper 32 bits of its hash are below rate 2^32.
        uint threshold = _drops ? (uint)(rate * (1UL << 32)) : 0;
        ulong key = Mix(Mix(Mix((ulong)_seed) + (ulong)_step) + (ulong)layer) + (ulong)(_first + firstSample) * sampleKeys;
        if (unitStep == 1)
        {
            for (nint sample = 0; sample < samples; sample++)
                DrawLine(keep.At(sample * sampleStep), units, key + (ulong)sample * sampleKeys, unitKeys, threshold, kept);
        }
        else
        {
            for (nint unit = 0; unit < units; unit++)
                DrawLine(keep.At(unit * unitStep), samples, key + (ulong)unit * unitKeys, sampleKeys, threshold, kept);
        }
    }

    /// <summary>Draws factors that stand side by side, whose keys differ by the same number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DrawLine<T>(Block<T> keep, int count, ulong key, ulong keys, uint threshold, T kept) where T : unmanaged
    {
        nint i = 0;
        if (!Interpreter.IsRunning)
        {
            Vector<ulong> next = new Vector<ulong>(key) + Vector<ulong>.Indices * keys;
            var step = new Vector<ulong>((ulong)Vector<ulong>.Count * keys);
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> isDropped;
                Vector<ulong> hash = Mix(next) >> 32;
                next += step;
                if (typeof(T) == typeof(double))
                {
                    isDropped = Vector.LessThan(hash, new Vector<ulong>(threshold)).As<ulong, T>();
                }
                else
                {
                    Vector<uint> hashes = Vector.Narrow(hash, Mix(next) >> 32);
                    next += step;
                    isDropped = Vector.LessThan(hashes, new Vector<uint>(threshold)).As<uint, T>();
                }

                Vector.AndNot(new Vector<T>(kept), isDropped).CopyTo(keep.At(i).AsSpan(Vector<T>.Count));
            }
        }

        for (; i < count; i++)
            keep[i] = Mix(key + (ulong)i * keys) >> 32 < threshold ? default : kept;
    }

    private static Vector<ulong> Mix(Vector<ulong> z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
