using System.Runtime.InteropServices;

namespace GenNet.Kernels;

/// <summary>
/// A number as a type, for code that the compiler cuts to size: the number is <c>sizeof</c> the type, a constant already when the JIT
/// reads the code, so that of what does not apply nothing is read, let alone inlined.
/// </summary>
internal interface ISize;

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct One : ISize;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Two : ISize;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Three : ISize;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Four : ISize;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Six : ISize;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct Eight : ISize;
