using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using GenNet.SafeTensors;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Constant numbers of a model, row-major; floats are exact in the doubles, and integers up to 2^53.</summary>
/// <param name="Shape">The dimensions; none for a single number.</param>
/// <param name="Values">As many as the dimensions say.</param>
/// <param name="Type">What they are in the file.</param>
internal sealed record Tensor(int[] Shape, double[] Values, DataType Type)
{
    private readonly int[] _shape = Checked(Shape);

    /// <summary>The dimensions; none for a single number.</summary>
    public int[] Shape
    {
        get => _shape;
        init => _shape = Checked(value);
    }

    public bool IsFloating => Type is DataType.Float or DataType.Double;

    /// <summary>The numbers as integers; those that are too large for one, as "to the end" may be, are the largest.</summary>
    public long[] Integers => Array.ConvertAll(Values, value =>
        value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value);

    /// <summary>Reads a tensor, of whose sizes nothing is taken on trust.</summary>
    /// <param name="proto">The tensor.</param>
    /// <param name="external">The files that its bytes may be in.</param>
    /// <exception cref="NoNetworkException">It is damaged, of another type, or in a file that is not there.</exception>
    public static Tensor Read(TensorProto proto, ExternalData external)
    {
        string shape = $"[{string.Join(", ", proto.Dims)}]";
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
            DataType.Float16 => Values(sizeof(short), proto.Int32Data, bits => TensorNumbers.OfHalf(bits & 0xFFFF), Half),
            DataType.Bfloat16 => Values(sizeof(short), proto.Int32Data, bits => TensorNumbers.OfUpperHalf(bits & 0xFFFF), Half),
            DataType.Int64 => Values(sizeof(long), proto.Int64Data, value => value, BitConverter.ToInt64),
            DataType.Int32 => Values(sizeof(int), proto.Int32Data, value => value, BitConverter.ToInt32),
            DataType.Bool => Values(1, proto.Int32Data, value => value, (bytes, i) => bytes[i]),
            _ => throw Wrong($"has elements of type {type}; Float, Double, Float16, Bfloat16, Int64, Int32 and Bool are read"),
        };
        return new([.. proto.Dims.Select(size => (int)size)], values, type);

        static int Half(byte[] bytes, int at) => BitConverter.ToUInt16(bytes, at);

        double[] Values<T>(int size, ICollection<T> data, Func<T, double> widen, Func<byte[], int, T> read)
        {
            bool isExternal = proto.DataLocation == TensorProto.Types.DataLocation.External || proto.ExternalData.Count > 0;
            ArraySegment<byte> raw = isExternal ? external.Read(proto, count * size) : new(proto.RawData.ToByteArray());
            if (!isExternal && raw.Count == 0 && data.Count == count)
                return [.. data.Select(widen)];
            if (raw.Count != count * size)
                throw Wrong($"has {(raw.Count == 0 ? data.Count : raw.Count / size)} elements; its shape {shape} needs {count}");
            var values = new double[count];
            for (int i = 0; i < values.Length; i++)
                values[i] = widen(read(raw.Array!, raw.Offset + (i * size)));
            return values;
        }

