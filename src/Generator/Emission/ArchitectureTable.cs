using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>The network as a table.</summary>
internal static class ArchitectureTable
{
    public static IEnumerable<string> Rows(NetworkPlan plan)
    {
        var rows = new List<string[]> { new[] { "layer", "shape", "kind", "parameters", "multiply-adds", "written as" } };
        foreach (IGrouping<int, LayerPlan> declaration in plan.Declarations)
        {
            LayerPlan[] layers = [.. declaration];
            rows.Add(
            [
                declaration.Key.ToString(CultureInfo.InvariantCulture),
                $"{string.Join(" + ", layers[0].Layer.Reads.Select(value => value.Width))} -> {layers.Last().Writes.Width}",
                string.Join(", ", layers.Select(layer => layer.Layer.Kind)),
                Count(layers.Sum(layer => layer.Layer.ParameterCount)),
                Count(layers.Sum(layer => layer.Layer.MultiplyAdds)),
                string.Join(", ", layers.Select(layer => layer.Form).Where(form => form.Length > 0)),
            ]);
        }

        rows.Add(["total", "", "", Count(plan.ParameterCount), Count(plan.Spec.Layers.Sum(layer => layer.MultiplyAdds)), ""]);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            // Numbers stand flush right.
            IEnumerable<string> cells = row.Select(
                (cell, column) => column is 3 or 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            yield return string.Join("  ", cells).TrimEnd();
        }
    }
}
