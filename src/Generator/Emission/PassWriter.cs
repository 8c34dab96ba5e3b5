using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Emission;

/// <summary>Writes the lines of a pass, and knows how the form at hand has the samples' numbers in memory.</summary>
internal abstract class PassWriter(SourceWriter writer, NetworkPlan plan)
{
    public NetworkPlan Plan => plan;

    /// <summary>The file.</summary>
    public SourceWriter Writer => writer;

    /// <summary>Whether the lines are those of dC/dx, which go on where the backward pass ends.</summary>
    public bool IsInputGradient { get; init; }

    /// <summary>Whether the lines carry deltas back to a value.</summary>
    public bool CarriesTo(ValuePlan value) => plan.Learned.Contains(value.Value) != IsInputGradient;

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

    /// <summary>Names a block of numbers.</summary>
    public void Declare(string name, string block) => writer.Local(plan.Block, name, block);

    /// <summary>Names the place of a value.</summary>
    public void Declare(ValuePlan value) => Declare(value.Name, At(value.Place!, value.RowStride));

    /// <summary>Names the place of a value's delta.</summary>
    public void DeclareDelta(ValuePlan value) =>
        Declare(value.DeltaName, At(value.Delta!, Planner.Padded(value.Width, plan.Line) * value.Value.Frames));

    /// <summary>Names the places of tensors.</summary>
    public void Declare(IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            Declare(tensor.Symbol, StraightText.Parameters(tensor.Start));
    }

    /// <summary>Names the place of a layer's transposed weights.</summary>
    public void DeclareTransposed(LayerPlan layer) => Declare(layer.TransposedName, $"scratch.Shared({layer.Transposed})");

    /// <summary>Names the places of a layer's own.</summary>
    public void DeclareOwn(LayerPlan layer)
    {
        foreach ((string name, Place? place, int stride) in layer.Own(plan))
        {
            if (place is not null)
                Declare(name, At(place, stride));
        }
    }

    /// <summary>The expression for where an input starts among the columns of the input row.</summary>
    public virtual string ColumnOf(InputPlan input) => Offset(plan.InputRow, input.Column);

    /// <summary>Hands a delta on, number by number.</summary>
    public void Carry(ValuePlan from, DeltaTerm to)
    {
        Comment($"dC/d{to.Value.Name} {(to.Adds ? "+" : "")}= {from.DeltaName}");
        HandOn(from, to);
    }

    /// <summary>The line that hands a delta on.</summary>
    public void HandOn(ValuePlan from, DeltaTerm to)
    {
        string delta = to.Value.DeltaName;
        if (to.Adds)
            Sum(delta, from.DeltaName, delta, from);
        else
            Line($"Elementwise.Copy<V, {plan.Number}>({from.DeltaName}, {delta}, {Count(from)});");
    }

    /// <summary>
    /// Names the place where a layer leaves the delta of what it reads, if it is one of its own, and says what a comment calls what stands
    /// there.
    /// </summary>
    public string BeginCarried(ValuePlan carried, DeltaTerm to)
    {
        if (carried.DeltaName == to.Value.DeltaName)
            return $"dC/d{to.Value.Name}";
        DeclareDelta(carried);
        return carried.DeltaName;
    }

    /// <summary>Hands on what a layer left in such a place.</summary>
    public void CarryOn(ValuePlan carried, DeltaTerm to)
    {
        if (carried.DeltaName != to.Value.DeltaName)
            Carry(carried, to);
    }

    /// <summary>Adds numbers, as many as there are in a value.</summary>
    public virtual void Sum(string a, string b, string sum, ValuePlan value) =>
        Line($"Elementwise.Sum<V, {plan.Number}>({a}, {b}, {sum}, {Count(value)});");

    /// <summary>Copies a value into columns of another.</summary>
    public abstract void PutColumns(ValuePlan of, string value, int stride, string columns, int columnsStride, int column, int width);

    /// <summary>Hands columns of a delta on.</summary>
    public void TakeColumns(string columns, int stride, int column, DeltaTerm to) =>
        TakeColumns(to.Value, columns, stride, column, to.Value.DeltaName, to.Value.Width, to.Adds);

