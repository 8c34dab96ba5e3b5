using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a dense layer.</summary>
/// <param name="Dense">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where its sums stand.</param>
/// <param name="InputsPerVector">
/// How many inputs' weights share a vector: 2 or 4 where the units are so few, each with a partial sum of its own; else 1.
/// </param>
/// <param name="Chains">The number of partial sums in each unit's sum, for each of the inputs that share a vector.</param>
/// <param name="Applied">The activation that is applied to the sums while they are in registers; null where there is none.</param>
/// <param name="Derived">The activation before, whose derivative is applied to the sums of the backward pass; likewise.</param>
/// <param name="Straight">How straight-line arithmetic is cut into methods; null for tiles.</param>
internal sealed partial record DensePlan(
    DenseLayer Dense,
    DeltaTerm Term,
    ValuePlan Writes,
    int InputsPerVector,
    int Chains,
    ActivationLayer? Applied,
    ActivationLayer? Derived,
    StraightLine? Straight)
    : LayerPlan(Dense, Writes)
{
    // The smallest first-level cache, which has 64 sets of lines: weights that fit need no gaps.
    private const int FirstLevelCacheBytes = 32_768;

    private ValuePlan Reads => Term.Value;

    /// <summary>Where W starts among the parameters.</summary>
    public int Weights => Places[0].Start;

    /// <summary>The distance between the weights of one input and the next.</summary>
    public int InputStep => Places[0].Strides[1];

    /// <summary>Where b starts, or -1.</summary>
    public int Bias => Dense.HasBias ? Places[1].Start : -1;

    /// <summary>The vectors of weights, or the inputs if they have one each, of each of the <see cref="Chains"/>.</summary>
    public IEnumerable<Chunk> Ranges
    {
        get
        {
            int vectors = Dense.Inputs / InputsPerVector;
            return Enumerable.Range(0, Chains).Select(i => new Chunk(i * vectors / Chains, (i + 1) * vectors / Chains));
        }
    }

    /// <summary>The number of partial sums in each unit's sum.</summary>
    public int PartialSums => InputsPerVector * Chains;

    /// <summary>What it leaves in memory: its sums, or what the activation made of them.</summary>
    public string Stored => (Applied?.Writes ?? Dense.Writes).Name;

    public override string Form
    {
        get
        {
            string form = Straight switch
            {
                null => "register tiles",
                { Units.Count: 1 } => "straight line",
                _ => $"straight line in {Straight.Units.Count} methods",
            };
            return PartialSums == 1 ? form : $"{form}, {PartialSums} partial sums";
        }
    }

    public static DensePlan Of(DenseLayer dense, Planner planner)
    {
        int line = planner.Line, stride = planner.Padded(dense.Units);
        int shared = planner.IsTiled ? 1 : StraightLine.InputsPerVector(dense, line);
        int chains = planner.IsTiled ? TiledChains(dense.Inputs, stride / line) : StraightLine.PartialSums(dense.Inputs) / shared;
        int inputStep = planner.IsTiled ? TiledInputStep(dense.Inputs, stride / line) * line : stride / shared;
        List<TensorPlace> places = [planner.TakeTensor(dense.Inputs * inputStep, 1, inputStep)];
        if (dense.HasBias)
            places.Add(planner.TakeTensor(stride, 1));
        return new(
            dense, new(planner.Find(dense.Input), planner.Adds(dense)), planner.Place(dense.Writes), shared, chains,
            planner.ReadersOf(dense.Writes) is [ActivationLayer after] && after.IsFused(planner) ? after : null,
            planner.WriterOf(dense.Input) is ActivationLayer before && before.FusesDerivative(planner)
                && planner.ReadersOf(dense.Input)[0] == dense ? before : null,
            planner.IsTiled ? null : StraightLine.Of(dense, planner, shared, chains))
        {
            Places = places.ToEquatableArray(),
            TransposedLength = planner.IsTiled ? dense.Units * planner.Padded(dense.Inputs) : 0,
        };
    }

    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        bool isTiled = plan.IsTiled;
        writer.Summary($"Layer {Number}: {Declared(plan)}; W{Number} is [{Dense.Units} x {Dense.Inputs}].");
        using (writer.Braces($"internal readonly struct Layer{Number} : {(isTiled ? "ITiledLayer" : "IDenseLayer")}"))
        {
            Constant("Inputs", Dense.Inputs);
            Constant("Units", Dense.Units);
            Constant("Weights", Weights);
            Constant("InputStep", InputStep);
            Constant("Bias", Bias);
            if (plan.Layers.OfType<ActivationPlan>().FirstOrDefault(layer => layer.Number == Number && layer.Slopes >= 0) is { } learned)
                Constant("Slopes", learned.Slopes);
            if (isTiled)
            {
                Constant("InputStride", Reads.Stride);
                Constant("UnitStride", Writes.Stride);
                Constant("Chains", Chains);
            }
        }

        writer.Line();

        void Constant(string name, int value) => writer.Line($"public static int {name} => {value};");
    }

    public override void Forward(PassWriter pass)
    {
        switch (pass)
        {
            case TiledPassWriter tiles: TiledForward(tiles); break;
            case LanesPassWriter lanes: LanesForward(lanes); break;
            case RowPassWriter row: RowForward(row); break;
        }
    }

    public override void Backward(PassWriter pass)
    {
        pass.Comment(InputGradientFormula);
        switch (pass)
        {
            case TiledPassWriter tiles: TiledBackward(tiles); break;
            case LanesPassWriter lanes: LanesBackward(lanes); break;
            case RowPassWriter row: RowBackward(row); break;
        }
    }

    public override void Gradients(PassWriter pass)
    {
        pass.Comment(GradientFormula + (pass is TiledPassWriter ? ", summed over the rows" : ""));
        switch (pass)
        {
            case TiledPassWriter tiles: TiledGradients(tiles); break;
            case LanesPassWriter lanes: LanesGradients(lanes); break;
            case RowPassWriter row: RowGradients(row); break;
        }
    }

    public override void ForwardMethods(PassWriter pass)
    {
        if (pass is RowPassWriter row)
            RowForwardMethods(row);
        else
            LanesForwardMethods(pass);
    }

    public override void BackwardMethods(PassWriter pass)
    {
        if (pass is RowPassWriter row)
            RowBackwardMethods(row);
        else
            LanesBackwardMethods(pass);
    }

    /// <summary>
    /// delta1 = W2^T delta2 * relu'(z1) where the derivative is applied at once; else dC/da1 = W2^T delta2, or += after other readers.
    /// </summary>
    private string InputGradientFormula
    {
        get
        {
            string product = $"W{Number}^T {Writes.DeltaName}";
            return Derived is null ? $"dC/d{Reads.Name} {(Term.Adds ? "+" : "")}= {product}"
                : Derived.Delta(Reads.DeltaName, Term.Adds ? $"(dC/d{Reads.Name} + {product})" : product);
        }
    }

    /// <summary>dC/dW2 = delta2 a1^T, dC/db2 = delta2.</summary>
    private string GradientFormula =>
        $"dC/dW{Number} = {Writes.DeltaName} {Reads.Name}^T{(Dense.HasBias ? $", dC/db{Number} = {Writes.DeltaName}" : "")}";

    /// <summary>
    /// The cache lines from the weights of one input to the next, where those of an input take up so many. A tile goes through the same
    /// lines of every input; with 128 floats an input these would share eight of the cache's 64 sets and drive each other out. So a
    /// line is left empty where their number is even, but for where they are so few that it would cost more than a quarter of the memory.
    /// </summary>
    internal static int TiledInputStep(int inputs, int lines) =>
        lines % 2 == 0 && lines >= 4 && (long)inputs * lines * Planner.CacheLineBytes > FirstLevelCacheBytes ? lines + 1 : lines;

    /// <summary>
    /// Two multiply-add units of four cycles' latency want eight sums at a time; a single row through a layer of fewer than eight
    /// vectors has them only if each sum is split. Chains are of equal length, so their number divides the inputs, and not shorter than
    /// eight.
    /// </summary>
    internal static int TiledChains(int inputs, int vectors)
    {
        int chains = vectors switch { 1 => 8, 2 => 4, 3 or 4 => 2, _ => 1 };
        while (inputs % chains != 0 || (chains > 1 && inputs / chains < 8))
            chains /= 2;
        return chains;
    }
}
