using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.RTNeural;

/// <summary>A module of PyTorch, as its tensors in a state_dict tell: nn.LSTM, nn.GRU or nn.Linear.</summary>
/// <param name="prefix">What their names begin with: <c>lstm.</c></param>
/// <param name="tensors">The tensors.</param>
internal sealed class Module(string prefix, (string Name, JsonPart Part)[] tensors)
{
    private const string OfInput = "weight_ih_l", OfState = "weight_hh_l";

    public string Name => prefix.TrimEnd('.');

    public bool IsRecurrent => Find($"{OfInput}0") is not null;

    /// <summary>How many numbers it reads.</summary>
    public int Inputs => Columns(Find($"{OfInput}0") ?? Find("weight") ?? throw OfNone(tensors[0].Name));

    /// <summary>What stands before the tensor's own name.</summary>
    public static string PrefixOf(string name) => name.Substring(0, name.LastIndexOf('.') + 1);

    /// <summary>That something is there which a state_dict does not say enough of.</summary>
    /// <param name="what">What it is.</param>
    public static NoNetworkException Unknown(string what) => new(
        $"it has {what}: a state_dict does not say what is computed there, as activations or dilations. Declare the layers by attributes and "
        + "load the weights from safetensors, or write the file in the layout with 'layers'");

    /// <summary>W x + b.</summary>
    public Value Linear(Value x, StreamBuilder builder)
    {
        CheckNames("weight", "bias");
        JsonPart weights = Find("weight")!.Value;
        int units = weights.Items.Length;
        return builder.Dense(x, units, weights.Tensor(units, x.Width), Find("bias")?.Tensor(units));
    }

    /// <summary>The layers of an nn.LSTM or an nn.GRU, each of which has three or four gates.</summary>
    public Value Recurrent(Value x, StreamBuilder builder)
    {
        int layers = 0;
        while (Find($"{OfInput}{layers}") is not null)
            layers++;
        CheckNames([.. Enumerable.Range(0, layers).SelectMany(
            layer => new[] { $"{OfInput}{layer}", $"{OfState}{layer}", $"bias_ih_l{layer}", $"bias_hh_l{layer}" })]);
        for (int layer = 0; layer < layers; layer++)
        {
            JsonPart ofState = Find($"{OfState}{layer}") ?? throw new NoNetworkException($"it has no '{prefix}{OfState}{layer}'");
            int rows = ofState.Items.Length, units = Columns(ofState);
            if (rows != 3 * units && rows != 4 * units)
                throw ofState.Wrong($"one of 3 x {units} rows, as a GRU has them, or of 4 x {units}, as an LSTM,");
            double[] weights = Find($"{OfInput}{layer}")!.Value.Tensor(rows, x.Width);
            double[][] all = [weights, ofState.Tensor(rows, units), Bias($"bias_ih_l{layer}"), Bias($"bias_hh_l{layer}")];
            x = rows == 3 * units ? builder.GRU(x, units, all) : builder.LSTM(x, units, all);

            double[] Bias(string name) => Find(name)?.Tensor(rows) ?? new double[rows];
        }

        return x;
    }

    private JsonPart? Find(string name)
    {
        JsonPart[] found = [.. tensors.Where(tensor => tensor.Name == prefix + name).Select(tensor => tensor.Part)];
        return found.Length <= 1
            ? found.Length == 0 ? null : found[0]
            : throw new NoNetworkException($"it has '{prefix}{name}' {found.Length} times");
    }

    private void CheckNames(params string[] known)
    {
        if (tensors.Select(tensor => tensor.Name).FirstOrDefault(name => !known.Contains(name.Substring(prefix.Length))) is string other)
            throw OfNone(other);
    }

    private static NoNetworkException OfNone(string tensor) =>
        Unknown($"the tensor '{tensor}', which is none of nn.LSTM, nn.GRU or nn.Linear");

    private static int Columns(JsonPart matrix) =>
        matrix.Items is [{ IsArray: true } row, ..] && row.Items is [{ IsArray: false }, ..] items
            ? items.Length
            : throw matrix.Wrong("a matrix, as nn.LSTM, nn.GRU and nn.Linear have it,");
}
