using GenNet.Generator.Emission;

namespace GenNet.Generator.Layers;

/// <summary>
/// The plan of a layer whose training needs numbers of the whole batch: all rows have reached it before any goes on, and likewise on the
/// way back. The passes of training are cut into stages there. What <see cref="LayerPlan"/> writes is the layer by itself, row by row.
/// </summary>
internal interface IBatchwisePlan
{
    /// <summary>Writes the lines that gather the numbers of the whole batch, for a part of the units.</summary>
    void Statistics(PassWriter pass);

    /// <summary>Writes its lines of the forward pass after <see cref="Statistics"/>.</summary>
    void ForwardOfBatch(PassWriter pass);

    /// <summary>Writes the lines that gather numbers of the whole batch's deltas, for a part of the units.</summary>
    void DeltaStatistics(PassWriter pass);

    /// <summary>Writes the lines that carry deltas back after <see cref="DeltaStatistics"/>.</summary>
    void BackwardOfBatch(PassWriter pass);
}
