using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The parameters of one network instance, laid out for its kernels.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public sealed class ParameterStore<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The products of rows and parameters from which on a thread more is worth its while: some ten microseconds of work.
    private const long WorthAThread = 500_000;

    // Each is started, and has memory of its own: more than any machine has processors for would only exhaust it.
    private const int MostThreads = 1024;

    private readonly AlignedBuffer<T> _buffer;
    private int _seed;
    private long _trainingSteps;

    // The thread that is changing the parameters, 0 for none. It is no lock, which would cost a small network several per cent: of two
    // threads that come in the same nanosecond, one sees at the end that the other was there.
    private int _steppingThread;

    /// <summary>Makes room for the parameters and draws their first values.</summary>
    /// <param name="layout">Where they stand.</param>
    /// <param name="seed">Chooses the values; the same seed gives the same bits on every machine.</param>
    public ParameterStore(ParameterLayout layout, int seed)
        : this(layout)
    {
        _seed = seed;
        var state = new T[layout.StateCount];
        Initialization.Draw(layout, seed, state);
        SetState(state);
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

    /// <summary>Makes room for the parameters, all of them 0.</summary>
    internal ParameterStore(ParameterLayout layout)
    {
        Layout = layout;
        Length = Padded(layout.Length);
        _buffer = new(Padded(layout.StateLength));

        static int Padded(int length) => (length + VectorMath.Granularity - 1) / VectorMath.Granularity * VectorMath.Granularity;
    }

    internal ParameterLayout Layout { get; }

    internal Block<T> Start => _buffer.Start;

    /// <summary>How many threads may work on a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 1,024.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostThreads, nameof(Threads));
            field = value;
        }
    } = 1;

    /// <summary>How many parts a batch is worth dividing into: as many as there are threads, unless they had too little to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int PartsOf(int rows) => Threads == 1 ? 1 : (int)Math.Clamp((long)rows * Count / WorthAThread, 1, Threads);

    /// <summary>The number of learnable parameters.</summary>
    internal int Count => Layout.Count;

    /// <summary>The numbers that the parameters take up, in whole vectors.</summary>
    internal int Length { get; }

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

        BeginStep();

        // The padding as well: it is zero for good unless training has spread NaNs.
        _buffer.Span[..Length].Clear();
        FromCanonical(source, Start);
        EndStep();
        GC.KeepAlive(this);
    }

    /// <summary>A copy of all that files have, parameters and buffers, in canonical order.</summary>
    internal T[] GetState()
    {
        var state = new T[Layout.StateCount];
        Gather(Layout.StateRows, Start, state);
        GC.KeepAlive(this);
        return state;
    }

    /// <summary>Replaces the parameters and what is in buffers, given in canonical order.</summary>
    internal void SetState(ReadOnlySpan<T> state)
    {
        BeginStep();
        _buffer.Span.Clear();
        Scatter(Layout.StateRows, state, Start);
        EndStep();
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

    /// <summary>A copy that trains to the same bits.</summary>
    public ParameterStore<T> Clone()
    {
        var copy = new ParameterStore<T>(Layout) { Threads = Threads, Dropout = Dropout };
        CopyTo(copy);
        return copy;
    }

    /// <summary>Gives parameters of the same layout all that files have of these.</summary>
    internal void CopyTo(ParameterStore<T> destination)
    {
        destination.BeginStep();
        _buffer.Span.CopyTo(destination._buffer.Span);
        destination.EndStep();
    }

    /// <summary>Notices that another thread is changing the parameters.</summary>
    /// <exception cref="InvalidOperationException">One is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void BeginStep()
    {
        if (Volatile.Read(ref _steppingThread) != 0)
            ThrowNotAlone();
        Volatile.Write(ref _steppingThread, Environment.CurrentManagedThreadId);
    }

    /// <inheritdoc cref="BeginStep"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndStep()
    {
        if (Volatile.Read(ref _steppingThread) != Environment.CurrentManagedThreadId)
            ThrowNotAlone();
        Volatile.Write(ref _steppingThread, 0);
    }

    private static void ThrowNotAlone() => throw new InvalidOperationException(
        "Two threads changed one network at once: Train, Step and SetParameters need the instance alone. Let each thread train a Clone, or "
        + "take turns under a lock.");

    /// <summary>What the next step of training drops.</summary>
    internal DropoutStep NextDropout()
    {
        CountStep();
        return CurrentDropout;
    }

    /// <summary>What the step that has been counted last drops.</summary>
    internal DropoutStep CurrentDropout => new(_seed, _trainingSteps);

    /// <summary>Counts a step of training.</summary>
    internal void CountStep() => _trainingSteps++;

    internal void CheckGradient(int length) => Check(length, "gradient");

    /// <summary>Lays numbers that are given in canonical order out as the parameters are; what is between them stays as it is.</summary>
    internal void FromCanonical(ReadOnlySpan<T> source, Block<T> destination) => Scatter(Layout.ParameterRows, source, destination);

    /// <summary>Copies numbers that are laid out as the parameters are, such as their gradient, in canonical order.</summary>
    internal void ToCanonical(Block<T> source, Span<T> destination) => Gather(Layout.ParameterRows, source, destination);

    private static void Scatter(TensorRow[] rows, ReadOnlySpan<T> source, Block<T> destination)
    {
        int next = 0;
        foreach (TensorRow row in rows)
        {
            for (int i = 0; i < row.Length; i++)
                destination[row.At(i)] = source[next++];
        }
    }

    private static void Gather(TensorRow[] rows, Block<T> source, Span<T> destination)
    {
        int next = 0;
        foreach (TensorRow row in rows)
        {
            for (int i = 0; i < row.Length; i++)
                destination[next++] = source[row.At(i)];
        }
    }

    private void Check(int length, string name)
    {
        if (length != Layout.Count)
            throw new ArgumentException($"{name} has {length} elements; the network has {Layout.Count} parameters.", name);
    }
}
