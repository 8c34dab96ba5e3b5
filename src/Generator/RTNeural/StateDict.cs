using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.RTNeural;

/// <summary>
/// A state_dict of PyTorch as JSON: tensors by their names, and nothing of what stands between modules. So it is read where nothing can:
/// recurrent layers, each of which reads the h of the one before, and a linear layer behind the last.
/// </summary>
internal static class StateDict
{
    private const string Recurrent = "weight_ih_l";

    public static ModelNetwork Network(JsonPart model, int steps)
    {
        JsonPart tensors = model.Find("state_dict") ?? model;
        (string Module, (string Name, JsonPart Part)[] Tensors)[] modules =
        [
            .. from tensor in tensors.Members
               let dot = tensor.Name.LastIndexOf('.') + 1
               group (tensor.Name.Substring(dot), tensor.Part) by tensor.Name.Substring(0, dot) into module
               select (module.Key, module.ToArray()),
        ];
        if (modules.Length == 0)
            throw new NoNetworkException("it has neither 'layers', as RTNeural's scripts write them, nor tensors of a state_dict");

        StreamBuilder? builder = null;
        Value? x = null;
        for (int i = 0; i < modules.Length; i++)
        {
            (string module, (string Name, JsonPart Part)[] own) = modules[i];
            JsonPart first = Find($"{Recurrent}0") ?? Find("weight")
                ?? throw Unknown($"the tensor '{module}{own[0].Name}', which is none of nn.LSTM, nn.GRU or nn.Linear");
            int inputs = Columns(first);
            builder ??= new(inputs, steps);
            x ??= builder.Input;
            if (inputs != x.Width)
                throw new NoNetworkException($"its module '{module.TrimEnd('.')}' reads {inputs} numbers, but {x.Width} come before it");
            if (Find("weight") is null)
            {
                for (int layer = 0; Find($"{Recurrent}{layer}") is not null; layer++)
                    x = RecurrentLayer(layer, x);
                CheckNames(own.Select(tensor => tensor.Name).FirstOrDefault(name => !IsOfLayers(name)));
            }
            else
            {
                if (i < modules.Length - 1)
                    throw Unknown($"'{modules[i + 1].Module.TrimEnd('.')}' behind the linear layer '{module.TrimEnd('.')}'");
                CheckNames(own.Select(tensor => tensor.Name).FirstOrDefault(name => name is not ("weight" or "bias")));
                int units = first.Items.Length;
                x = builder.Dense(x, units, first.Tensor(units, inputs), Find("bias")?.Tensor(units));
            }

            Value RecurrentLayer(int layer, Value read)
            {
                JsonPart ofInput = Find($"{Recurrent}{layer}")!.Value;
                JsonPart ofState = Find($"weight_hh_l{layer}") ?? throw new NoNetworkException($"it has no '{module}weight_hh_l{layer}'");
                int rows = ofState.Items.Length, units = Columns(ofState);
                if (rows != 3 * units && rows != 4 * units)
                    throw ofState.Wrong($"one of 3 x {units} rows, as a GRU has them, or of 4 x {units}, as an LSTM,");
                double[][] tensors =
                [
                    ofInput.Tensor(rows, read.Width), ofState.Tensor(rows, units), Bias("ih"), Bias("hh"),
                ];
                return rows == 3 * units ? builder.GRU(read, units, tensors) : builder.LSTM(read, units, tensors);

                double[] Bias(string of) => Find($"bias_{of}_l{layer}")?.Tensor(rows) ?? new double[rows];
            }

            JsonPart? Find(string name) => own.Where(tensor => tensor.Name == name).Select(tensor => (JsonPart?)tensor.Part).FirstOrDefault();

            bool IsOfLayers(string name) => name.LastIndexOf("_l", StringComparison.Ordinal) is var end and > 0
                && int.TryParse(name.Substring(end + 2), out int layer) && Find($"{Recurrent}{layer}") is not null
                && name.Substring(0, end) is "weight_ih" or "weight_hh" or "bias_ih" or "bias_hh";

            void CheckNames(string? other)
            {
                if (other is not null)
                    throw Unknown($"the tensor '{module}{other}', which is none of nn.LSTM, nn.GRU or nn.Linear");
            }
        }

        return builder!.Build(Skipped(model, builder, x!));
    }

    /// <summary>With the input added, as GuitarML's models say by "skip".</summary>
    private static Value Skipped(JsonPart model, StreamBuilder builder, Value output) =>
        model.Find("model_data")?.Find("skip") is JsonPart skip && skip.Number != 0 ? builder.Sum(output, builder.Input) : output;

    private static int Columns(JsonPart matrix) =>
        matrix.Items is [{ IsArray: true } row, ..] && row.Items is [{ IsArray: false }, ..] items
            ? items.Length
            : throw matrix.Wrong("a matrix, as nn.LSTM, nn.GRU and nn.Linear have it,");

    private static NoNetworkException Unknown(string what) => new(
        $"it has {what}: a state_dict does not say what is computed there, as activations or dilations. Declare the layers by attributes and "
        + "load the weights from safetensors, or write the file in the layout with 'layers'");
}
