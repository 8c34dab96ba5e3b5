using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Functions of each number, and of several that meet.</summary>
internal static partial class Operators
{
    /// <summary>
    /// Float and double are the same to a network, which computes in that of its weights. Truths are 0 and 1, and stay so as integers.
    /// </summary>
    private static GraphValue Cast(GraphNode node)
    {
        node.Ignore("saturate", "round_mode"); // Of types that are not read.
        var type = (DataType)node.Attribute("to", 0);
        switch (node.Input(0))
        {
            case Constant constant:
                return new Constant(constant.Tensor.Cast(type));
            case Sizes sizes when type is DataType.Int64 or DataType.Int32:
                return sizes;
        }

        Signal x = node.AnySignal(0);
        bool isFloating = x.Type is DataType.Float or DataType.Double;
        bool isInteger = type is DataType.Int32 or DataType.Int64;
        if (x.Categories is not null)
            return isInteger ? x with { Type = type } : throw Refused();
        if (isFloating && isInteger && x.Column is Columns numbers)
        {
            View[] categories = [new(new(numbers.Width, numbers with { AreCategories = true }), Formula.Z)];
            return x.By(node, categories) with { Type = type };
        }

        return type switch
        {
            DataType.Float or DataType.Double => x with { Type = type },
            DataType.Bool when isFloating => x.By(node, z => z.IsNotZero()) with { Type = type },
            DataType.Bool => x with { Type = type },
            DataType.Int32 or DataType.Int64 when !isFloating => x with { Type = type },
            DataType.Int32 or DataType.Int64 => x.By(node, z => z.IsStep ? z : throw Refused()) with { Type = type },
            _ => throw Refused(),
        };

        NoNetworkException Refused() => new($"it rounds {x.Type} to {type}, which no layer does");
    }

    /// <summary>A function of two values, one of which may be constant.</summary>
    private static GraphValue Combine(GraphNode node, Func<Formula, Formula, Formula> formula, Func<double, double, double> function)
    {
        switch (node.Input(0), node.Input(1))
        {
            case (Constant x, Constant y):
                return new Constant(Tensor.Zip(x.Tensor, y.Tensor, function));
            case (Signal, Constant y):
                Signal left = node.Signal(0);
                Number right = y.Tensor.For(left);
                return left.By(node, z => formula(z, right));
            case (Constant x, Signal):
                Signal signal = node.Signal(1);
                Number number = x.Tensor.For(signal);
                return signal.By(node, z => formula(number, z));
            case (Signal, Signal):
                return Join(node, node.Signal(0), node.Signal(1), formula);
            default:
                throw new NoNetworkException("it computes with the shape of the batch");
        }
    }

    /// <summary>A function of two signals, by those stages that both are seen from; or else a sum or a product of two branches.</summary>
    private static Signal Join(GraphNode node, Signal x, Signal y, Func<Formula, Formula, Formula> formula)
    {
        CheckAlike(x, y);
        if (!x.Shape.SequenceEqual(y.Shape))
            throw new NoNetworkException($"it joins samples of shape {Text(x.Shape)} with samples of {Text(y.Shape)}");
        List<View> views =
        [
            .. from left in x.Views
               from right in y.Views
               where ReferenceEquals(left.Stage, right.Stage)
               select left.With(formula(left.Formula, right.Formula)),
        ];
        if (!views.Exists(view => view.Closed is not null) && Branches() is Origin joined)
            views.Add(View.Of(joined, x.Width));
        return views.Count > 0
            ? x.By(node, views)
            : throw new NoNetworkException(
                "it joins two branches of the graph, which only Add, Sub, Mul and Concat may, of what layers end with");

        Origin? Branches()
        {
            Signal second = node.Operator == "Sub" ? y.By(node, z => -z) : y;
            if (x.Closed?.Plain(x.Type) is not LayerInput left || second.Closed?.Plain(x.Type) is not LayerInput right)
                return null;
            return node.Operator switch
            {
                "Add" or "Sub" => new Sum(left, right),
                "Mul" when SizeLimits.Allow(2L * x.Width) => new Gating(left, right),
                _ => null,
            };
        }

        static string Text(int[] shape) => $"[{string.Join(", ", shape)}]";
    }

    /// <summary>Checks that the samples of two signals meet one by one.</summary>
    private static void CheckAlike(Signal x, Signal y)
    {
        if (x.Rank != y.Rank || x.Batch != y.Batch)
            throw new NoNetworkException($"it joins batches of other dimensions: [{Text(x)}] and [{Text(y)}]");
        if (x.Type != y.Type)
            throw new NoNetworkException($"it joins numbers of type {x.Type} with numbers of type {y.Type}");
        if (x.Layout != y.Layout || x.Steps != y.Steps)
            throw new NoNetworkException($"it joins frames with samples, or with frames in another order: [{Text(x)}] and [{Text(y)}]");

        static string Text(Signal signal) => string.Join(", ", signal.Dimensions.Select(size => size is null ? "batch" : $"{size}"));
    }

