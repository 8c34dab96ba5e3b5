namespace GenNet.Kernels;

/// <summary>
/// The shape of a fully connected layer and the places of its parameters, as constants that the compiler folds into the kernels.
/// </summary>
/// <remarks>
/// W[unit, input] stands at <see cref="Weights"/> + unit + input * <see cref="InputStep"/> of the network's parameters: input-major, with
/// the units of an input rounded up to whole cache lines, so that vector lanes run across units. Where a layer is large, an empty line
/// may follow them: lines of several inputs that a tile reads one after the other lie in different sets of the cache then.
/// </remarks>
public interface IDenseLayer : ILayerUnits
{
    /// <summary>The number of inputs, n_(l-1).</summary>
    static abstract int Inputs { get; }

    /// <summary>Where the weights start.</summary>
    static abstract int Weights { get; }

    /// <summary>The distance between the weights of one input and the next.</summary>
    static abstract int InputStep { get; }

    /// <summary>Where the bias starts, or -1 where the layer has none.</summary>
    static abstract int Bias { get; }
}

/// <summary>A layer that runs as register tiles: row-major batches, vector lanes across the units.</summary>
public interface ITiledLayer : IDenseLayer
{
    /// <summary>The distance between the rows of the batch that the layer reads.</summary>
    static abstract int InputStride { get; }

    /// <summary>The distance between the rows of the batch that the layer writes: the units rounded up to whole cache lines.</summary>
    static abstract int UnitStride { get; }

    /// <summary>
    /// How many partial sums each unit's sum over the inputs is made of: of c, that of number i takes the inputs i, i + c, i + 2c, ... They
    /// are added first to last. Their number divides that of the inputs. It follows from the shape alone and is the same for one row and
    /// for a batch, so that both give the same bits.
    /// </summary>
    static abstract int Chains { get; }
}
