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
        int widest = Math.Max(plan.Spec.Inputs, plan.Layers.Max(layer => layer.Spec.Units));
        int nameWidth = $"a{plan.Last.Number}".Length, countWidth = Count(widest).Length;
        string edge = new string(' ', nameWidth + 1 + countWidth) + "|  ";

        yield return Row("x", plan.Spec.Inputs, "");
        foreach (LayerPlan layer in plan.Layers)
        {
            int l = layer.Number;
            yield return edge + Blocks(layer);
            yield return Row($"a{l}", layer.Spec.Units, layer.Spec.ActivationName);
            if (layer.Spec.HasDropout)
                yield return $"{edge}dropout {Literal(layer.Spec.DropoutRate!.Value)}";
        }

        string Row(string name, int width, string activation)
        {
            int length = Math.Max(1, (int)Math.Round((double)LongestBar * width / widest));
            string bar = new string('#', length);
            return $"{name.PadRight(nameWidth)}  {Count(width).PadLeft(countWidth)}  {bar.PadRight(LongestBar)}  {activation}".TrimEnd();
        }
    }
}
