using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The targets of a batch: values, or the numbers of classes.</summary>
/// <remarks>
/// A label stands for a row with 1 for its class and, but for losses that say otherwise, 0 for the others. Where the network has a
/// single output, that is the one for class 1.
/// </remarks>
internal readonly unsafe struct Targets<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _values;
    private readonly int* _labels;
    private readonly int _size;
    private readonly T _otherClass;

    public Targets(T* values, int size)
    {
        _values = values;
        _size = size;
    }

    public Targets(int* labels, int size, double otherClass)
    {
        _labels = labels;
        _size = size;
        _otherClass = T.CreateTruncating(otherClass);
    }

    /// <summary>Puts the targets of some samples into lanes, [outputs x lanes], with no class, or zeros, in the lanes left over.</summary>
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
}
