using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The targets of a batch, values or the numbers of classes, and how much its samples count.</summary>
/// <remarks>
/// A label stands for a row with 1 for its class and, but for losses that say otherwise, 0 for the others. Where the network has a
/// single output, that is the one for class 1. Where outputs are sequences, their frames stand for samples in all that follows.
/// </remarks>
internal readonly unsafe struct Targets<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _values;
    private readonly int* _labels;
    private readonly T* _weights;
    private readonly int _size;
    private readonly int _frames;
    private readonly int _burnIn;
    private readonly T _otherClass;

    /// <param name="values">[m x frames x size], or null where there are labels.</param>
    /// <param name="labels">[m x frames], the class of each, or null where there are values.</param>
    /// <param name="weights">[m], or null where every sample counts as one.</param>
    /// <param name="size">The number of outputs of a sample, or of each of its frames.</param>
    /// <param name="otherClass">The target of the classes that a labelled sample does not belong to.</param>
    /// <param name="frames">The frames of a sample, each of which has such outputs; 1 where outputs are no sequence.</param>
    /// <param name="burnIn">How many of them, the first ones, have no loss.</param>
    public Targets(T* values, int* labels, T* weights, int size, double otherClass, int frames = 1, int burnIn = 0)
    {
        _values = values;
        _labels = labels;
        _weights = weights;
        _size = size;
        _frames = frames;
        _burnIn = burnIn;
        _otherClass = T.CreateTruncating(otherClass);
    }

    private Targets(Targets<T> all, int first)
    {
        this = all;
        if (_values != null) _values += (nint)first * _size;
        if (_labels != null) _labels += first;
        if (_weights != null) _weights += first;
    }

    /// <summary>Where targets on the stack are.</summary>
    public static Targets<T>* Pointer(in Targets<T> targets) => (Targets<T>*)Unsafe.AsPointer(ref Unsafe.AsRef(in targets));

    /// <summary>Puts the targets of some samples into lanes, [outputs x lanes], with no class, or zeros, in the lanes left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Block<T> lanes, int laneCount, int first, int count)
    {
        if (_values != null)
        {
            Transpose.Copy(new(_values + (nint)first * _size), _size, lanes, laneCount, count, _size);
            return;
        }

        lanes.AsSpan(_size * laneCount).Fill(_otherClass);
        for (int sample = 0; sample < count; sample++)
        {
            int label = _labels[first + sample];
            if (_size > 1) lanes[label * laneCount + sample] = T.One;
            else if (label == 1) lanes[sample] = T.One;
        }
    }

    /// <summary>Copies the values of some samples to rows that are padded with zeros.</summary>
    public void CopyRows(Block<T> rows, int stride, int first, int count)
    {
        for (nint row = 0; row < count; row++)
        {
            Span<T> padded = rows.At(row * stride).AsSpan(stride);
            new Span<T>(_values + (first + row) * _size, _size).CopyTo(padded);
            padded[_size..].Clear();
        }
    }

    /// <summary>The targets from a sample on.</summary>
    public Targets<T> From(int first) => new(this, first);

    /// <summary>Whether the samples' losses are to be multiplied by anything, or left out.</summary>
    public bool HasWeights => _weights != null || _burnIn > 0;

    /// <summary>A sample's loss, times its weight; 0 where it is left out, whatever it is.</summary>
    public double Weighted(int sample, double loss) =>
        IsLeftOut(sample) ? 0 : _weights == null ? loss : double.CreateTruncating(_weights[sample / _frames]) * loss;

    /// <summary>
    /// Multiplies the derivatives of some samples' losses, [outputs x lanes], by the samples' weights, and clears those that are left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh(Block<T> derivatives, int laneCount, int first, int count)
    {
        if (!HasWeights)
            return;
        for (int sample = 0; sample < count; sample++)
        {
            bool isLeftOut = IsLeftOut(first + sample);
            T weight = _weights == null ? T.One : _weights[(first + sample) / _frames];
            for (nint unit = 0; unit < _size; unit++)
            {
                nint i = unit * laneCount + sample;
                derivatives[i] = isLeftOut ? T.Zero : derivatives[i] * weight;
            }
        }
    }

    private bool IsLeftOut(int sample) => _burnIn > 0 && sample % _frames < _burnIn;
}
