using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.SafeTensors;

namespace GenNet.Generator.Weights;

/// <summary>What keeps weights from being compiled in, or only deserves a warning.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Arguments">What its message says.</param>
internal sealed record WeightsProblem(string Rule, EquatableArray<string> Arguments);

/// <summary>A network with its weights, or why there is none; both where it deserves a warning.</summary>
internal sealed record BakedNetwork(NetworkSpec? Spec, WeightsProblem? Problem);

/// <summary>Gives a network that names a file the parameters in it, after which there is nothing left to train.</summary>
internal static class Baking
{
    public const string NoSuchFile = "GN0040", UnusableFile = "GN0041", TooLarge = "GN0042";

    /// <summary>A network without a file stays as it is.</summary>
    public static BakedNetwork Bake(NetworkSpec spec, IEnumerable<WeightsFile> files)
    {
        if (spec.WeightsFile is not string name)
            return new(spec, null);
        string network = spec.Type.QualifiedName;
        if (spec.ParameterCount > BakedParameters.MaxCount)
            return Failed(TooLarge, network, $"{spec.ParameterCount}", $"{BakedParameters.MaxCount}");
        WeightsFile[] named = [.. files.Where(file => IsNamed(file.Path, name))];
        if (named.Length != 1)
            return NotOne(network, name, named.Length, "Weights = \"model.safetensors\"");

        try
        {
            if (named[0].Problem is string problem)
                return Failed(UnusableFile, network, name, problem);
            using var stream = new MemoryStream([.. named[0].Content]);
            BakedParameters parameters = spec.Precision == Precision.Double
                ? BakedParameters.Of(name, Read<double>(spec, stream))
                : BakedParameters.Of(name, Read<float>(spec, stream));
            return new(BatchNormFolding.Fold(spec.WithParameters(parameters)), null);
        }
        catch (ModelFileException e)
        {
            return Failed(UnusableFile, network, name, e.Message.TrimEnd('.'));
        }
    }

    private static T[] Read<T>(NetworkSpec spec, Stream stream) where T : unmanaged
    {
        var numbers = new T[spec.Tensors.Sum(tensor => tensor.Length)];
        new SafeTensorsReader(stream).ReadParameters(spec.Tensors, numbers);
        return numbers;
    }

    /// <summary>Whether a path ends with another one, in whole names, whichever way the slashes lean.</summary>
    public static bool IsNamed(string path, string end)
    {
        string[] names = Names(path), lastNames = Names(end);
        return lastNames.Length > 0 && names.Length >= lastNames.Length
            && names.Skip(names.Length - lastNames.Length).SequenceEqual(lastNames);
    }

    /// <summary>The names that a path is made of.</summary>
    public static string[] Names(string path) => [.. path.Split('/', '\\').Where(name => name.Length > 0 && name != ".")];

    /// <summary>That no file, or several, are meant.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The path that is given.</param>
    /// <param name="count">How many additional files have it.</param>
    /// <param name="example">How one is named.</param>
    public static BakedNetwork NotOne(string network, string name, int count, string example) => Failed(
        NoSuchFile, network, name,
        count > 1
            ? $"{count} additional files have that path; give more of its folders, as much as tells it apart"
            : "none of the project's additional files has that path"
                + (Names(name).Length == 0
                    ? $", which names no file; name one of them, as by {example}"
                    : $"; add <AdditionalFiles Include=\"{name}\" /> to the project"));

    public static BakedNetwork Failed(string rule, params string[] arguments) => new(null, new(rule, arguments.ToEquatableArray()));

    /// <summary>A network that deserves a warning.</summary>
    public static BakedNetwork Warned(NetworkSpec spec, string rule, params string[] arguments) =>
        Failed(rule, arguments) with { Spec = spec };
}
