using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet;

/// <summary>The last steps s and the changes y of the gradient over them, from which <see cref="LBfgs"/> knows the curvature.</summary>
internal sealed class LBfgsHistory<T>(int size, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A ring with one place more than pairs are remembered: there the next pair is computed before it is known to be of use.
    private readonly int _places = checked(size + 1);
    private readonly AlignedBuffer<T> _pairs = new(checked(2 * (size + 1) * length));
    private readonly double[] _inverseCurvatures = new double[size + 1], _weights = new double[size + 1];
    private int _first, _count;
    private double _scale = 1;

    /// <summary>The pairs s, y, the oldest first.</summary>
    public Block<T>[] Pairs => [.. Enumerable.Range(0, 2 * _count).Select(i => i % 2 == 0 ? Step(Place(i / 2)) : Change(Place(i / 2)))];

    /// <summary>What is known besides: the scale of the first approximation, and 1 / s.y for each pair.</summary>
    public double[] Numbers => [_scale, .. Enumerable.Range(0, _count).Select(pair => _inverseCurvatures[Place(pair)])];

    /// <summary>Makes an empty history one of these <see cref="Numbers"/>, whose <see cref="Pairs"/> are to follow.</summary>
    /// <returns>Whether there can be such a history.</returns>
    public bool Resize(int vectors, double[] numbers)
    {
        if (vectors % 2 != 0 || vectors / 2 > size || numbers.Length != 1 + vectors / 2)
            return false;
        _count = vectors / 2;
        _scale = numbers[0];
        numbers.AsSpan(1).CopyTo(_inverseCurvatures);
        return true;
    }

    /// <summary>Remembers s = t d and y = g - last g, if the loss curves upwards along s.</summary>
    public void Add(double t, Block<T> d, Block<T> g, Block<T> lastGradient)
    {
        int place = Place(_count);
        VectorMath.AddScaled(Change(place), g, -1, lastGradient, length);
        VectorMath.Scale(Step(place), t, d, length);
        double curvature = VectorMath.Dot(Change(place), Step(place), length);
        if (!(curvature > 1e-10))
            return;

        _inverseCurvatures[place] = 1 / curvature;
        _scale = curvature / VectorMath.Dot(Change(place), Change(place), length);
        if (_count < size)
            _count++;
        else
            _first = Place(1);
    }

    /// <summary>d = -H g, by the two-loop recursion.</summary>
    public void Direct(Block<T> d, Block<T> g)
    {
        VectorMath.Scale(d, -1, g, length);
        for (int i = _count - 1; i >= 0; i--)
        {
            int place = Place(i);
            _weights[place] = VectorMath.Dot(Step(place), d, length) * _inverseCurvatures[place];
            VectorMath.AddScaled(d, d, -_weights[place], Change(place), length);
        }

        VectorMath.Scale(d, _scale, d, length);
        for (int i = 0; i < _count; i++)
        {
            int place = Place(i);
            double weight = VectorMath.Dot(Change(place), d, length) * _inverseCurvatures[place];
            VectorMath.AddScaled(d, d, _weights[place] - weight, Step(place), length);
        }
    }

    /// <summary>Where the pair with this number stands, the oldest being 0.</summary>
    private int Place(int pair) => (_first + pair) % _places;

    private Block<T> Step(int place) => _pairs.Start.At((nint)(2 * place) * length);

    private Block<T> Change(int place) => _pairs.Start.At((nint)(2 * place + 1) * length);
}
