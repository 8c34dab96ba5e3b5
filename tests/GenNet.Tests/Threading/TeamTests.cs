using GenNet.Threading;

namespace GenNet.Tests.Threading;

public sealed class TeamTests
{
    [Fact]
    public void EveryPieceIsDoneOnce()
    {
        for (int round = 0; round < 2_000; round++)
        {
            int[] done = new int[round % 7 + 1];
            Counting work = new(done);
            Team.Do(done.Length, ref work);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void SeveralThreadsPutItToWorkAtOnce()
    {
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(EveryPieceIsDoneOnce))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
    }

    [Fact]
    public void APieceMayPutItToWork()
    {
        int[] done = new int[3 * 4];
        Nesting work = new(done);
        Team.Do(3, ref work);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void ItWakesFromSleep()
    {
        for (int round = 0; round < 20; round++)
        {
            EveryPieceIsDoneOnce();
            Thread.Sleep(5);
        }
    }

    [Fact]
    public void AnExceptionIsTheCallersAndTheOtherPiecesAreDone()
    {
        for (int round = 0; round < 100; round++)
        {
            int[] done = new int[4];
            Failing work = new(done, failing: round % 4);
            Assert.Equal("piece", Assert.Throws<InvalidOperationException>(() => Team.Do(4, ref work)).Message);
            Assert.All(done, times => Assert.Equal(1, times));
        }

        EveryPieceIsDoneOnce();
    }

    private readonly struct Counting(int[] done) : IPieces
    {
        public void Do(int piece) => Interlocked.Increment(ref done[piece]);
    }

    private readonly struct Nesting(int[] done) : IPieces
    {
        public void Do(int piece)
        {
            int[] innerDone = new int[4];
            Counting inner = new(innerDone);
            Team.Do(4, ref inner);
            for (int i = 0; i < 4; i++) Interlocked.Add(ref done[4 * piece + i], innerDone[i]);
        }
    }

    private readonly struct Failing(int[] done, int failing) : IPieces
    {
        public void Do(int piece)
        {
            Interlocked.Increment(ref done[piece]);
            if (piece == failing) throw new InvalidOperationException("piece");
        }
    }
}
