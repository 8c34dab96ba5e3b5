using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.RTNeural;

/// <summary>
/// A state_dict of PyTorch as JSON: tensors by their names, and nothing of what stands between modules. So it is read where nothing can:
/// recurrent layers, each of which reads the h of the one before, and a linear layer behind the last.
/// </summary>
internal static class StateDict
{
    public static ModelNetwork Network(JsonPart model, int steps)
    {
        Module[] modules =
        [
            .. (model.Find("state_dict") ?? model).Members.GroupBy(tensor => Module.PrefixOf(tensor.Name))
                .Select(tensors => new Module(tensors.Key, [.. tensors])),
        ];
        if (modules.Length == 0)
            throw new NoNetworkException("it has neither 'layers', as RTNeural's scripts write them, nor tensors of a state_dict");
        var builder = new StreamBuilder(modules[0].Inputs, steps);
        Value x = builder.Input;
        foreach (Module module in modules)
        {
            if (module.Inputs != x.Width)
                throw new NoNetworkException($"its module '{module.Name}' reads {module.Inputs} numbers, but {x.Width} come before it");
            bool isLast = module == modules[modules.Length - 1];
            x = module.IsRecurrent ? module.Recurrent(x, builder)
                : isLast ? module.Linear(x, builder)
                : throw Module.Unknown($"the linear layer '{module.Name}', behind which more comes");
        }

        // GuitarML's models add the input.
        return builder.Build(
            model.Find("model_data")?.Find("skip") is JsonPart skip && skip.Number != 0 ? builder.Sum(x, builder.Input) : x);
    }
}
