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
        int widest = Math.Max(plan.Spec.InputWidth, plan.Layers.Max(layer => layer.Writes.Width));
        int nameWidth = $"a{plan.Spec.LayerCount}".Length, countWidth = Count(widest).Length;
        string edge = new string(' ', nameWidth + 1 + countWidth) + "|  ";

        yield return Row("x", plan.Spec.InputWidth, "");
        foreach (IGrouping<int, LayerPlan> declaration in plan.Declarations)
        {
            LayerPlan[] layers = [.. declaration];
            yield return edge + Shapes(layers.SelectMany(layer => layer.Tensors));
            string kinds = string.Join(", ", layers.Select(layer => layer.Layer.Kind));
            yield return Row($"a{declaration.Key}", layers.Last().Writes.Width, kinds);
        }

        string Row(string name, int width, string what)
        {
            int length = Math.Max(1, (int)Math.Round((double)LongestBar * width / widest));
            string bar = new string('#', length);
            return $"{name.PadRight(nameWidth)}  {Count(width).PadLeft(countWidth)}  {bar.PadRight(LongestBar)}  {what}".TrimEnd();
        }
    }
}
