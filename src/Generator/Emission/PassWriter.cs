using GenNet.Generator.Planning;

namespace GenNet.Generator.Emission;

/// <summary>Writes the lines of a pass, and knows how the form at hand has the samples' numbers in memory.</summary>
internal abstract class PassWriter(SourceWriter writer, NetworkPlan plan)
{
    public NetworkPlan Plan => plan;

    /// <summary>The file.</summary>
    public SourceWriter Writer => writer;

    /// <summary>The expression for a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="stride">The distance between its rows.</param>
    public abstract string At(Place place, int stride);

    /// <summary>The expression for how many numbers all samples of the pass have in a value, with what lies between.</summary>
    public abstract string Count(ValuePlan value);

    public void Line(string text = "") => writer.Line(text);

    /// <summary>Writes a sentence in English or in the field's notation above the lines that it is about.</summary>
    public void Comment(string text)
    {
        writer.Paragraph();
        writer.Line($"// {text}.");
    }

    /// <summary>Names the place of a value.</summary>
    public void Declare(ValuePlan value) => Line($"{plan.Block} {value.Name} = {At(value.Place!, value.RowStride)};");

    /// <summary>Names the place of a value's delta.</summary>
    public void DeclareDelta(ValuePlan value) => Line($"{plan.Block} {value.DeltaName} = {At(value.Delta!, value.RowStride)};");
}

/// <summary>The rows of a batch as matrices, which is how register tiles have them.</summary>
/// <param name="rows">The expression for their number where it is not that of the scratch memory.</param>
/// <param name="state">The expression for what layers remember of a stream.</param>
internal sealed class TiledPassWriter(SourceWriter writer, NetworkPlan plan, string? rows = null, string? state = null)
    : PassWriter(writer, plan)
{
    /// <summary>The expression for the number of rows of a value, or of its frames.</summary>
    public string Rows(ValuePlan value) => rows ?? (value.Value.Steps > 0 ? "scratch.Rows * scratch.Frames" : "scratch.Rows");

    /// <summary>The expression for the number that the first row of the pass has among all, or its first frame.</summary>
    public string FirstRow(ValuePlan value) => value.Value.Steps > 0 ? $"firstRow * {value.Value.Steps}" : "firstRow";

    /// <summary>The expression for what a layer remembers of a stream, which starts at a place of the state.</summary>
    public string State(int place) => state is null ? "default" : $"{state}.At({place})";

    public override string At(Place place, int stride) => $"scratch.At({place.Row}, {stride})";

    public override string Count(ValuePlan value) => $"{Rows(value)} * {value.Stride}";
}

/// <summary>One sample in each vector lane.</summary>
internal sealed class LanesPassWriter(SourceWriter writer, NetworkPlan plan) : PassWriter(writer, plan)
{
    public override string At(Place place, int stride) => place.Lane == 0 ? "scratch" : $"scratch.At({place.Lane} * V.Count)";

    public override string Count(ValuePlan value) => $"{value.Width} * V.Count";
}

/// <summary>A single sample, with a layer's units across the lanes.</summary>
internal sealed class RowPassWriter(SourceWriter writer, NetworkPlan plan) : PassWriter(writer, plan)
{
    public override string At(Place place, int stride) => place.Row == 0 ? "scratch" : $"scratch.At({place.Row})";

    public override string Count(ValuePlan value) => $"{value.Stride}";
}
