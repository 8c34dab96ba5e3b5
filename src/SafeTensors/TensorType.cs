namespace GenNet.SafeTensors;

/// <summary>The numbers of a tensor, by the names that the format gives them.</summary>
internal enum TensorType
{
    /// <summary>IEEE 754 double precision.</summary>
    F64,

    /// <summary>IEEE 754 single precision.</summary>
    F32,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper half of single precision.</summary>
    BF16,
}

internal static class TensorTypes
{
    /// <summary>The type with a name, by the names alone: the numbers of an enum's members would be parsed too.</summary>
    public static TensorType? Of(string name)
    {
        int index = Array.IndexOf(Enum.GetNames(typeof(TensorType)), name);
        return index < 0 ? null : (TensorType)index;
    }

    public static int Size(this TensorType type) => type switch
    {
        TensorType.F64 => sizeof(double),
        TensorType.F32 => sizeof(float),
        _ => sizeof(short),
    };
}