    /// <summary>Copies columns, or adds them to what is there.</summary>
    public abstract void TakeColumns(ValuePlan of, string columns, int stride, int column, string value, int width, bool adds = false);

    protected static string Offset(string block, int offset) => offset == 0 ? block : $"{block}.At({offset})";
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

    public override string At(Place place, int stride) => At(Plan, "scratch", place, stride);

    public static string At(NetworkPlan plan, string scratch, Place place, int stride) =>
        plan.IsSequence ? $"{scratch}.At({place.Frame}, {place.Row}, {stride})" : $"{scratch}.At({place.Row}, {stride})";

    public override string Count(ValuePlan value) => $"{Rows(value)} * {value.Stride}";

    public override void PutColumns(ValuePlan of, string value, int stride, string columns, int columnsStride, int column, int width) =>
        Line($"Columns.Put({value}, {stride}, {Offset(columns, column)}, {columnsStride}, {width}, {Rows(of)});");

    public override void TakeColumns(
        ValuePlan of, string columns, int stride, int column, string value, int width, bool adds = false) => Line(
        $"Columns.{(adds ? "Add" : "Take")}<V, {Plan.Number}>({Offset(columns, column)}, {stride}, {value}, {width}, {Rows(of)});");
}

/// <summary>One sample in each vector lane.</summary>
internal sealed class LanesPassWriter(SourceWriter writer, NetworkPlan plan) : PassWriter(writer, plan)
{
    public override string At(Place place, int stride) => place.Lane == 0 ? "scratch" : $"scratch.At({place.Lane} * V.Count)";

    public override string Count(ValuePlan value) => $"{value.Width} * V.Count";

    public override string ColumnOf(InputPlan input) => OffsetOfVectors(Plan.InputRow, input.Column);

    public override void PutColumns(ValuePlan of, string value, int stride, string columns, int columnsStride, int column, int width) =>
        Line($"Elementwise.Copy<V, {Plan.Number}>({value}, {OffsetOfVectors(columns, column)}, {width} * V.Count);");

    public override void TakeColumns(ValuePlan of, string columns, int stride, int column, string value, int width, bool adds = false)
    {
        string from = OffsetOfVectors(columns, column);
        Line(adds
            ? $"Elementwise.Sum<V, {Plan.Number}>({value}, {from}, {value}, {width} * V.Count);"
            : $"Elementwise.Copy<V, {Plan.Number}>({from}, {value}, {width} * V.Count);");
    }

    private static string OffsetOfVectors(string block, int vectors) => vectors == 0 ? block : $"{block}.At({vectors} * V.Count)";
}

/// <summary>A single sample, with a layer's units across the lanes.</summary>
internal sealed class RowPassWriter(SourceWriter writer, NetworkPlan plan) : PassWriter(writer, plan)
{
    public override string At(Place place, int stride) => place.Row == 0 ? "scratch" : $"scratch.At({place.Row})";

    public override string Count(ValuePlan value) => $"{value.Stride}";

    /// <summary>The few vectors of a row one by one: a call would take as long as they do.</summary>
    public override void Sum(string a, string b, string sum, ValuePlan value)
    {
        for (int i = 0; i < value.Stride; i += Plan.Line)
            Line($"V.Store({sum}, {i}, V.Load({a}, {i}) + V.Load({b}, {i}));");
    }

    /// <summary>Likewise, but for what fills no vector. The last one ends with the value and may overlap that before it.</summary>
    public override void PutColumns(ValuePlan of, string value, int stride, string columns, int columnsStride, int column, int width)
    {
        if (width < Plan.Line)
        {
            Line($"Columns.Put({value}, 0, {Offset(columns, column)}, 0, {width}, rows: 1);");
            return;
        }

        for (int i = 0; i < width; i += Plan.Line)
        {
            int start = Math.Min(i, width - Plan.Line);
            Line($"V.Store({columns}, {column + start}, V.Load({value}, {start}));");
        }
    }

    public override void TakeColumns(
        ValuePlan of, string columns, int stride, int column, string value, int width, bool adds = false) => Line(
        $"Columns.{(adds ? "Add" : "Take")}<V, {Plan.Number}>({Offset(columns, column)}, 0, {value}, {width}, rows: 1);");
}
