using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>
/// How a dense layer's straight-line arithmetic is cut into methods, and these into tiles: what they sum at a time, using each operand as
/// soon as it is loaded. Passes with samples in the lanes come first, then those of a row.
/// </summary>
/// <param name="Units">The units whose sums each method of the forward pass computes.</param>
/// <param name="UnitTile">How many of them it sums at a time.</param>
/// <param name="Inputs">The inputs whose deltas each method of the backward pass computes.</param>
/// <param name="Weights">The units whose weights' gradients each method computes: a vector of them.</param>
/// <param name="Biases">The units whose biases' gradients each method computes: a vector of them.</param>
/// <param name="RowUnits">The units whose sums each method of the forward pass of a row computes.</param>
/// <param name="RowInputs">The inputs whose deltas each method of its backward pass computes: a vector of them.</param>
/// <param name="InlinesRow">Whether all layers of a row's forward pass fit into one method.</param>
internal sealed record StraightLine(
    EquatableArray<Chunk> Units, int UnitTile, EquatableArray<Chunk> Inputs, EquatableArray<GradientChunk> Weights,
    EquatableArray<GradientChunk> Biases, EquatableArray<Chunk> RowUnits, EquatableArray<Chunk> RowInputs, bool InlinesRow)
{
    // RyuJIT stops inlining in methods with 512 locals. With four registers to a vector a multiply-add takes six of them, which
    // leaves room for 85 in a method; the rest is for the locals that a person sees.
    // A sum counts one more, for its start and its end: 48 sums of one product each were too many.
    private const int MaxMultiplyAddsPerMethod = 66;

    // A single sample's multiply-adds load both factors, which takes more of them.
    private const int MaxRowMultiplyAddsPerMethod = 52;

    // With weights of several inputs in a vector, the inputs have to be spread over its lanes first, which takes as many again.
    private const int SharedVectorMultiplyAdds = 2;

    /// <param name="dense">The layer.</param>
    /// <param name="planner">The network.</param>
    /// <param name="inputsPerVector">How many inputs' weights share a vector.</param>
    /// <param name="chains">The number of partial sums in each unit's sum, for each of them.</param>
    public static StraightLine Of(DenseLayer dense, Planner planner, int inputsPerVector, int chains)
    {
        int line = planner.Line, inputStep = planner.Padded(dense.Units) / inputsPerVector;
        int unitTile = Planner.SumsAtATime / SumsInFlight(inputsPerVector, chains);
        int rowUnits = Math.Max(1, MaxRowMultiplyAddsPerMethod / RowMultiplyAdds(dense, line, line)) * line;
        return new(
            Chunk.InTiles(dense.Units, MaxMultiplyAddsPerMethod / (dense.Inputs + inputsPerVector * chains), unitTile), unitTile,
            Chunk.InTiles(dense.Inputs, MaxMultiplyAddsPerMethod / (dense.Units + 2), Planner.SumsAtATime),
            Chunk.Of(dense.Units, line).Select(units => GradientChunk.Of(units, inputStep, inputsPerVector, line)).ToEquatableArray(),
            GradientChunk.OfUnits(dense.Units, line),
            Chunk.Of(dense.Units, rowUnits), Chunk.Of(dense.Inputs, line),
            planner.Layers.OfType<DenseLayer>().Sum(layer => RowMultiplyAdds(layer, layer.Units, line)) <= MaxRowMultiplyAddsPerMethod);
    }

    /// <summary>
    /// How many partial sums of a unit there are at a time, if they are added as soon as that is possible: ranges one after the other,
    /// and by halves where inputs share a vector.
    /// </summary>
    private static int SumsInFlight(int inputsPerVector, int chains) =>
        inputsPerVector * chains == 1 ? 1 : inputsPerVector == 1 || inputsPerVector * chains == 2 ? 2 : 3;

    /// <summary>
    /// How many inputs' weights of a few units fit into a vector: a sample alone goes through so many times fewer vectors then, and an
    /// update rule too. Each input of a vector has partial sums of its own, which are to be no more than they would be without.
    /// </summary>
    public static int InputsPerVector(DenseLayer dense, int line)
    {
        int inputs = 4;
        while (inputs > 1 && (inputs * dense.Units > line || inputs > PartialSums(dense.Inputs) || dense.Inputs % inputs != 0))
            inputs /= 2;
        return inputs;
    }

    /// <summary>
    /// A single sample waits for each sum, so a long one is split; where all is in a straight line, ranges may be as short as four products
    /// and differ in length.
    /// </summary>
    public static int PartialSums(int inputs) => Math.Min(4, Math.Max(1, inputs / 4));

    /// <summary>The vectors of weights that a single sample goes through for some units, and those that start and end its sums.</summary>
    private static int RowMultiplyAdds(DenseLayer dense, int units, int line)
    {
        int inputsPerVector = InputsPerVector(dense, line);
        int vectors = dense.Inputs / inputsPerVector, sums = PartialSums(dense.Inputs) / inputsPerVector;
        return inputsPerVector == 1
            ? Planner.Padded(units, line) / line * (vectors + sums)
            : SharedVectorMultiplyAdds * (vectors + sums + inputsPerVector);
    }
}
