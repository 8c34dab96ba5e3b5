using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// A causal convolution over the next frames of a stream, with frames across the lanes: what a tap sees of an input are numbers that
/// follow each other in what is remembered of it, so nothing is copied for each tap, and few channels leave no lane empty.
/// </summary>
/// <remarks>
/// <para>
/// Of each input the last <see cref="IConvolution.Memory"/> numbers are remembered, in a ring. Behind the ring's end its first numbers
/// stand again, so that vectors may reach over it; before its start there is room for what a vector has written too much.
/// </para>
/// <para>The products of a sum have the order that they have in a window, so that both give the same bits.</para>
/// </remarks>
internal static unsafe class StreamedConvolution
{
    // Of the largest vector, 16 lanes; a tile of two reads so far over the ring's end, less one, and a vector is written there.
    private const int Before = 16, Again = 32, Behind = 48;

    /// <summary>a_t = g(z_t) for each frame.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">The frames, [frames x FrameStride].</param>
    /// <param name="lanes">Room for as many frames of the inputs or of the units, whichever are more.</param>
    /// <param name="a">Receives the activations, [frames x UnitStride].</param>
    /// <param name="frames">The number of frames, at most 64.</param>
    /// <param name="state">The frames before, and receives these.</param>
    /// <param name="g">The activation.</param>
    public static void Forward<V, T, TLayer, TActivation>(
        Block<T> p, Block<T> x, Block<T> lanes, Block<T> a, int frames, LayerState<T> state, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
        where TActivation : struct, IActivation
    {
        int whole = frames / V.Count * V.Count;
        if (whole > 0)
            ForwardLanes<V, T, TLayer, TActivation>(p, x, lanes, a, whole, state, g);
        for (nint frame = whole; frame < frames; frame++)
        {
            ForwardFrame<V, T, TLayer, TActivation>(
                p, x.At(frame * TLayer.FrameStride), a.At(frame * TLayer.UnitStride), state.Memory, (uint)state.Frame + (uint)frame, g);
        }
    }

    /// <summary>Whole vectors of frames.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardLanes<V, T, TLayer, TActivation>(
        Block<T> p, Block<T> x, Block<T> lanes, Block<T> a, int frames, LayerState<T> state, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
        where TActivation : struct, IActivation
    {
        for (int first = 0; first < frames; first += V.Count)
        {
            Transpose.Copy(
                x.At((nint)first * TLayer.FrameStride), TLayer.FrameStride, lanes, V.Count, V.Count, TLayer.FrameInputs);
            for (nint input = 0; input < TLayer.FrameInputs; input++)
            {
                Remember<V, T, TLayer>(
                    V.Load(lanes, input * V.Count), state.Memory.At(input * RingStride<TLayer>()), Slot<TLayer>((uint)state.Frame + (uint)first));
            }
        }

        RegisterTile.Sweep<V, T, Operands<TLayer>, BiasAndActivation<T, TLayer, TActivation>>(
            p.Pointer + TLayer.Weights, state.Memory.Pointer, TLayer.Units, frames, new((uint)state.Frame), new(p, lanes, frames, g));
        Transpose.Copy(lanes, frames, a, TLayer.UnitStride, TLayer.Units, frames);
    }

    /// <summary>A single frame, with units across the lanes and all chains at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardFrame<V, T, TLayer, TActivation>(
        Block<T> p, Block<T> x, Block<T> a, Block<T> memory, uint frame, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
        where TActivation : struct, IActivation
    {
        nint slot = Slot<TLayer>(frame), ringStride = RingStride<TLayer>(), step = TLayer.InputStep;
        for (nint input = 0; input < TLayer.FrameInputs; input++)
        {
            Block<T> ring = memory.At(input * ringStride + Before);
            ring[slot] = x[input];
            if (slot < Again)
                ring[slot + TLayer.Memory] = x[input];
        }

        for (nint column = 0; column < TLayer.UnitStride; column += V.Count)
        {
            V s0 = TLayer.Bias < 0 ? default : V.Load(p, TLayer.Bias + column);
            V s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            Block<T> w = p.At(TLayer.Weights + column);
            for (nint tap = 0; tap < TLayer.Kernel; tap++)
            {
                Block<T> seen = memory.At(Before + SlotOfTap<TLayer>(frame, tap));
                for (nint input = 0; input < TLayer.FrameInputs; input += TLayer.Chains)
                {
                    s0 = V.MultiplyAdd(V.Broadcast(seen[0]), w, 0, s0);
                    if (TLayer.Chains > 1) s1 = V.MultiplyAdd(V.Broadcast(seen[ringStride]), w, step, s1);
                    if (TLayer.Chains > 2)
                    {
                        s2 = V.MultiplyAdd(V.Broadcast(seen[2 * ringStride]), w, 2 * step, s2);
                        s3 = V.MultiplyAdd(V.Broadcast(seen[3 * ringStride]), w, 3 * step, s3);
                    }

                    if (TLayer.Chains > 4)
                    {
                        s4 = V.MultiplyAdd(V.Broadcast(seen[4 * ringStride]), w, 4 * step, s4);
                        s5 = V.MultiplyAdd(V.Broadcast(seen[5 * ringStride]), w, 5 * step, s5);
                        s6 = V.MultiplyAdd(V.Broadcast(seen[6 * ringStride]), w, 6 * step, s6);
                        s7 = V.MultiplyAdd(V.Broadcast(seen[7 * ringStride]), w, 7 * step, s7);
                    }

                    seen = seen.At(TLayer.Chains * ringStride);
                    w = w.At(TLayer.Chains * step);
                }
            }

            if (TLayer.Chains > 1) s0 += s1;
            if (TLayer.Chains > 2) s0 = s0 + s2 + s3;
            if (TLayer.Chains > 4) s0 = s0 + s4 + s5 + s6 + s7;
            V.Store(a, column, g.Forward(s0));
        }
    }

    /// <summary>Keeps a vector of an input's numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Remember<V, T, TLayer>(V numbers, Block<T> ring, nint slot)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
    {
        V.Store(ring, Before + slot, numbers);
        if (slot + V.Count > TLayer.Memory)
            V.Store(ring, Before + slot - TLayer.Memory, numbers);
        else if (slot < Again)
            V.Store(ring, Before + slot + TLayer.Memory, numbers);
    }

    /// <summary>The distance between the rings of two inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint RingStride<TLayer>() where TLayer : struct, IConvolution => Before + TLayer.Memory + Behind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Slot<TLayer>(uint frame) where TLayer : struct, IConvolution => (nint)(frame & (uint)(TLayer.Memory - 1));

    /// <summary>Where the frame stands that a tap sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint SlotOfTap<TLayer>(uint frame, nint tap) where TLayer : struct, IConvolution =>
        Slot<TLayer>(frame - (uint)((TLayer.Kernel - 1 - tap) * TLayer.Dilation));

    /// <summary>a: weights, a unit in each row; b: what is remembered, of which each tap sees a piece.</summary>
    private readonly struct Operands<TLayer>(uint first) : ITileOperands, IChainedOperands, IPiecewiseOperands
        where TLayer : struct, IConvolution
    {
        public int Count
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.FrameInputs;
        }

        public nint RowStep => 1;

        public nint CountStep => TLayer.InputStep;

        public nint BStep
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => RingStride<TLayer>();
        }

        public int Chains
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.Chains;
        }

        public int Pieces
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLayer.Kernel;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public nint Piece(int piece, nint column) => Before + SlotOfTap<TLayer>(first + (uint)column, piece) - column;
    }

    private readonly struct BiasAndActivation<T, TLayer, TActivation>(Block<T> p, Block<T> lanes, nint frames, TActivation g)
        : ITileEpilogue<T>, IShortEpilogue, IStartsByRow
        where T : unmanaged
        where TLayer : struct, IConvolution
        where TActivation : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Start<V>(nint row, nint column) where V : struct, IVector<V, T> =>
            TLayer.Bias < 0 ? default : V.Broadcast(p[TLayer.Bias + row]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T> =>
            V.Store(lanes, row * frames + column, g.Forward(sum));
    }
}
