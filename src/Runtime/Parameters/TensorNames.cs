
namespace GenNet;

/// <summary>How a safetensors file from elsewhere names a network's tensors, and lays them out.</summary>
/// <example>
/// <code>
/// var policy = Policy.Load("sac.safetensors", TensorNames.Prefixed("actor.") with { AllowExtra = true });
/// var digits = DigitNet.Load("digits.safetensors", TensorNames.Modules("fc1", "fc2", "fc3"));
/// var flax = DigitNet.Load("flax.safetensors", TensorNames.Modules("params.Dense_0", "params.Dense_1") with
/// {
///     Weight = "kernel",
///     InputsFirst = true,
/// });
/// </code>
/// </example>
public sealed record TensorNames
{
    private const string Separator = ".", OwnWeight = "weight";

    private readonly Func<IReadOnlyList<string>, string, string> _inFile;

    private TensorNames(Func<IReadOnlyList<string>, string, string> inFile) => _inFile = inFile;

    /// <summary>A name of its own for every tensor.</summary>
    /// <param name="nameInFile">The name in the file of a tensor by its name in the network, such as <c>0.weight</c>.</param>
    public TensorNames(Func<string, string> nameInFile)
    {
        ArgumentNullException.ThrowIfNull(nameInFile);
        _inFile = (_, name) => nameInFile(name);
    }

    /// <summary>The network's names after a prefix: <c>model.</c>, <c>module.</c>, <c>_orig_mod.</c>, <c>actor.</c></summary>
    /// <param name="prefix">What every name begins with.</param>
    public static TensorNames Prefixed(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new((_, name) => prefix + name);
    }

    /// <summary>Modules by name: <c>fc1.weight</c> and <c>fc1.bias</c> for the first, and so on.</summary>
    /// <param name="names">
    /// The names of the modules that have tensors, first to last: one for each layer, and one for the slopes after a layer with PReLU.
    /// </param>
    /// <exception cref="ArgumentException">On loading: there are more or fewer names than modules.</exception>
    public static TensorNames Modules(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new((modules, name) =>
        {
            if (names.Length != modules.Count)
            {
                throw new ArgumentException(
                    $"{names.Length} names of modules were given; the network has {modules.Count} with tensors.", nameof(names));
            }

            (string module, string tensor) = Parts(name);
            return names[modules.ToList().IndexOf(module)] + Separator + tensor;
        });
    }

    /// <summary>Whether tensors that the network has not are passed over, whatever their type; otherwise they are an error.</summary>
    public bool AllowExtra { get; init; }

    /// <summary>
    /// Whether weights are stored [inputs x units], as Flax and Keras do; otherwise [units x inputs], as PyTorch does. Nobody can see it by
    /// the shape where a layer has as many units as inputs.
    /// </summary>
    public bool InputsFirst { get; init; }

    /// <summary>What a module's weights are called in the file: <c>weight</c> unless said, <c>kernel</c> by Flax and Keras.</summary>
    public string Weight { get; init; } = OwnWeight;

    /// <summary>PyTorch's names of <c>nn.Sequential</c>, which are the network's own.</summary>
    internal static TensorNames Own { get; } = new(name => name);

    /// <summary>The names in the file of a network's tensors.</summary>
    internal string[] InFile(IReadOnlyList<TensorDescription> tensors)
    {
        string[] modules = [.. tensors.Select(tensor => Parts(tensor.Name).Module).Distinct()];
        return [.. tensors.Select(tensor => WithWeight(_inFile(modules, tensor.Name)))];

        string WithWeight(string name) => name.EndsWith(Separator + OwnWeight, StringComparison.Ordinal)
            ? name[..^OwnWeight.Length] + Weight
            : name;
    }

    private static (string Module, string Tensor) Parts(string name)
    {
        int end = name.LastIndexOf(Separator, StringComparison.Ordinal);
        return (name[..Math.Max(0, end)], name[(end + 1)..]);
    }
}
