using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace GenNet.Threading;

/// <summary>
/// The threads that help those of the program with large batches: one team for all networks, in the background, of as many members as
/// were ever asked for. It has none until a network is given more than one thread.
/// </summary>
/// <remarks>
/// <para>
/// Pieces are handed out by counting down a number that all see, so nothing is allocated, and a member that the operating system does
/// not let run holds up no piece that it has not begun. Members look out for work for a while after the last piece, since the
/// next step of training is near, and then sleep.
/// </para>
/// <para>The team does one call's work at a time; a call that finds it taken does its pieces alone.</para>
/// </remarks>
internal static unsafe class Team
{
    private static readonly TimeSpan s_lookOut = TimeSpan.FromMicroseconds(100);
    private static readonly object s_bed = new();
    private static int s_taken, s_members, s_asleep;

    // The work's number in the upper half, and in the lower half the number of pieces that nobody has begun. While that is not zero,
    // the four fields below do not change.
    private static long s_open;
    private static void* s_work;
    private static delegate*<void*, int, void> s_do;
    private static int s_unfinished;
    private static ExceptionDispatchInfo? s_failure;

    /// <summary>Does all pieces, with the caller as one of the threads, and returns when the last is done.</summary>
    /// <remarks>An exception of a piece is thrown when all are done; of several the first.</remarks>
    public static void Do<TWork>(int pieces, ref TWork work) where TWork : struct, IPieces
    {
        if (pieces == 1 || Interlocked.Exchange(ref s_taken, 1) != 0)
        {
            for (int piece = 0; piece < pieces; piece++)
                work.Do(piece);
            return;
        }

        try
        {
            while (s_members < pieces - 1)
                Join();
            s_work = Unsafe.AsPointer(ref work);
            s_do = &Do<TWork>;
            s_unfinished = pieces;
            Interlocked.Exchange(ref s_open, ((s_open >> 32) + 1) << 32 | (uint)pieces);
            Wake();
            while (DoNext())
            {
            }

            SpinWait wait = default;
            while (Volatile.Read(ref s_unfinished) > 0)
                wait.SpinOnce(sleep1Threshold: -1);
            ExceptionDispatchInfo? failure = s_failure;
            s_failure = null;
            failure?.Throw();
        }
        finally
        {
            Volatile.Write(ref s_taken, 0);
        }
    }

    // The caller's frame, in which the work is, stays until all pieces are done.
    private static void Do<TWork>(void* work, int piece) where TWork : struct, IPieces => Unsafe.AsRef<TWork>(work).Do(piece);

    /// <summary>Does a piece that nobody has begun.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool DoNext()
    {
        while (true)
        {
            long open = Volatile.Read(ref s_open);
            int piece = (int)(uint)open - 1;
            if (piece < 0)
                return false;
            void* work = s_work;
            delegate*<void*, int, void> action = s_do;
            if (Interlocked.CompareExchange(ref s_open, open - 1, open) != open)
                continue;
            try
            {
                action(work, piece);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref s_failure, ExceptionDispatchInfo.Capture(exception), null);
            }

            Interlocked.Decrement(ref s_unfinished);
            return true;
        }
    }

    private static void Join()
    {
        new Thread(Work) { IsBackground = true, Name = $"GenNet {s_members + 1}" }.Start();
        s_members++;
    }

    private static void Work()
    {
        while (true)
        {
            while (DoNext())
            {
            }

            long idleSince = Stopwatch.GetTimestamp();
            while (!IsOpen && Stopwatch.GetElapsedTime(idleSince) < s_lookOut)
                Thread.SpinWait(16);
            if (!IsOpen)
                Sleep();
        }
    }

    private static bool IsOpen => (uint)Volatile.Read(ref s_open) != 0;

    private static void Sleep()
    {
        lock (s_bed)
        {
            // Seen by the caller before it looks whom to wake, or else the open pieces are seen here.
            Interlocked.Increment(ref s_asleep);
            while (!IsOpen)
                Monitor.Wait(s_bed);
            s_asleep--;
        }
    }

    private static void Wake()
    {
        if (Volatile.Read(ref s_asleep) == 0)
            return;
        lock (s_bed)
            Monitor.PulseAll(s_bed);
    }
}