        NoNetworkException Wrong(string what) => new($"the tensor '{proto.Name}' {what}");
    }

    /// <summary>A shape of which any dimensions are so many places as an array has, also where another one is 0.</summary>
    private static int[] Checked(int[] shape) => shape.Aggregate(1.0, (product, size) => product * Math.Max(size, 1)) <= int.MaxValue
        ? shape
        : throw new NoNetworkException($"it has numbers of the shape [{string.Join(", ", shape)}], which no array has");

    /// <summary>The same numbers in another shape, which has as many.</summary>
    public Tensor Reshape(int[] shape) => shape.Aggregate(1L, (product, size) => product * size) == Values.Length
        ? this with { Shape = shape }
        : throw new NoNetworkException($"{Values.Length} numbers cannot take the shape [{string.Join(", ", shape)}]");

    /// <summary>A function of each number, rounded as the model does.</summary>
    public Tensor Map(Func<double, double> function) => this with { Values = Array.ConvertAll(Values, value => Rounded(function(value))) };

    /// <summary>A function of two tensors, whose dimensions meet from the last on; those of size 1 are repeated.</summary>
    public static Tensor Zip(Tensor x, Tensor y, Func<double, double, double> function)
    {
        if (x.Type != y.Type)
            throw new NoNetworkException($"it joins numbers of type {x.Type} with numbers of type {y.Type}");
        int rank = Math.Max(x.Shape.Length, y.Shape.Length);
        int[] shape = new int[rank];
        long count = 1;
        for (int i = 0; i < rank; i++)
        {
            (int a, int b) = (x.Size(i - rank), y.Size(i - rank));
            if (a != b && a != 1 && b != 1)
                throw new NoNetworkException("it joins constants of different shapes");
            shape[i] = a == 1 ? b : a;
            count *= shape[i];
        }

        // A matrix of any size can come of two vectors; no network has one that is larger than what it is made of.
        if (count > Math.Max(x.Values.Length, y.Values.Length))
            throw new NoNetworkException("it joins constants of different shapes");
        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = x.Rounded(function(x.Values[x.Place(i, shape)], y.Values[y.Place(i, shape)]));
        return new(shape, values, x.Type);
    }

    /// <summary>The same numbers as another type has them.</summary>
    public Tensor Cast(DataType type)
    {
        bool isExact = type == Type || type is DataType.Float or DataType.Double or DataType.Bool
            || (type is DataType.Int64 or DataType.Int32 && Array.TrueForAll(Values, value => Math.Abs(value) <= int.MaxValue));
        if (!isExact)
            throw new NoNetworkException($"it makes numbers of type {type} of {Type}");
        Tensor cast = this with { Type = type };
        return type switch
        {
            DataType.Bool => cast.Map(value => value != 0 ? 1 : 0),
            DataType.Int64 or DataType.Int32 => cast.Map(Math.Truncate),
            _ => cast.Map(value => value),
        };
    }

    /// <summary>Some of the places along an axis.</summary>
    public Tensor Select(int axis, int[] places)
    {
        int[] shape = [.. Shape];
        shape[axis] = places.Length;
        return new(shape, [.. Units(Shape, axis, places).Select(unit => Values[unit])], Type);
    }

    /// <summary>Tensors side by side along an axis, as models cut and join the weights of gates.</summary>
    /// <exception cref="NoNetworkException">They are of different types or shapes, or more than any network has.</exception>
    public static Tensor Join(Tensor[] parts, long axis)
    {
        Tensor first = parts[0];
        int rank = first.Shape.Length;
        long place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank)
            throw new NoNetworkException($"it joins constants of {rank} dimensions along axis {axis}");
        if (parts.Any(part => part.Type != first.Type || !Others(part).SequenceEqual(Others(first)) || part.Shape.Length != rank))
            throw new NoNetworkException("it joins constants of different types or shapes");
        long count = parts.Sum(part => (long)part.Values.Length);
        if (count is 0 or > BakedParameters.MaxCount)
            throw new NoNetworkException($"it joins {count} constants; from 1 to {BakedParameters.MaxCount} are read");
        int outer = first.Shape.Take((int)place).Aggregate(1, (product, size) => product * size);
        int[] shape = [.. first.Shape];
        shape[place] = parts.Sum(part => part.Shape[place]);
        return new(shape, [.. Enumerable.Range(0, outer).SelectMany(block => parts.SelectMany(part => Block(part, block)))], first.Type);

        IEnumerable<int> Others(Tensor part) => part.Shape.Where((_, i) => i != place);

        IEnumerable<double> Block(Tensor part, int block)
        {
            int length = part.Values.Length / outer;
            return new ArraySegment<double>(part.Values, block * length, length);
        }
    }

    /// <summary>The places in memory, row-major, of some places along an axis.</summary>
    public static int[] Units(int[] shape, int axis, int[] places)
    {
        int inner = shape.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        int outer = shape.Take(axis).Aggregate(1, (product, size) => product * size);
        return
        [
            .. Enumerable.Range(0, outer).SelectMany(block => places.SelectMany(place =>
                Enumerable.Range(((block * shape[axis]) + place) * inner, inner))),
        ];
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

    /// <summary>The numbers that meet a sample: one for all, or one for each.</summary>
    public Number For(GraphValue.Signal signal)
    {
        if (Type != signal.Type)
            throw new NoNetworkException($"it joins samples of type {signal.Type} with numbers of type {Type}");

        // Dimensions meet from the last on; one of size 1 is repeated, but the sample's own are not.
        int[] sample = signal.Shape;
        int leading = Shape.Length - sample.Length;
        bool fits = leading <= (signal.Batch is null ? 0 : 1) && Values.Length > 0;
        for (int i = 0; fits && i < Shape.Length; i++)
            fits = Shape[i] == 1 || (i >= leading && Shape[i] == sample[i - leading]);
        if (!fits)
        {
            throw new NoNetworkException(
                $"it joins samples of shape [{string.Join(", ", sample)}] with constants of [{string.Join(", ", Shape)}]");
        }

        return Values.Length == 1
            ? (Number)Values[0]
            : new Number([.. Enumerable.Range(0, signal.Width).Select(unit => Values[Place(unit, sample)])]);
    }

    /// <summary>The size of a dimension that is counted from the end, -1 being the last: 1 where there is none.</summary>
    private int Size(int fromEnd) => Shape.Length + fromEnd >= 0 ? Shape[Shape.Length + fromEnd] : 1;

    /// <summary>Where the number is that meets a place of another shape.</summary>
    private int Place(int place, int[] shape)
    {
        int index = 0, step = 1;
        for (int i = -1; i >= -Math.Min(shape.Length, Shape.Length); i--)
        {
            index += Size(i) == 1 ? 0 : place % shape[shape.Length + i] * step;
            step *= Size(i);
            place /= shape[shape.Length + i];
        }

        return index;
    }

    private double Rounded(double value) => Type == DataType.Float ? (float)value : value;
}
