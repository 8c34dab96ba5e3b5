using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Constant numbers of a model, row-major; integers and floats are exact in the doubles.</summary>
/// <param name="Shape">The dimensions; none for a single number.</param>
/// <param name="Values">As many as the dimensions say.</param>
/// <param name="Type">What they are in the file.</param>
internal sealed record Tensor(int[] Shape, double[] Values, DataType Type)
{
    public bool IsFloating => Type is DataType.Float or DataType.Double;

    /// <summary>Reads a tensor, of whose sizes nothing is taken on trust.</summary>
    /// <exception cref="NoNetworkException">It is damaged, of another type, or outside the file.</exception>
    public static Tensor Read(TensorProto proto)
    {
        string shape = $"[{string.Join(", ", proto.Dims)}]";
        if (proto.DataLocation == TensorProto.Types.DataLocation.External || proto.ExternalData.Count > 0)
            throw Wrong("is stored in another file; save the model with its data inside");
        long count = 1;
        foreach (long size in proto.Dims)
        {
            if (size is < 0 or > int.MaxValue || (count *= size) > int.MaxValue)
                throw Wrong($"has the shape {shape}, which no array has");
        }

        var type = (DataType)proto.DataType;
        double[] values = type switch
        {
            DataType.Float => Values(sizeof(float), proto.FloatData, value => value, BitConverter.ToSingle),
            DataType.Double => Values(sizeof(double), proto.DoubleData, value => value, BitConverter.ToDouble),
            DataType.Int64 => Values(sizeof(long), proto.Int64Data, value => value, BitConverter.ToInt64),
            DataType.Int32 => Values(sizeof(int), proto.Int32Data, value => value, BitConverter.ToInt32),
            DataType.Bool => Values(1, proto.Int32Data, value => value, (bytes, i) => bytes[i]),
            _ => throw Wrong($"has elements of type {type}; Float, Double, Int64, Int32 and Bool are read"),
        };
        return new([.. proto.Dims.Select(size => (int)size)], values, type);

        double[] Values<T>(int size, ICollection<T> data, Func<T, double> widen, Func<byte[], int, T> read)
        {
            ByteString raw = proto.RawData;
            if (raw.Length == 0 && data.Count == count)
                return [.. data.Select(widen)];
            if (raw.Length != count * size)
                throw Wrong($"has {(raw.Length == 0 ? data.Count : raw.Length / size)} elements; its shape {shape} needs {count}");
            byte[] bytes = raw.ToByteArray();
            var values = new double[count];
            for (int i = 0; i < values.Length; i++)
                values[i] = widen(read(bytes, i * size));
            return values;
        }

        NoNetworkException Wrong(string what) => new($"the tensor '{proto.Name}' {what}");
    }

    /// <summary>The same numbers in another shape, which has as many.</summary>
    public Tensor Reshape(int[] shape) => shape.Aggregate(1L, (product, size) => product * size) == Values.Length
        ? this with { Shape = shape }
        : throw new NoNetworkException($"{Values.Length} numbers cannot take the shape [{string.Join(", ", shape)}]");

    public Tensor Map(Func<double, double> function) => this with { Values = Array.ConvertAll(Values, value => function(value)) };

    /// <summary>A function of two tensors of the same shape, or of one and a single number.</summary>
    public static Tensor Zip(Tensor x, Tensor y, Func<double, double, double> function)
    {
        if (y.Values.Length == 1)
            return x.Map(value => function(value, y.Values[0]));
        if (x.Values.Length == 1)
            return y.Map(value => function(x.Values[0], value));
        return x.Shape.SequenceEqual(y.Shape)
            ? x with { Values = [.. x.Values.Zip(y.Values, function)] }
            : throw new NoNetworkException("it joins constants of different shapes");
    }

    /// <summary>Rows as columns.</summary>
    public Tensor Transpose()
    {
        if (Shape is not [int rows, int columns])
            throw new NoNetworkException($"it transposes {Shape.Length} dimensions; 2 are read");
        var values = new double[Values.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Values[(i % rows * columns) + (i / rows)];
        return this with { Shape = [columns, rows], Values = values };
    }

    /// <summary>The numbers that meet a sample of a shape: one for all, or one for each.</summary>
    /// <param name="sample">The dimensions of a sample; those of a batch start with one more.</param>
    public Number For(int[] sample)
    {
        if (!IsFloating)
            throw new NoNetworkException($"it joins the batch with numbers of type {Type}");
        if (Values.Length == 1)
            return Values[0];

        // Dimensions meet from the last on; one of size 1 is repeated, but the sample's own are not.
        int leading = Shape.Length - sample.Length;
        bool fits = leading <= 1;
        for (int i = 0; fits && i < Shape.Length; i++)
            fits = Shape[i] == 1 || (i >= leading && Shape[i] == sample[i - leading]);
        if (!fits)
        {
            throw new NoNetworkException(
                $"it joins samples of shape [{string.Join(", ", sample)}] with constants of [{string.Join(", ", Shape)}]");
        }

        var numbers = new double[sample.Aggregate(1, (product, size) => product * size)];
        for (int unit = 0; unit < numbers.Length; unit++)
        {
            int rest = unit, index = 0, step = 1;
            for (int i = sample.Length - 1; i >= 0 && i + leading >= 0; i--)
            {
                index += Shape[i + leading] == 1 ? 0 : rest % sample[i] * step;
                step *= Shape[i + leading];
                rest /= sample[i];
            }

            numbers[unit] = Values[index];
        }

        return new(numbers);
    }
}
