using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Paths;

/// <summary>The instructions that the networks of this process run on.</summary>
public static class VectorPath
{
    /// <summary>The widest registers in bits, or <c>scalar</c>; <c>unfused</c> where a multiply-add is rounded twice.</summary>
    public static string Current { get; } = Width + (Fma.IsSupported || AdvSimd.IsSupported ? "" : " unfused");

    private static string Width =>
        Vector512.IsHardwareAccelerated ? "512"
        : Vector256.IsHardwareAccelerated ? "256"
        : Vector128.IsHardwareAccelerated ? "128"
        : "scalar";
}
