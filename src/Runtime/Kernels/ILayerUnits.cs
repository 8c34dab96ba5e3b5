namespace GenNet.Kernels;

/// <summary>The units that an activation is applied to, as constants that the compiler folds into the kernels.</summary>
public interface ILayerUnits
{
    /// <summary>The number of units, n_l.</summary>
    static abstract int Units { get; }

    /// <summary>Where the activation's learned parameters start, or -1 where it has none.</summary>
    static virtual int Slopes => -1;
}
