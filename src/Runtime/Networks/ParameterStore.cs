using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The parameters of one network instance, laid out for its kernels.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public sealed class ParameterStore<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The products of rows and parameters from which on a thread more is worth its while: some ten microseconds of work.
    private const long WorthAThread = 500_000;

    private readonly AlignedBuffer<T> _buffer;
    private readonly ParameterLayout _layout;
    private int _seed;
    private long _trainingSteps;

    /// <summary>Makes room for the parameters and draws their first values.</summary>
    /// <param name="layout">Where they stand.</param>
    /// <param name="seed">Chooses the values; the same seed gives the same bits on every machine.</param>
    public ParameterStore(ParameterLayout layout, int seed)
        : this(layout)
    {
        _seed = seed;
        Initialization.Draw(Start, layout, seed);
    }

    /// <summary>Makes room for the parameters and copies their first values.</summary>
    /// <param name="layout">Where they stand.</param>
    /// <param name="seed">Chooses what dropout drops.</param>
    /// <param name="initial">The values, laid out as the passes read them, with zeros between.</param>
    public ParameterStore(ParameterLayout layout, int seed, ReadOnlySpan<T> initial)
        : this(layout)
    {
        _seed = seed;
        initial.CopyTo(_buffer.Span);
    }

    private ParameterStore(ParameterLayout layout)
    {
        _layout = layout;
        _buffer = new((layout.Length + VectorMath.Granularity - 1) / VectorMath.Granularity * VectorMath.Granularity);
    }

    /// <summary>Makes room for the parameters of a network and reads them from a safetensors file.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network.</exception>
    public static ParameterStore<T> Load(ParameterLayout layout, string path) => Load(layout, path, TensorNames.Own);

    /// <inheritdoc cref="Load(ParameterLayout, string)"/>
    public static ParameterStore<T> Load(ParameterLayout layout, string path, TensorNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var parameters = new ParameterStore<T>(layout);
        ModelFile.Load(parameters, path, names);
        return parameters;
    }

    /// <inheritdoc cref="Load(ParameterLayout, string)"/>
    public static ParameterStore<T> Load(ParameterLayout layout, Stream stream)
    {
        var parameters = new ParameterStore<T>(layout);
        ModelFile.Load(parameters, stream);
        return parameters;
    }

    internal ParameterLayout Layout => _layout;

    internal Block<T> Start => _buffer.Start;

    /// <summary>How many threads may work on a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads));
            field = value;
        }
    } = 1;

    /// <summary>How many parts a batch is worth dividing into: as many as there are threads, unless they had too little to do.</summary>
    internal int PartsOf(int rows) => Threads == 1 ? 1 : (int)Math.Clamp((long)rows * Count / WorthAThread, 1, Threads);

    /// <summary>The number of learnable parameters.</summary>
    internal int Count => _layout.Count;

    internal int Length => _buffer.Length;

    /// <summary>The layers whose weights cost something; none in most networks.</summary>
    internal ReadOnlySpan<DenseLayout> PenalizedLayers => _layout.PenalizedLayers;

    /// <summary>Copies the parameters out in canonical order.</summary>
    /// <exception cref="ArgumentException">The length is not the number of parameters.</exception>
    public void Get(Span<T> destination)
    {
        Check(destination.Length, nameof(destination));
        ToCanonical(Start, destination);
        GC.KeepAlive(this);
    }

    /// <summary>Replaces the parameters, given in canonical order.</summary>
    /// <exception cref="ArgumentException">The length is not the number of parameters.</exception>
    public void Set(ReadOnlySpan<T> source)
    {
        Check(source.Length, nameof(source));

        // The padding as well: it is zero for good unless training has spread NaNs.
        _buffer.Span.Clear();
        FromCanonical(source, Start);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// The seed of the network's dropout and the steps of training so far, from which it follows what the next one drops.
    /// </summary>
    internal (int Seed, long Steps) Dropout
    {
        get => (_seed, _trainingSteps);
        set => (_seed, _trainingSteps) = value;
    }

    /// <summary>What the next step of training drops.</summary>
    internal DropoutStep NextDropout() => new(_seed, ++_trainingSteps);

    internal void CheckGradient(int length) => Check(length, "gradient");

    /// <summary>Lays numbers that are given in canonical order out as the parameters are; what is between them stays as it is.</summary>
    internal void FromCanonical(ReadOnlySpan<T> source, Block<T> destination)
    {
        int next = 0;
        foreach (DenseLayout layer in _layout.Layers)
        {
            for (int unit = 0; unit < layer.Units; unit++)
            {
                for (int input = 0; input < layer.Inputs; input++)
                    destination[layer.Weights + unit + (nint)input * layer.InputStep] = source[next++];
            }

            SetVector(layer.Bias, layer.Units, source);
            SetVector(layer.Slopes, layer.Units, source);
        }

        void SetVector(int start, int count, ReadOnlySpan<T> from)
        {
            for (int unit = 0; start >= 0 && unit < count; unit++)
                destination[start + unit] = from[next++];
        }
    }

    /// <summary>Copies numbers that are laid out as the parameters are, such as their gradient, in canonical order.</summary>
    internal void ToCanonical(Block<T> source, Span<T> destination)
    {
        int next = 0;
        foreach (DenseLayout layer in _layout.Layers)
        {
            for (int unit = 0; unit < layer.Units; unit++)
            {
                for (int input = 0; input < layer.Inputs; input++)
                    destination[next++] = source[layer.Weights + unit + (nint)input * layer.InputStep];
            }

            GetVector(layer.Bias, layer.Units, destination);
            GetVector(layer.Slopes, layer.Units, destination);
        }

        void GetVector(int start, int count, Span<T> to)
        {
            for (int unit = 0; start >= 0 && unit < count; unit++)
                to[next++] = source[start + unit];
        }
    }

    private void Check(int length, string name)
    {
        if (length != _layout.Count)
            throw new ArgumentException($"{name} has {length} elements; the network has {_layout.Count} parameters.", name);
    }
}
