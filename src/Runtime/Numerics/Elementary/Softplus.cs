using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>log(1 + e^x).</summary>
    /// <remarks>
    /// max(x, 0) + log(1 + e) with e = e^(-|x|) as a sum of two numbers, and log(1 + e) = e + e^2 p(e) for e in [0, 1].
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V x) where V : struct, IVector<V>
    {
        V y = AtLeast(-V.Abs(x), V.Create(V.IsDouble ? -746 : -104));
        V n = NearestPower(y);
        V w = Expm1Reduced(RemoveLn2(y, n));
        V p = V.Create(1) + w;

        V half = V.BitsShiftRight(n, 1);
        V left = PowerOfTwo(half), right = PowerOfTwo(V.BitsSubtract(n, half));
        V e = p * left * right;
        V low = (w - (p - V.Create(1))) * left * right;

        // low times the derivative 1 / (1 + e), for which 1 - e / 2 is near enough.
        low = V.MultiplyAdd(low * e, V.Create(-0.5), low);
        return e + V.MultiplyAdd(e * e, SoftplusPolynomial(e), AtLeast(x, V.Create(0)) + low);
    }

    /// <summary>log(s(x)) = -log(1 + e^(-x)), with s the logistic function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogSigmoid<V>(V x) where V : struct, IVector<V> => -Softplus(-x);

    /// <summary>(log(1 + e) - e) / e^2 for e in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SoftplusPolynomial<V>(V e) where V : struct, IVector<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Create(2.5333787784415168e-05);
            p = V.MultiplyAdd(p, e, V.Create(-0.0002918004617466203));
            p = V.MultiplyAdd(p, e, V.Create(0.0015959264951998136));
            p = V.MultiplyAdd(p, e, V.Create(-0.005543647239929571));
            p = V.MultiplyAdd(p, e, V.Create(0.01383966431835906));
            p = V.MultiplyAdd(p, e, V.Create(-0.02674552441115201));
            p = V.MultiplyAdd(p, e, V.Create(0.04230181990990067));
            p = V.MultiplyAdd(p, e, V.Create(-0.05750344098968798));
            p = V.MultiplyAdd(p, e, V.Create(0.07035634839395721));
            p = V.MultiplyAdd(p, e, V.Create(-0.08081258790133215));
            p = V.MultiplyAdd(p, e, V.Create(0.0901317260740316));
            p = V.MultiplyAdd(p, e, V.Create(-0.09981020859860305));
            p = V.MultiplyAdd(p, e, V.Create(0.11107507432804174));
            p = V.MultiplyAdd(p, e, V.Create(-0.12499479876712649));
            p = V.MultiplyAdd(p, e, V.Create(0.1428565893310997));
            p = V.MultiplyAdd(p, e, V.Create(-0.16666662501986926));
            p = V.MultiplyAdd(p, e, V.Create(0.19999999791552028));
            p = V.MultiplyAdd(p, e, V.Create(-0.24999999993685998));
            p = V.MultiplyAdd(p, e, V.Create(0.33333333333235254));
            p = V.MultiplyAdd(p, e, V.Create(-0.4999999999999946));
        }
        else
        {
            p = V.Create(-0.003290468594059348);
            p = V.MultiplyAdd(p, e, V.Create(0.020086241886019707));
            p = V.MultiplyAdd(p, e, V.Create(-0.05745723098516464));
            p = V.MultiplyAdd(p, e, V.Create(0.10661128163337708));
            p = V.MultiplyAdd(p, e, V.Create(-0.15344880521297455));
            p = V.MultiplyAdd(p, e, V.Create(0.19692102074623108));
            p = V.MultiplyAdd(p, e, V.Create(-0.24958018958568573));
            p = V.MultiplyAdd(p, e, V.Create(0.33330464363098145));
            p = V.MultiplyAdd(p, e, V.Create(-0.4999993145465851));
        }

        return p;
    }
}
