using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>The network as a table.</summary>
internal static class ArchitectureTable
{
    public static IEnumerable<string> Rows(NetworkPlan plan)
    {
        var rows = new List<string[]> { new[] { "layer", "shape", "activation", "parameters", "multiply-adds", "written as" } };
        foreach (LayerPlan layer in plan.Layers)
        {
            rows.Add(
            [
                layer.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{layer.Spec.Inputs} -> {layer.Spec.Units}",
                layer.Spec.ActivationName
                    + Option("L1", layer.Spec.L1) + Option("L2", layer.Spec.L2) + Option("dropout", layer.Spec.DropoutRate ?? 0),
                Count(layer.Spec.ParameterCount),
                Count(layer.Spec.WeightCount),
                layer.Form,
            ]);
        }

        rows.Add(["total", "", "", Count(plan.ParameterCount), Count(plan.Spec.Layers.Sum(layer => layer.WeightCount)), ""]);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            // Numbers stand flush right.
            IEnumerable<string> cells = row.Select(
                (cell, column) => column is 3 or 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            yield return string.Join("  ", cells).TrimEnd();
        }

        static string Option(string name, double value) => value == 0 ? "" : $", {name} {Literal(value)}";
    }
}
