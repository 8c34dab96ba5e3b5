using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GenNet.Paths;

/// <summary>The side of a span on which it meets a page that cannot be touched.</summary>
public enum Placement
{
    Start,
    End,
}

/// <summary>Memory between two pages that end the process when they are read or written. Needs Linux.</summary>
public sealed unsafe partial class GuardedMemory<T> : IDisposable where T : unmanaged
{
    private const int ProtNone = 0, ProtReadWrite = 1 | 2;
    private const int MapPrivateAnonymous = 0x02 | 0x20;

    private readonly byte* _mapping;
    private readonly nuint _mapped;
    private readonly T* _start;
    private readonly int _capacity;

    /// <summary>Makes room for so many numbers, rounded up to whole pages.</summary>
    public GuardedMemory(int length)
    {
        int page = Environment.SystemPageSize;
        int bytes = (length * sizeof(T) + page - 1) / page * page;
        _mapped = (nuint)(bytes + 2 * page);
        nint mapping = Memory.Map(0, _mapped, ProtNone, MapPrivateAnonymous, -1, 0);
        if (mapping == -1)
            throw new Win32Exception();
        _mapping = (byte*)mapping;
        _start = (T*)(_mapping + page);
        _capacity = bytes / sizeof(T);
        if (Memory.Protect((nint)_start, (nuint)bytes, ProtReadWrite) != 0)
            throw new Win32Exception();
    }

    public Span<T> Span(Placement placement, int length) =>
        new Span<T>(_start, _capacity).Slice(placement == Placement.Start ? 0 : _capacity - length, length);

    public Span<T> Filled(Placement placement, ReadOnlySpan<T> values)
    {
        Span<T> span = Span(placement, values.Length);
        values.CopyTo(span);
        return span;
    }

    public void Dispose() => _ = Memory.Unmap((nint)_mapping, _mapped);

    /// <summary>Reads the number before, or behind, the memory: the process must not survive it.</summary>
    public static void Trespass(Placement placement)
    {
        using var memory = new GuardedMemory<T>(1);
        Console.WriteLine(placement == Placement.Start ? memory._start[-1] : memory._start[memory._capacity]);
    }
}

/// <summary>The C library's calls.</summary>
internal static partial class Memory
{
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);
}
