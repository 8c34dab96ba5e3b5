using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>
/// The network drawn from the inputs down: a bar as long as each layer is wide, and between them what leads from one to the next.
/// </summary>
internal static class Drawing
{
    private const int LongestBar = 32;

    public static IEnumerable<string> Rows(NetworkPlan plan)
    {
        int widest = plan.Values.Max(value => value.Width);
        int nameWidth = plan.Values.Max(value => value.Name.Length), countWidth = Count(widest).Length;
        string edge = new string(' ', nameWidth + 1 + countWidth) + "|  ";

        foreach (InputPlan input in plan.Inputs)
            yield return Row(input.Value.Name, input.Value.Width, input.Value.Value.Label ?? "");
        Value above = plan.Inputs.Last().Value.Value;
        foreach (IGrouping<int, LayerPlan> declaration in plan.Declarations)
        {
            LayerPlan[] layers = [.. declaration];
            yield return (edge + Shapes(layers.SelectMany(layer => layer.Tensors))).TrimEnd();
            string kinds = string.Join(", ", layers.Select(layer => layer.Layer.Kind));
            Value read = layers[0].Layer.Input;
            string from = layers[0].Layer.Reads.Count > 1 || read == above ? "" : $" of {read.Name}";
            IEnumerable<string> labels = layers.Select(layer => layer.Writes.Value.Label).OfType<string>();
            string label = labels.Any() ? $" ({string.Join(", ", labels)})" : "";
            above = layers.Last().Layer.Writes;
            yield return Row($"a{declaration.Key}", above.Width, kinds + from + label);
        }

        string Row(string name, int width, string what)
        {
            int length = Math.Max(1, (int)Math.Round((double)LongestBar * width / widest));
            string bar = new string('#', length);
            return $"{name.PadRight(nameWidth)}  {Count(width).PadLeft(countWidth)}  {bar.PadRight(LongestBar)}  {what}".TrimEnd();
        }
    }
}
