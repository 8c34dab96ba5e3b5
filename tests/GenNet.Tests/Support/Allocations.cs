namespace GenNet.Tests.Support;

/// <summary>What a call takes of the managed heap.</summary>
public static class Allocations
{
    /// <summary>
    /// One round of calls has to be free. A call that allocates spoils every round; the runtime, which may allocate on this thread
    /// when it compiles a method anew at a higher tier, spoils one.
    /// </summary>
    public static void None(string what, Action call)
    {
        call();
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 4; i++) call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(least == 0, $"{what} allocates {least / 4.0} bytes a call");
    }
}
