using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes what a network of several inputs or outputs has for callers whose values stand apart: a ref struct with a span for each, and the
/// members that take them where others take rows.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The network.</param>
/// <param name="operations">The runtime's class, with static methods of the same names.</param>
/// <param name="own">The parameters, their first argument.</param>
internal sealed class ApartWriter(SourceWriter writer, NetworkPlan plan, string operations, string own)
{
    private const string Lengths = "global::GenNet.Networks.ValueLengths";

    private readonly string _buffer = $"global::GenNet.Networks.RowBuffer<{plan.Number}>";
    private readonly int _inputFrames = plan.Spec.InputFrames, _outputFrames = plan.Output.Value.Frames;
    private readonly Column[] _inputs = [.. Columns(plan.Spec.Inputs.Select(input => (input.Label ?? input.Name, input.Width, false)))];
    private readonly Column[] _outputs =
        [.. Columns(plan.Spec.Outputs.Select(output => (output.Name, output.Width, output.TakesClasses)))];

    private bool HasInputs => _inputs.Length > 1;

    private bool HasOutputs => _outputs.Length > 1;

    public void Structs()
    {
        if (HasInputs)
            Inputs();
        if (!HasOutputs)
            return;
        Outputs();
        if (!plan.Spec.PredictsOnly)
            Targets();
    }

    /// <summary>The member for each way in which its arguments can stand apart.</summary>
    /// <param name="returnType">What it returns.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Its parameters where all are rows.</param>
    public void Overloads(string returnType, string name, params (string Type, string Name)[] parameters)
    {
        bool hasLabels = parameters.Any(parameter => parameter.Name == "labels");
        string? inputs = parameters.Select(parameter => parameter.Name).FirstOrDefault(parameter => parameter is "inputs" or "input");
        string? outputs = parameters.Select(parameter => parameter.Name)
            .FirstOrDefault(parameter => parameter is "outputs" or "targets" or "outputGradients");
        if (inputs is null || (hasLabels && HasOutputs))
            return;
        foreach ((bool inputsApart, bool outputsApart) in new[] { (true, true), (true, false), (false, true) })
        {
            if ((HasInputs || !inputsApart) && ((HasOutputs && outputs is not null) || !outputsApart))
                Overload(returnType, name, parameters, inputsApart ? inputs : null, outputsApart ? outputs : null);
        }
    }

    private static IEnumerable<Column> Columns(IEnumerable<(string Name, int Width, bool IsClass)> values)
    {
        int start = 0;
        foreach ((string name, int width, bool isClass) in values)
        {
            yield return new(SpanNames.PascalCase(name), start, width, isClass);
            start += width;
        }
    }

    private void Inputs()
    {
        Open("Inputs", $"The inputs of m samples, each [m{Frames(_inputFrames)} x its size].");
        using (writer.Indent("}"))
        {
            Properties(_inputs, "ReadOnlySpan", _inputFrames);
            writer.Lines("", $"internal {_buffer} ToRows(string argument)");
            using (writer.Braces())
            {
                Column first = _inputs[0];
                int size = first.Width * _inputFrames;
                writer.Line($"int samples = {Lengths}.Samples({first.Name}.Length, {size}, argument, \"{first.Name}\");");
                foreach (Column input in _inputs.Skip(1))
                    Check(input, _inputFrames);
                writer.Line($"var rows = {Buffer(plan.Spec.InputWidth, _inputFrames)};");
                Put(_inputs);
                writer.Line("return rows;");
            }
        }
    }

    private void Outputs()
    {
        Open("Outputs", $"Places for the outputs of m samples, or derivatives by them, each [m{Frames(_outputFrames)} x its size].");
        using (writer.Indent("}"))
        {
            Properties(_outputs, "Span", _outputFrames);
            writer.Lines("", "internal void CheckLengths(int samples, string argument)");
            using (writer.Braces())
            {
                foreach (Column output in _outputs)
                    Check(output, _outputFrames);
            }

            writer.Lines("", $"internal void TakeRows({_buffer} rows)");
            using (writer.Braces())
            {
                foreach (Column output in _outputs)
                    writer.Line($"rows.Take({output.Name}, {output.Start}, {output.Width});");
            }

            if (plan.Spec.PredictsOnly)
                return;
            writer.Lines("", $"internal {_buffer} ToRows(int samples, string argument)");
            using (writer.Braces())
            {
                writer.Lines("CheckLengths(samples, argument);", $"var rows = {Buffer(plan.Spec.OutputWidth, _outputFrames)};");
                Put(_outputs);
                writer.Line("return rows;");
            }
        }
    }

