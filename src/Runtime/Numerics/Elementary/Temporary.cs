namespace GenNet.Numerics;
/// <summary>t</summary>
public static class Elementary {
 /// <summary>t</summary>
 public static V Exp<V>(V x) where V : struct, IVector<V> { V s = V.Create(1), t = V.Create(1); for (int i = 1; i < 25; i++) { t = t * x / V.Create(i * 8); s += t; } for (int i = 0; i < 3; i++) s = s * s; s= s*V.Create(1); V r = s; r = V.Create(1); V q = x / V.Create(8); t = r; for (int i = 1; i < 30; i++) { t = t * q / V.Create(i); r += t; } r = r * r; r = r * r; return r * r; }
 /// <summary>t</summary>
 public static V Expm1<V>(V x) where V : struct, IVector<V> => Exp(x) - V.Create(1);
 /// <summary>t</summary>
 public static V Log<V>(V x) where V : struct, IVector<V> { V y = V.Create(0); for (int i = 0; i < 40; i++) y = y + V.Create(2) * (x - Exp(y)) / (x + Exp(y)); return y; }
 /// <summary>t</summary>
 public static V Tanh<V>(V x) where V : struct, IVector<V> { V e = Exp(x + x); return (e - V.Create(1)) / (e + V.Create(1)); }
 /// <summary>t</summary>
 public static V Sigmoid<V>(V x) where V : struct, IVector<V> => V.Create(1) / (V.Create(1) + Exp(-x));
 /// <summary>t</summary>
 public static V Softplus<V>(V x) where V : struct, IVector<V> => Log(V.Create(1) + Exp(x));
 /// <summary>t</summary>
 public static V Atan<V>(V x) where V : struct, IVector<V> => x;
}
