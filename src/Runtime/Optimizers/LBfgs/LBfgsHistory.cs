using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet;

/// <summary>The last steps s and the changes y of the gradient over them, from which <see cref="LBfgs"/> knows the curvature.</summary>
internal sealed class LBfgsHistory<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Of more pairs there are places only as they come.
    private const int FirstPairs = 100;

    private readonly int _size, _length;

    // A ring with one place more than pairs are remembered: there the next pair is computed before it is known to be of use.
    private AlignedBuffer<T> _pairs;
    private double[] _inverseCurvatures, _weights;
    private int _first, _count;
    private double _scale = 1;

    /// <summary>Makes an empty history.</summary>
    /// <param name="size">How many pairs are remembered.</param>
    /// <param name="length">How many numbers each of both has.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are more numbers than an array holds.</exception>
    public LBfgsHistory(int size, int length)
    {
        (_size, _length) = (size, length);
        int most = (int)((Array.MaxLength - AlignedBuffer<T>.Alignment) / (2L * length)) - 1;
        Hyperparameter.Check(size, size <= most, "historySize", $"at most {most} for {length} parameters");
        int places = Math.Min(size, FirstPairs) + 1;
        _pairs = new(2 * places * length);
        _inverseCurvatures = new double[places];
        _weights = new double[places];
    }

    private int Places => _weights.Length;

    /// <summary>The pairs s, y, the oldest first.</summary>
    public Block<T>[] Pairs => [.. Enumerable.Range(0, 2 * _count).Select(i => i % 2 == 0 ? Step(Place(i / 2)) : Change(Place(i / 2)))];

    /// <summary>What is known besides: the scale of the first approximation, and 1 / s.y for each pair.</summary>
    public double[] Numbers => [_scale, .. Enumerable.Range(0, _count).Select(pair => _inverseCurvatures[Place(pair)])];

    /// <summary>Makes an empty history one of these <see cref="Numbers"/>, whose <see cref="Pairs"/> are to follow.</summary>
    /// <returns>Whether there can be such a history.</returns>
    public bool Resize(int vectors, double[] numbers)
    {
        if (vectors % 2 != 0 || vectors / 2 > _size || numbers.Length != 1 + vectors / 2)
            return false;
        while (Places <= vectors / 2)
            Grow();
        _count = vectors / 2;
        _scale = numbers[0];
        numbers.AsSpan(1).CopyTo(_inverseCurvatures);
        return true;
    }

    /// <summary>Remembers s = t d and y = g - last g, if the loss curves upwards along s.</summary>
    public void Add(double t, Block<T> d, Block<T> g, Block<T> lastGradient)
    {
        if (_count == Places - 1 && _count < _size)
            Grow();
        int place = Place(_count);
        VectorMath.AddScaled(Change(place), g, -1, lastGradient, _length);
        VectorMath.Scale(Step(place), t, d, _length);
        double curvature = VectorMath.Dot(Change(place), Step(place), _length);
        if (!(curvature > 1e-10))
            return;

        _inverseCurvatures[place] = 1 / curvature;
        _scale = curvature / VectorMath.Dot(Change(place), Change(place), _length);
        if (_count < _size)
            _count++;
        else
            _first = Place(1);
    }

    /// <summary>d = -H g, by the two-loop recursion.</summary>
    public void Direct(Block<T> d, Block<T> g)
    {
        VectorMath.Scale(d, -1, g, _length);
        for (int i = _count - 1; i >= 0; i--)
        {
            int place = Place(i);
            _weights[place] = VectorMath.Dot(Step(place), d, _length) * _inverseCurvatures[place];
            VectorMath.AddScaled(d, d, -_weights[place], Change(place), _length);
        }

        VectorMath.Scale(d, _scale, d, _length);
        for (int i = 0; i < _count; i++)
        {
            int place = Place(i);
            double weight = VectorMath.Dot(Change(place), d, _length) * _inverseCurvatures[place];
            VectorMath.AddScaled(d, d, _weights[place] - weight, Step(place), _length);
        }
    }

    /// <summary>Makes twice as many places, but no more than are needed. None has been used a second time.</summary>
    private void Grow()
    {
        int places = (int)Math.Min(2L * Places, _size + 1L);
        var pairs = new AlignedBuffer<T>(2 * places * _length);
        _pairs.Span.CopyTo(pairs.Span);
        _pairs = pairs;
        Array.Resize(ref _inverseCurvatures, places);
        Array.Resize(ref _weights, places);
    }

    /// <summary>Where the pair with this number stands, the oldest being 0.</summary>
    private int Place(int pair) => (_first + pair) % Places;

    private Block<T> Step(int place) => _pairs.Start.At((nint)(2 * place) * _length);

    private Block<T> Change(int place) => _pairs.Start.At((nint)(2 * place + 1) * _length);
}