    /// <summary>x / y, of integers without the remainder.</summary>
    private static Func<double, double, double> Quotient(GraphNode node) => node.Input(0) is Constant { Tensor.IsFloating: false }
        ? (x, y) => y != 0 ? Math.Truncate(x / y) : throw new NoNetworkException("it divides by 0")
        : (x, y) => x / y;

    private static Signal Map(GraphNode node, Func<Formula, Formula> function) => node.Signal(0).By(node, function);

    /// <summary>A function of a signal, or of constants.</summary>
    private static GraphValue Map(GraphNode node, Func<Formula, Formula> function, Func<double, double> ofConstant) =>
        node.Input(0) is Constant constant ? new Constant(constant.Tensor.Map(ofConstant)) : Map(node, function);

    /// <summary>The greater, or the lesser, of a signal and a number, in either order.</summary>
    private static GraphValue Bound(GraphNode node, Func<Formula, double, Formula> clip, Func<double, double, double> ofConstants)
    {
        if (node.InputCount != 2)
            throw new NoNetworkException($"it joins {node.InputCount} values; a signal and a number are read");
        if (node.Input(0) is Constant first && node.Input(1) is Constant second)
            return new Constant(Tensor.Zip(first.Tensor, second.Tensor, ofConstants));
        int signal = node.Input(0) is Constant ? 1 : 0;
        Signal x = node.Signal(signal);
        Number limit = node.Constant(1 - signal).For(x);
        return limit.IsScalar
            ? x.By(node, z => clip(z, limit.Scalar))
            : throw new NoNetworkException("it has another limit for each unit; one for all is read");
    }

    /// <summary>Whether x is greater than a number: a step of the difference.</summary>
    private static Signal Greater(GraphNode node)
    {
        Signal x = node.Signal(0);
        Number threshold = node.Constant(1).For(x);
        return x.By(node, z => z - threshold).By(node, z => z.Step()) with { Type = DataType.Bool };
    }

    private static Formula Power(Formula x, double exponent)
    {
        if (exponent is not (1 or 2 or 3))
            throw new NoNetworkException("its exponent is not 1, 2 or 3");
        Formula power = x;
        for (int i = 1; i < exponent; i++)
            power *= x;
        return power;
    }

    private static Signal ParametricReLU(GraphNode node)
    {
        Signal x = node.Signal(0);
        Tensor slopes = node.Constant(1);
        Number alpha = slopes.For(x);

        // A vector, even of one number, is PyTorch's learned slope; a bare number is a LeakyReLU's.
        return x.By(node, z => Formulas.LeakyReLU(z, slopes.Shape.Length == 0 ? alpha : new(alpha.Repeat(x.Width))));
    }

    private static Func<Formula, Formula> Gelu(GraphNode node) => node.Text("approximate") switch
    {
        null or "none" => Formulas.GELU,
        "tanh" => Formulas.GELUTanh,
        var other => throw new NoNetworkException($"it approximates by '{other}'; 'none' and 'tanh' are read"),
    };

    /// <summary>clip(alpha x + beta; 0, 1), in two steps so that other numbers than PyTorch's can go to the weights.</summary>
    private static Signal HardSigmoid(GraphNode node)
    {
        double alpha = node.Attribute("alpha", 0.2), beta = node.Attribute("beta", 0.5);
        return Map(node, x => (alpha * x) + beta).By(node, x => x.Clip(0, 1));
    }

    /// <summary>x sigmoid(alpha x), which is SiLU(alpha x) / alpha.</summary>
    private static Signal Swish(GraphNode node)
    {
        double alpha = node.Attribute("alpha", 1.0);
        return alpha == 0
            ? Map(node, x => 0.5 * x)
            : Map(node, x => alpha * x).By(node, Formulas.SiLU).By(node, x => x / alpha);
    }

    /// <summary>A softmax over all units; until ONNX 1.8 it took all dimensions from its axis on.</summary>
    private static Signal Softmax(GraphNode node, Func<Formula, Formula> function)
    {
        const int first = 13;
        Signal x = node.Signal(0);
        int axis = SampleAxis(node.Attribute("axis", node.OperatorSet < first ? 1 : -1), x);
        if (node.OperatorSet < first)
        {
            for (int i = axis; i < x.Shape.Length; i++)
                SampleAxis(i + x.Rank - x.Shape.Length, x);
        }

        int over = node.OperatorSet < first ? x.Shape.Skip(axis).Aggregate(1, (product, size) => product * size) : x.Shape[axis];
        if (over != x.Width)
            throw new NoNetworkException($"it goes over {over} numbers; a sample has {x.Width}");
        View[] views = [.. x.Views.Select(view => view.Folded).OfType<View>().Select(view => view.With(function(view.Formula)))];
        return views.Length > 0 ? x.By(node, views) : throw new NoNetworkException(x.Views[x.Views.Length - 1].Refusal, x.Node);
    }
}
