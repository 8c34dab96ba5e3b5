using System.Collections.Immutable;
using System.Globalization;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Onnx;

/// <summary>
/// A function of a layer's z in a normal form, so that formulas which say the same are equal: a constant and a sum of terms, each a
/// coefficient times a product of factors, which are z or a basic function of another formula. Products are multiplied out.
/// </summary>
/// <example>z (1 + erf(z / sqrt(2))) / 2 and z / 2 (erf(0.7071 z) + 1) are both 0.5 z + 0.5 z erf(0.7071 z).</example>
internal sealed class Formula
{
    // No activation comes near. Without a limit, a file of a few nodes asks for exponentially many terms.
    private const int MaxSize = 100;

    private readonly Number _constant;
    private readonly ImmutableArray<Term> _terms;
    private readonly int _size;
    private readonly Function _functions;

    private Formula(Number constant, ImmutableArray<Term> terms)
    {
        _constant = constant;
        _terms = terms;
        foreach (Term term in terms)
        {
            _size += term.Size;
            _functions |= term.Functions;
            if (!term.Coefficient.IsFinite)
                throw NotFinite();
        }

        if (_size > MaxSize)
            throw TooLong();
        if (!constant.IsFinite)
            throw NotFinite();

        static NoNetworkException NotFinite() => new("its formula has a number that is not finite");
    }

    /// <summary>z itself.</summary>
    public static Formula Z { get; } = Of(new Factor(Function.Z));

    // Made of Z, and so below it.
    private static readonly Formula s_variance = Formulas.Variance(Z);
    private static readonly Formula s_layerNorm = Formulas.LayerNorm(Z, epsilon: 1);

    public static implicit operator Formula(double value) => new((Number)value, []);

    public static implicit operator Formula(Number value) => new(value, []);

    /// <summary>Whether it is slope z + offset; what does not depend on z is, with slope 0.</summary>
    public bool IsAffine(out Number slope, out Number offset)
    {
        (slope, offset) = (_terms.Length == 0 ? 0 : _terms[0].Coefficient, _constant);
        return _terms.Length == 0 || _terms is [{ Factors: [{ Function: Function.Z }] }];
    }

    /// <summary>Whether it is z and nothing more.</summary>
    public bool IsZ => IsAffine(out Number slope, out Number offset) && slope.IsOne && offset.IsZero;

    /// <summary>Whether it is 0 or 1 for every z.</summary>
    public bool IsStep => _constant.IsZero && _terms is [{ Coefficient.IsOne: true, Factors: [{ Function: Function.Step }] }];

    /// <summary>Whether each unit's value depends on that unit's z alone.</summary>
    public bool IsElementwise => _terms.All(term => term.Factors.All(factor =>
        factor.Function is not (Function.Softmax or Function.Mean) && (factor.Argument?.IsElementwise ?? true)));

    /// <summary>Whether it is z's layer normalisation.</summary>
    /// <param name="epsilon">What is added to the variance, greater than 0.</param>
    public bool IsLayerNorm(out double epsilon)
    {
        epsilon = 0;
        if (!IsLike(s_layerNorm))
            return false;
        Number added = _terms.SelectMany(term => term.Factors)
            .Where(factor => factor.Function == Function.Reciprocal)
            .SelectMany(factor => factor.Argument!._terms.SelectMany(term => term.Factors))
            .Where(factor => factor.Function == Function.Root)
            .Select(factor => factor.Argument!._constant)
            .DefaultIfEmpty(0)
            .First();
        epsilon = added.IsScalar ? added.Scalar : 0;
        return epsilon > 0 && AreSame(this, Formulas.LayerNorm(Z, epsilon));
    }

    /// <summary>The formula of some units.</summary>
    public Formula Select(int[] units) => new(_constant.Select(units), [.. _terms.Select(term => new Term(
        term.Coefficient.Select(units),
        [.. term.Factors.Select(factor => factor with { Argument = factor.Argument?.Select(units) })]))]);

    /// <summary>Every number in it.</summary>
    public IEnumerable<Number> Numbers() => _terms
        .SelectMany(term => term.Factors.SelectMany(factor => factor.Numbers()).Prepend(term.Coefficient))
        .Prepend(_constant);

    public static Formula operator +(Formula x, Formula y)
    {
        var sum = new Sum();
        foreach (Term term in x._terms)
            sum.Add(term);
        foreach (Term term in y._terms)
            sum.Add(term);
        return new(x._constant + y._constant, sum.Terms);
    }

    public static Formula operator *(Formula x, Formula y)
    {
        var sum = new Sum();
        AddMultiple(x, y);
        AddMultiple(y, x);
        foreach (Term left in x._terms)
        {
            foreach (Term right in y._terms)
                sum.Add(new(left.Coefficient * right.Coefficient, left.Factors.AddRange(right.Factors)));
        }

        return new(x._constant * y._constant, sum.Terms);

        // One's terms times the other's constant; 0 is none but where it is all of that.
        void AddMultiple(Formula one, Formula other)
        {
            if (other._constant.IsZero && other._terms.Length > 0)
                return;
            foreach (Term term in one._terms)
                sum.Add(term with { Coefficient = term.Coefficient * other._constant });
        }
    }

