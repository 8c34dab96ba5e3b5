using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenNet;

/// <summary>What tells a network's parameters from all others.</summary>
internal static class ParameterHash
{
    /// <summary>The SHA-256 of the parameters in canonical order.</summary>
    public static string Of<T>(INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<T>(parameters)));
    }
}
