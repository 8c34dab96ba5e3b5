namespace GenNet;

/// <summary>Samples for networks of single precision.</summary>
/// <inheritdoc cref="Dataset{T}"/>
public sealed class Dataset : Dataset<Dataset, float>, IDataset<Dataset, float>
{
    private Dataset(DatasetContent<float> content)
        : base(content)
    {
    }

    static Dataset IDataset<Dataset, float>.Of(DatasetContent<float> content) => new(content);
}

/// <summary>Samples for networks of double precision.</summary>
/// <inheritdoc cref="Dataset{T}"/>
public sealed class DoubleDataset : Dataset<DoubleDataset, double>, IDataset<DoubleDataset, double>
{
    private DoubleDataset(DatasetContent<double> content)
        : base(content)
    {
    }

    static DoubleDataset IDataset<DoubleDataset, double>.Of(DatasetContent<double> content) => new(content);
}