    public static Formula operator -(Formula x) => -1 * x;

    public static Formula operator -(Formula x, Formula y) => x + -y;

    public static Formula operator /(Formula x, Formula y) => x * y.Reciprocal();

    public Formula Exp() => Apply(Function.Exp);

    public Formula Log() => Apply(Function.Log);

    public Formula Step() => Apply(Function.Step);

    public Formula Softmax() => Apply(Function.Softmax);

    /// <summary>The mean over the units of a sample, the same for each.</summary>
    public Formula Mean() => Apply(Function.Mean);

    /// <summary>Its square root, which is that of z's variance and a number greater than 0: others may be of what is negative.</summary>
    public Formula Root() => _constant is { IsScalar: true, Scalar: > 0 } && AreSame(this, s_variance + _constant)
        ? Apply(Function.Root)
        : throw new NoNetworkException(
            "it takes roots of what is neither constant nor a variance as LayerNormalization, of operator set 17, has it");

    // Odd functions: the first sign comes out.
    public Formula Tanh() => IsNegative ? -(-this).Tanh() : Apply(Function.Tanh);

    public Formula Erf() => IsNegative ? -(-this).Erf() : Apply(Function.Erf);

    public Formula ArcTan() => IsNegative ? -(-this).ArcTan() : Apply(Function.ArcTan);

    public Formula Abs() => IsNegative ? (-this).Abs() : Apply(Function.Abs);

    public Formula Reciprocal()
    {
        if (_terms.Length == 0)
            return 1 / _constant;

        // 1 / (1 + exp(x)) is the sigmoid of -x.
        return Number.AreNear(_constant, 1) && _terms is [{ Factors: [{ Function: Function.Exp, Argument: { } x }] } term]
            && Number.AreNear(term.Coefficient, 1) ? Formulas.Sigmoid(-x) : Apply(Function.Reciprocal);
    }

    /// <summary>min(max(least, this), most), where a lone term's coefficient and the constant come out.</summary>
    public Formula Clip(double least, double most)
    {
        if (double.IsNegativeInfinity(least) && double.IsPositiveInfinity(most))
            return this;
        if (_terms is not [{ Coefficient: { IsScalar: true, Scalar: var c } } term] || !_constant.IsScalar)
            return Apply(Function.Clip, least, most);
        (least, most) = ((least - _constant.Scalar) / c, (most - _constant.Scalar) / c);
        if (c < 0)
            (least, most) = (most, least);
        Formula bare = new(0, [term with { Coefficient = 1 }]);
        if (term.Factors is [{ Function: Function.Clip } inner] && Math.Max(least, inner.Least) < Math.Min(most, inner.Most))
            bare = inner.Argument!.Apply(Function.Clip, Math.Max(least, inner.Least), Math.Min(most, inner.Most));
        else
            bare = bare.Apply(Function.Clip, least, most);
        return (c * bare) + _constant;
    }

    /// <summary>Whether it is not 0, as 1 or 0: of a clipped formula it is whether that is not at the limit which gives 0.</summary>
    public Formula IsNotZero()
    {
        if (_terms is [{ Coefficient: { IsScalar: true, Scalar: var c and not 0 }, Factors: [var factor] }] && _constant.IsScalar)
        {
            double zero = -_constant.Scalar / c;
            switch (factor)
            {
                case { Function: Function.Clip, Argument: { } x, Least: var least, Most: var most } when least < most:
                    if (zero == least)
                        return (x - least).Step();
                    if (zero == most)
                        return (most - x).Step();
                    break;
                case { Function: Function.Step } when zero == 0:
                    return Of(factor);
            }
        }

        throw new NoNetworkException($"it asks whether {this} is 0, which is no activation of GenNet's");
    }

    /// <summary>
    /// Whether it has as many terms and factors and the same functions as another, as those do that differ in their numbers alone.
    /// </summary>
    public bool IsLike(Formula other) =>
        _terms.Length == other._terms.Length && _size == other._size && _functions == other._functions;

    /// <summary>Whether two formulas are the same but for the rounding of their numbers.</summary>
    public static bool AreSame(Formula x, Formula y)
    {
        if (!x.IsLike(y) || !Number.AreNear(x._constant, y._constant))
            return false;
        foreach (Term term in x._terms)
        {
            if (!y.Has(term))
                return false;
        }

        return true;
    }

    /// <summary>For a reader: 0.5 z + 0.5 z erf(0.7071 z).</summary>
    public override string ToString()
    {
        IEnumerable<string> terms = _terms.Select(term =>
            (term.Coefficient.IsOne ? "" : Text(term.Coefficient) + " ") + string.Join(" ", term.Factors));
        return string.Join(" + ", _constant.IsZero && _terms.Length > 0 ? terms : terms.Append(Text(_constant)));
    }

