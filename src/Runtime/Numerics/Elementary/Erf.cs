using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>The error function.</summary>
    /// <remarks>
    /// x + x p(x^2) for |x| &lt; 1, otherwise 1 - e^(-q(|x|)) with the sign of x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x) where V : struct, IVector<V>
    {
        V a = AtMost(V.Abs(x), V.Create(V.IsDouble ? 6 : 4));
        V small = V.MultiplyAdd(a, ErfPolynomial(a * a), a);

        // 1 - 2^n e^r = (1 - 2^n) - 2^n (e^r - 1)
        V q = -ErfcPolynomial(a);
        V n = NearestPower(q);
        V power = PowerOfTwo(n);
        V large = V.MultiplyAdd(-power, Expm1Reduced(RemoveLn2(q, n)), V.Create(1) - power);

        return V.Select(a < V.Create(1), small, large) | (x & V.Create(-0.0));
    }

    /// <summary>erf(x) / x - 1 with y = x^2, for |x| &lt;= 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfPolynomial<V>(V y) where V : struct, IVector<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Create(1.4378627291372402e-10);
            p = V.MultiplyAdd(p, y, V.Create(-1.6484014951840991e-09));
            p = V.MultiplyAdd(p, y, V.Create(1.6017817224355065e-08));
            p = V.MultiplyAdd(p, y, V.Create(-1.6557749729316073e-07));
            p = V.MultiplyAdd(p, y, V.Create(1.6481111210712174e-06));
            p = V.MultiplyAdd(p, y, V.Create(-1.4926884323134429e-05));
            p = V.MultiplyAdd(p, y, V.Create(0.0001205538629466716));
            p = V.MultiplyAdd(p, y, V.Create(-0.0008548328538065122));
            p = V.MultiplyAdd(p, y, V.Create(0.00522397765272265));
            p = V.MultiplyAdd(p, y, V.Create(-0.02686617064803323));
            p = V.MultiplyAdd(p, y, V.Create(0.11283791670971104));
            p = V.MultiplyAdd(p, y, V.Create(-0.376126389031841));
            p = V.MultiplyAdd(p, y, V.Create(0.1283791670955126));
        }
        else
        {
            p = V.Create(7.806903158780187e-05);
            p = V.MultiplyAdd(p, y, V.Create(-0.0007997853099368513));
            p = V.MultiplyAdd(p, y, V.Create(0.005187162198126316));
            p = V.MultiplyAdd(p, y, V.Create(-0.026853347197175026));
            p = V.MultiplyAdd(p, y, V.Create(0.11283578723669052));
            p = V.MultiplyAdd(p, y, V.Create(-0.3761262595653534));
            p = V.MultiplyAdd(p, y, V.Create(0.12837916612625122));
        }

        return p;
    }

    /// <summary>-log(1 - erf(a)) for a from 1 to where erf(a) rounds to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfcPolynomial<V>(V a) where V : struct, IVector<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Create(-1.0496067185442694e-12);
            p = V.MultiplyAdd(p, a, V.Create(4.79599161673433e-11));
            p = V.MultiplyAdd(p, a, V.Create(-1.0256926391700394e-09));
            p = V.MultiplyAdd(p, a, V.Create(1.3626597891054974e-08));
            p = V.MultiplyAdd(p, a, V.Create(-1.2570396257342494e-07));
            p = V.MultiplyAdd(p, a, V.Create(8.505676961735136e-07));
            p = V.MultiplyAdd(p, a, V.Create(-4.327011938847174e-06));
            p = V.MultiplyAdd(p, a, V.Create(1.6513843209057708e-05));
            p = V.MultiplyAdd(p, a, V.Create(-4.503716669230265e-05));
            p = V.MultiplyAdd(p, a, V.Create(7.036631989393759e-05));
            p = V.MultiplyAdd(p, a, V.Create(4.482278061615014e-05));
            p = V.MultiplyAdd(p, a, V.Create(-0.0006411728451839777));
            p = V.MultiplyAdd(p, a, V.Create(0.0017690004613925762));
            p = V.MultiplyAdd(p, a, V.Create(-0.0002804880699414371));
            p = V.MultiplyAdd(p, a, V.Create(-0.01907815637639692));
            p = V.MultiplyAdd(p, a, V.Create(0.10274725292614842));
            p = V.MultiplyAdd(p, a, V.Create(0.6366284886138416));
            p = V.MultiplyAdd(p, a, V.Create(1.1283773293339163));
            p = V.MultiplyAdd(p, a, V.Create(1.796128345231628e-07));
        }
        else
        {
            p = V.Create(-0.0001863718352979049);
            p = V.MultiplyAdd(p, a, V.Create(0.002947593107819557));
            p = V.MultiplyAdd(p, a, V.Create(-0.021837826818227768));
            p = V.MultiplyAdd(p, a, V.Create(0.1031062975525856));
            p = V.MultiplyAdd(p, a, V.Create(0.6381453275680542));
            p = V.MultiplyAdd(p, a, V.Create(1.1270889043807983));
            p = V.MultiplyAdd(p, a, V.Create(0.00034159139613620937));
        }

        return p;
    }
}
