using System.Text;
using System.Text.Json;

namespace GenNet.SafeTensors;

/// <summary>A tensor as the header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">What the file calls its numbers.</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
/// <param name="Start">Where its bytes start, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record TensorEntry(string Name, string TypeName, long[] Shape, long Start, long End)
{
    /// <summary>Its numbers, of which only some types can be read.</summary>
    /// <exception cref="ModelFileException">They are of another type.</exception>
    public TensorType Type => TensorTypes.Of(TypeName) ?? throw new ModelFileException(
        $"The tensor {SafeTensorsHeader.Quoted(Name)} has the dtype {SafeTensorsHeader.Quoted(TypeName)}; "
        + $"{string.Join(", ", Enum.GetNames(typeof(TensorType)))} can be read.",
        Name);
}

/// <summary>
/// The header of a safetensors file (https://huggingface.co/docs/safetensors, version 0.4): a JSON object with an entry for each tensor,
/// {"dtype": "F32", "shape": [10, 64], "data_offsets": [0, 2560]}, and under "__metadata__" an object of strings.
/// </summary>
/// <param name="Tensors">The tensors in the order of their bytes, which follow each other without holes or overlaps.</param>
/// <param name="Metadata">What the file says about itself.</param>
internal sealed record SafeTensorsHeader(TensorEntry[] Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataName = "__metadata__";

    /// <summary>Reads a header, of which nothing is taken on trust.</summary>
    /// <exception cref="ModelFileException">It is not what the format prescribes.</exception>
    public static SafeTensorsHeader Parse(ArraySegment<byte> json)
    {
        if (json.Count == 0 || json.Array![json.Offset] != '{')
            throw new ModelFileException("The header does not start with '{', as that of a safetensors file must.");
        try
        {
            // The JSON reader looks at names and texts only when they are asked for.
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(json.Array, json.Offset, json.Count);
            return new Parser(json).Parse();
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw new ModelFileException($"The header is not JSON in UTF-8: {e.Message}", cause: e);
        }
    }

    /// <summary>A name from a file, for a message.</summary>
    public static string Quoted(string name) => $"\"{MessageText.Of(name)}\"";

    /// <summary>[10, 64].</summary>
    public static string Text<TSize>(IEnumerable<TSize> shape)
    {
        const int most = 8;
        TSize[] sizes = [.. shape.Take(most + 1)];
        return $"[{string.Join(", ", sizes.Take(most))}{(sizes.Length > most ? ", ..." : "")}]";
    }

    private ref struct Parser(ArraySegment<byte> json)
    {
        private Utf8JsonReader _json = new(json);

        public SafeTensorsHeader Parse()
        {
            Dictionary<string, string> metadata = new(StringComparer.Ordinal);
            var tensors = new List<TensorEntry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            _json.Read();
            while (NextProperty() is string name)
            {
                if (!names.Add(name))
                    throw new ModelFileException($"The header has {Quoted(name)} twice.", name);
                if (name == MetadataName)
                    ReadMetadata(metadata);
                else
                    tensors.Add(ReadTensor(name));
            }

            _json.Read(); // Nothing but white space may follow.
            TensorEntry[] inOrder = [.. tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.End)];
            CheckContiguous(inOrder);
            return new(inOrder, metadata);
        }

        /// <summary>The name of the next property, whose value is read next; null at the end of the object.</summary>
        private string? NextProperty()
        {
            _json.Read();
            return _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;
        }

        private void ReadMetadata(Dictionary<string, string> metadata)
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject)
                throw new ModelFileException($"{Quoted(MetadataName)} is not an object of strings.");
            while (NextProperty() is string name)
            {
                _json.Read();
                if (_json.TokenType != JsonTokenType.String)
                    throw new ModelFileException($"{Quoted(name)} in {Quoted(MetadataName)} is not a string.");
                if (metadata.ContainsKey(name))
                    throw new ModelFileException($"{Quoted(MetadataName)} has {Quoted(name)} twice.");
                metadata.Add(name, _json.GetString()!);
            }
        }

        private TensorEntry ReadTensor(string tensor)
        {
            string? type = null;
            long[]? shape = null, offsets = null;
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject)
                throw Wrong(tensor, "is not an object");
            while (NextProperty() is string name)
            {
                _json.Read();
                switch (name)
                {
                    case "dtype" when type is null && _json.TokenType == JsonTokenType.String:
                        type = _json.GetString();
                        break;
                    case "shape" when shape is null:
                        shape = ReadSizes(tensor, name);
                        break;
                    case "data_offsets" when offsets is null:
                        offsets = ReadSizes(tensor, name);
                        break;
                    default:
                        throw Wrong(tensor, $"has {Quoted(name)} where dtype, a string, shape and data_offsets are needed, each once");
                }
            }

            if (type is null || shape is null || offsets is null)
                throw Wrong(tensor, "lacks one of dtype, shape and data_offsets");
            return Checked(tensor, type, shape, offsets);
        }

        private long[] ReadSizes(string tensor, string name)
        {
            var sizes = new List<long>();
            if (_json.TokenType != JsonTokenType.StartArray)
                throw Wrong(tensor, $"has a {name} that is not an array");
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            {
                if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long size) || size < 0)
                    throw Wrong(tensor, $"has a {name} with something else than whole numbers from 0 to {long.MaxValue}");
                sizes.Add(size);
            }

            return [.. sizes];
        }

        private static TensorEntry Checked(string tensor, string typeName, long[] shape, long[] offsets)
        {
            if (offsets.Length != 2 || offsets[0] > offsets[1])
                throw Wrong(tensor, $"has the data_offsets {Text(offsets)}; a start and an end are needed");
            // Of other types nobody reads the numbers, nor knows their size.
            if (TensorTypes.Of(typeName) is not TensorType type)
                return new(tensor, typeName, shape, offsets[0], offsets[1]);
            long length = type.Size();
            try
            {
                foreach (long size in shape)
                    length = checked(length * size);
            }
            catch (OverflowException)
            {
                throw Wrong(tensor, $"has the shape {Text(shape)}, more than a file can hold");
            }

            return length == offsets[1] - offsets[0]
                ? new(tensor, typeName, shape, offsets[0], offsets[1])
                : throw Wrong(tensor, $"has {offsets[1] - offsets[0]} bytes; {typeName} {Text(shape)} needs {length}");
        }

        private static void CheckContiguous(TensorEntry[] tensors)
        {
            long end = 0;
            foreach (TensorEntry tensor in tensors)
            {
                if (tensor.Start != end)
                {
                    throw Wrong(tensor.Name, $"starts at byte {tensor.Start} of the data, {(tensor.Start > end
                        ? "after a hole" : "inside of another tensor")}; it must start at {end}");
                }

                end = tensor.End;
            }
        }

        private static ModelFileException Wrong(string tensor, string what) => new($"The tensor {Quoted(tensor)} {what}.", tensor);
    }
}