    /// <summary>Whether it is a clipped number for every z, so that its exponential is finite.</summary>
    private bool IsBounded => _terms.All(term =>
        term.Coefficient is { IsScalar: true, Scalar: > 0 }
        && term.Factors is [{ Function: Function.Clip, Most: < double.PositiveInfinity } clip]
        && clip.IsFinite);

    private bool IsNegative => _terms.Length > 0 && _terms[0].Coefficient is { IsScalar: true, Scalar: < 0 };

    private bool Has(Term term)
    {
        foreach (Term other in _terms)
        {
            if (Number.AreNear(term.Coefficient, other.Coefficient) && Term.HaveSameFactors(term, other))
                return true;
        }

        return false;
    }

    private static Formula Of(Factor factor) => new(0, [new(1, [factor])]);

    private Formula Apply(Function function, double least = 0, double most = 0) => Of(new(function, this, least, most));

    private static NoNetworkException TooLong() => new("its formula is longer than any activation's");

    private static string Text(Number number) => number.IsScalar ? number.Scalar.ToString("G5", CultureInfo.InvariantCulture) : "c_i";

    [Flags]
    private enum Function
    {
        Z = 1 << 0,
        Clip = 1 << 1,
        Exp = 1 << 2,
        Log = 1 << 3,
        Tanh = 1 << 4,
        Erf = 1 << 5,
        ArcTan = 1 << 6,
        Abs = 1 << 7,
        Reciprocal = 1 << 8,
        Step = 1 << 9,
        Softmax = 1 << 10,
        Mean = 1 << 11,
        Root = 1 << 12,
    }

    /// <summary>Terms that are added up: those of the same factors become one, which is none where their coefficients cancel.</summary>
    private sealed class Sum
    {
        private readonly List<Term> _terms = [];
        private int _size;

        public ImmutableArray<Term> Terms => [.. _terms];

        /// <exception cref="NoNetworkException">There are too many, or one that is multiplied by 0 may be no number.</exception>
        public void Add(Term term)
        {
            int like = 0;
            while (like < _terms.Count && !Term.HaveSameFactors(term, _terms[like]))
                like++;
            bool isNew = like == _terms.Count;
            Term sum = isNew ? term : _terms[like] with { Coefficient = _terms[like].Coefficient + term.Coefficient };
            if (sum.Coefficient.IsZero)
            {
                if (!term.IsFinite)
                    throw new NoNetworkException("it multiplies by 0 what may be no number, such as the logarithm of a negative one");
                if (isNew)
                    return;
                _terms.RemoveAt(like);
                _size -= sum.Size;
            }
            else if (isNew)
            {
                _terms.Add(sum);
                _size += sum.Size;
                if (_size > MaxSize)
                    throw TooLong();
            }
            else
            {
                _terms[like] = sum;
            }
        }
    }

    private sealed record Term(Number Coefficient, ImmutableArray<Factor> Factors)
    {
        /// <summary>How many factors it has, those of their arguments among them.</summary>
        public int Size { get; } = Factors.Aggregate(0, (size, factor) => size + 1 + (factor.Argument?._size ?? 0));

        /// <summary>The functions in it.</summary>
        public Function Functions { get; } = Factors.Aggregate(
            default(Function), (functions, factor) => functions | factor.Function | (factor.Argument?._functions ?? default));

        /// <summary>Whether its factors are finite for every z.</summary>
        public bool IsFinite => Factors.All(factor => factor.IsFinite);

        /// <summary>Whether the products have the same factors in any order.</summary>
        public static bool HaveSameFactors(Term x, Term y)
        {
            if (x.Factors.Length != y.Factors.Length || x.Size != y.Size || x.Functions != y.Functions)
                return false;
            int count = y.Factors.Length;
            Span<bool> isTaken = stackalloc bool[count];
            foreach (Factor factor in x.Factors)
            {
                int same = 0;
                while (same < count && (isTaken[same] || !Factor.AreSame(factor, y.Factors[same])))
                    same++;
                if (same == count)
                    return false;
                isTaken[same] = true;
            }

            return true;
        }
    }

    private sealed record Factor(Function Function, Formula? Argument = null, double Least = 0, double Most = 0)
    {
        public static bool AreSame(Factor x, Factor y) =>
            x.Function == y.Function
            && Number.AreNear(x.Least, y.Least)
            && Number.AreNear(x.Most, y.Most)
            && (x.Argument is null || Formula.AreSame(x.Argument, y.Argument!));

        public bool IsFinite => Function switch
        {
            Function.Log or Function.Reciprocal => false,
            Function.Exp => Argument!.IsBounded,
            _ => Argument is null || Argument._terms.All(term => term.IsFinite),
        };

        public IEnumerable<Number> Numbers() => Argument is null ? [] : Argument.Numbers().Append(Least).Append(Most);

        public override string ToString() => Function switch
        {
            Function.Z => "z",
            Function.Clip => $"clip({Argument}; {Text(Least)}, {Text(Most)})",
            _ => $"{Function.ToString().ToLowerInvariant()}({Argument})",
        };
    }
}