    private void Targets()
    {
        Open(
            "Targets",
            $"The targets of m samples, each [m{Frames(_outputFrames)} x its size], or [m{Frames(_outputFrames)}] where they are classes.");
        using (writer.Indent("}"))
        {
            Properties(_outputs, "ReadOnlySpan", _outputFrames, hasClasses: true);
            writer.Lines("", $"internal {_buffer} ToRows(int samples, string argument)");
            using (writer.Braces())
            {
                foreach (Column output in _outputs)
                {
                    if (output.IsClass)
                    {
                        writer.Line(
                            $"{Lengths}.CheckLabels({output.Name}, samples, {Math.Max(2, output.Width)}, argument, \"{output.Name}\""
                            + $"{(_outputFrames == 1 ? "" : $", {_outputFrames}")});");
                    }
                    else
                    {
                        Check(output, _outputFrames);
                    }
                }

                writer.Line($"var rows = {Buffer(plan.Spec.OutputWidth, _outputFrames)};");
                Put(_outputs);
                writer.Line("return rows;");
            }
        }
    }

    private void Open(string name, string summary)
    {
        writer.Line();
        writer.Summary(summary);
        writer.Lines($"public ref struct {name}", "{");
    }

    private void Properties(Column[] columns, string span, int frames, bool hasClasses = false)
    {
        foreach (Column column in columns)
        {
            if (column != columns[0])
                writer.Line();
            bool isClass = hasClasses && column.IsClass;
            writer.Summary(isClass
                ? $"[m{Frames(frames)}], each from 0 to {Math.Max(2, column.Width) - 1}."
                : $"[m{Frames(frames)} x {column.Width}].");
            writer.Line($"public global::System.{span}<{(isClass ? "int" : plan.Number)}> {column.Name} {{ get; set; }}");
        }
    }

    private static string Frames(int frames) => frames == 1 ? "" : $" x {frames}";

    private string Buffer(int size, int frames) =>
        $"new {_buffer}(samples, {size}{(frames == 1 ? "" : $", {frames}")})";

    private void Check(Column column, int frames) =>
        writer.Line($"{Lengths}.Check({column.Name}.Length, samples, {column.Width * frames}, argument, \"{column.Name}\");");

    private void Put(Column[] columns)
    {
        foreach (Column column in columns)
            writer.Line($"rows.Put({column.Name}, {column.Start}, {column.Width});");
    }

    private void Overload(string returnType, string name, (string Type, string Name)[] parameters, string? inputs, string? outputs)
    {
        string typed = string.Join(", ", parameters.Select(parameter =>
            $"{(parameter.Name == inputs ? "Inputs" : parameter.Name == outputs ? StructOf(outputs!) : parameter.Type)} {parameter.Name}"));
        string original = string.Join(", ", parameters.Select(parameter => parameter.Type.Replace('<', '{').Replace('>', '}')));
        writer.Lines("", $"/// <inheritdoc cref=\"{name}({original})\"/>");
        using (writer.Braces($"public {returnType} {name}({typed})"))
        {
            if (inputs is not null)
                writer.Line($"using var inputRows = {inputs}.ToRows(\"{inputs}\");");
            string samples = inputs is not null ? "inputRows.Count" : $"{Lengths}.Samples(inputs.Length, InputSize)";
            bool isResult = outputs == "outputs";
            if (isResult)
            {
                writer.Line($"int samples = {samples};");
                writer.Line("outputs.CheckLengths(samples, \"outputs\");");
                writer.Line($"using var outputRows = {Buffer(plan.Spec.OutputWidth, _outputFrames)};");
            }
            else if (outputs is not null)
            {
                writer.Line($"using var outputRows = {outputs}.ToRows({samples}, \"{outputs}\");");
            }

            string[] arguments = [.. parameters.Select(parameter =>
                parameter.Name == inputs ? "inputRows.Rows" : parameter.Name == outputs ? "outputRows.Rows" : parameter.Name)];
            int ofSamples = parameters.Count(parameter => parameter.Name is "inputs" or "targets" or "labels" or "sampleWeights");
            bool areSamples = parameters.Any(parameter => parameter.Name is "targets" or "labels");
            string all = areSamples
                ? string.Join(", ", new[] { $"new({string.Join(", ", arguments.Take(ofSamples))})" }.Concat(arguments.Skip(ofSamples)))
                : string.Join(", ", arguments);
            writer.Line($"{(returnType == "void" ? "" : "return ")}{operations}.{name}({own}, {all});");
            if (isResult)
                writer.Line("outputs.TakeRows(outputRows);");
        }
    }

    private static string StructOf(string parameter) => parameter == "targets" ? "Targets" : "Outputs";

    /// <summary>A value's columns of the row.</summary>
    private sealed record Column(string Name, int Start, int Width, bool IsClass);
}
