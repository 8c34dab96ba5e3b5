using GenNet.Numerics;

namespace GenNet.Reports;

/// <summary>A network's layers as boxes, one below the other, the wider the more numbers they write.</summary>
internal static class NetworkDrawing
{
    private const double Width = 440, BoxHeight = 44, Step = 66, Narrowest = 210;

    /// <summary>The most characters that a box has room for.</summary>
    private const int MostCharacters = 34;

    public static void Write(HtmlBuilder html, TrainingSetup setup)
    {
        (string Name, int Units, int Parameters)[] boxes =
        [
            ("Input", setup.InputSize, 0),
            .. setup.Layers.Select(layer => (
                layer.ToString(), layer.Units, layer.Tensors.Where(tensor => !tensor.IsBuffer).Sum(tensor => tensor.Length))),
        ];
        double widest = PortableMath.Log(1 + boxes.Max(box => box.Units));
        string description = string.Join("; ", boxes.Select(box => $"{box.Name}: {Numbers(box.Units, box.Parameters)}"));
        double height = (boxes.Length - 1) * Step + BoxHeight;
        html.AddLine($"""
            <figure><figcaption>The network, from its inputs down to its outputs</figcaption>
            <svg viewBox="0 0 {Width} {height}" role="img" aria-labelledby="network-title network-description">
            <title id="network-title">The network's layers</title><desc id="network-description">{description}.</desc>
            """);
        for (int i = 0; i < boxes.Length; i++)
        {
            (string name, int units, int parameters) = boxes[i];
            double width = Narrowest + (Width - 2 - Narrowest) * PortableMath.Log(1 + units) / widest, top = i * Step;
            if (i > 0)
                html.AddLine($"<path class=\"axis\" d=\"M{Width / 2} {top - Step + BoxHeight}V{top - 1}m-5 -7l5 7l5 -7\"/>");
            html.AddLine($"""
                <rect class="{(parameters > 0 ? "box learnt" : "box")}" x="{(Width - width) / 2}" y="{top + 1}"
                      width="{width}" height="{BoxHeight - 2}" rx="6"/>
                <text class="middle strong" x="{Width / 2}" y="{top + 19}">{Shortened(name)}</text>
                <text class="middle" x="{Width / 2}" y="{top + 35}">{Numbers(units, parameters)}</text>
                """);
        }

        html.AddLine($"</svg></figure>");
    }

    private static string Numbers(int units, int parameters) =>
        Text.Counted(units, "number") + (parameters > 0 ? $", {Text.Counted(parameters, "parameter")}" : "");

    private static string Shortened(string name) => name.Length <= MostCharacters ? name : $"{name[..(MostCharacters - 1)]}…";
}
