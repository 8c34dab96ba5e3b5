using System.Text.Json;
using GenNet.Generator.Model;

namespace GenNet.Generator.ModelFiles;

/// <summary>A part of a JSON file, which knows where it is: what is asked of it and is not there is a problem with that place.</summary>
/// <param name="element">The part.</param>
/// <param name="path">Where it is: <c>config.layers[0].channels</c>.</param>
internal readonly struct JsonPart(JsonElement element, string path)
{
    private const int LongestText = 40;

    /// <summary>Reads a network out of a file.</summary>
    public static ModelReading Read(byte[] file, Func<JsonPart, ModelNetwork> read)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            return new(read(new(document.RootElement, "")), null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is a text that is no UTF-8.
            return new(null, new($"it is no JSON in UTF-8: {exception.Message.TrimEnd('.')}"));
        }
        catch (NoNetworkException exception)
        {
            return new(null, new(exception.Message));
        }
    }

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    /// <summary>The member of a name.</summary>
    public JsonPart this[string name] => Find(name) ?? throw new NoNetworkException($"{Place} has no '{name}'");

    /// <summary>The items of an array.</summary>
    public JsonPart[] Items
    {
        get
        {
            if (!IsArray)
                throw Wrong("an array");
            string place = path;
            return [.. element.EnumerateArray().Select((item, i) => new JsonPart(item, $"{place}[{i}]"))];
        }
    }

    /// <summary>The members of an object, in the order of the file.</summary>
    public (string Name, JsonPart Part)[] Members
    {
        get
        {
            if (!IsObject)
                throw Wrong("an object");
            string place = path;
            return [.. element.EnumerateObject().Select(member => (member.Name, new JsonPart(member.Value, Under(place, member.Name))))];
        }
    }

    public string Text => IsText ? element.GetString()! : throw Wrong("a text");

    public bool Flag =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong("true or false");

    public double Number => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number)
        ? number
        : throw Wrong("a number");

    /// <summary>A size of a layer.</summary>
    public int Size => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long size) && SizeLimits.Allow(size)
        ? (int)size
        : throw Wrong($"a whole number from 1 to {SizeLimits.Max}");

    public double[] Numbers
    {
        get
        {
            if (!IsArray)
                throw Wrong("an array");
            var numbers = new double[element.GetArrayLength()];
            int next = 0;
            foreach (JsonElement item in element.EnumerateArray())
            {
                // Only what is wrong needs a place.
                numbers[next] = item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double number)
                    ? number
                    : new JsonPart(item, $"{path}[{next}]").Number;
                next++;
            }

            return numbers;
        }
    }

    /// <summary>The member of a name; null where there is none, or it is null.</summary>
    public JsonPart? Find(string name)
    {
        JsonPart[] found = [.. Members.Where(member => member.Name == name).Select(member => member.Part)];
        if (found.Length > 1)
            throw new NoNetworkException($"{Place} has '{name}' {found.Length} times");
        return found.Length == 0 || found[0].IsNull ? null : found[0];
    }

    /// <summary>The numbers of an array of arrays, row-major.</summary>
    /// <param name="shape">Its dimensions.</param>
    public double[] Tensor(params int[] shape)
    {
        int count = IsArray ? element.GetArrayLength() : throw Wrong("an array");
        if (count != shape[0])
            throw new NoNetworkException($"{Place} has {count} items; {shape[0]} are needed");
        return shape.Length == 1 ? Numbers : [.. Items.SelectMany(item => item.Tensor([.. shape.Skip(1)]))];
    }

    /// <summary>A problem with what is here.</summary>
    public NoNetworkException Wrong(string needed)
    {
        string text = element.ValueKind is JsonValueKind.Object ? "an object" : IsArray ? "an array" : element.GetRawText();
        return new($"{Place} is {(text.Length > LongestText ? text.Substring(0, LongestText) + "..." : text)}; {needed} is needed");
    }

    private bool IsNull => element.ValueKind == JsonValueKind.Null;

    private string Place => path.Length == 0 ? "it" : $"'{path}'";

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
