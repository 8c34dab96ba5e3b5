namespace GenNet.Kernels;

/// <summary>A share of something that several threads divide among themselves.</summary>
/// <param name="Index">Which one, counted from 0.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct Part(int Index, int Count)
{
    /// <summary>All of it.</summary>
    public static Part Whole => new(0, 1);

    /// <summary>This part of so many numbers, cut at multiples of a grain; the last grain may be short, and a part empty.</summary>
    internal (int Start, int End) Of(int length, int grain) => (Cut(length, grain, Index), Cut(length, grain, Index + 1));

    private int Cut(int length, int grain, int part)
    {
        int grains = (length + grain - 1) / grain;
        return Math.Min(length, (int)((long)grains * part / Count) * grain);
    }
}
