using GenNet.Networks;

namespace GenNet;

/// <summary>
/// The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal 1980; Liu and Nocedal 1989), with the steps and the
/// tests for their end of PyTorch's torch.optim.LBFGS. It approximates Newton's method from the last gradients and steps, for whole
/// datasets as the batch, and computes loss and gradient several times in each call of Train.
/// </summary>
/// <remarks>
/// With s = t d the last step and y the change of the gradient over it, the direction is d = -H g, where H g is computed from the last
/// historySize pairs (s, y) by the two-loop recursion, starting from (s.y / y.y) g; pairs with s.y at most 1e-10 are left out.
/// The first direction is -g, with the step length learningRate min(1, 1 / sum abs(g)); after that the length is learningRate, unless a
/// line search finds another. A gradient that is clipped is not that of the loss, so that clipping can mislead both the curvature and
/// the line search. Memory of 2 historySize + 6 numbers a parameter is taken at the first step, but that of more than a hundred steps only
/// when they have been taken.
/// </remarks>
public sealed class LBfgs : Optimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step length, where a line search starts.</param>
    /// <param name="maxIterations">The most directions that a call of Train takes, at least 1.</param>
    /// <param name="maxEvaluations">
    /// How many evaluations of the loss and the gradient end a call of Train, at least 1; null for 5/4 of maxIterations.
    /// </param>
    /// <param name="toleranceGradient">A gradient none of whose numbers is larger than this ends a call of Train.</param>
    /// <param name="toleranceChange">A step none of whose numbers is larger, or a smaller change of the loss, ends a call of Train.</param>
    /// <param name="historySize">
    /// How many of the last steps are remembered, at least 1. What does not fit in an array with a network's parameters is refused by the
    /// first call of Train.
    /// </param>
    /// <param name="lineSearch">How the step length is found.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public LBfgs(
        double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null, double toleranceGradient = 1e-7,
        double toleranceChange = 1e-9, int historySize = 100, LineSearch lineSearch = LineSearch.None)
        : base(learningRate)
    {
        MaxIterations = Hyperparameter.AtLeast(1, maxIterations, nameof(maxIterations));
        MaxEvaluations = Hyperparameter.AtLeast(
            1, maxEvaluations ?? (int)Math.Min(maxIterations * 5L / 4, int.MaxValue), nameof(maxEvaluations));
        ToleranceGradient = Hyperparameter.NotNegative(toleranceGradient, nameof(toleranceGradient));
        ToleranceChange = Hyperparameter.NotNegative(toleranceChange, nameof(toleranceChange));
        HistorySize = Hyperparameter.AtLeast(1, historySize, nameof(historySize));
        LineSearch = Hyperparameter.Check(lineSearch, Enum.IsDefined(lineSearch), nameof(lineSearch), "a member of the enumeration");
    }

    /// <summary>The most directions that a call of Train takes.</summary>
    public int MaxIterations { get; }

    /// <summary>How many evaluations of the loss and the gradient end a call of Train.</summary>
    public int MaxEvaluations { get; }

    /// <summary>A gradient none of whose numbers is larger than this ends a call of Train.</summary>
    public double ToleranceGradient { get; }

    /// <summary>A step none of whose numbers is larger, or a smaller change of the loss, ends a call of Train.</summary>
    public double ToleranceChange { get; }

    /// <summary>How many of the last steps are remembered.</summary>
    public int HistorySize { get; }

    /// <summary>How the step length is found.</summary>
    public LineSearch LineSearch { get; }

    internal override bool StepsByGradient => false;

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [
            (nameof(MaxIterations), MaxIterations), (nameof(MaxEvaluations), MaxEvaluations),
            (nameof(ToleranceGradient), ToleranceGradient), (nameof(ToleranceChange), ToleranceChange),
            (nameof(HistorySize), HistorySize), (nameof(LineSearch), LineSearch),
        ];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) => new LBfgsState<T>(parameters, this);
}
