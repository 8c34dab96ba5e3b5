extern alias generator;

using System.Globalization;
using generator::GenNet.Generator.Layers;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Xunit.Abstractions;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>Graphs over windows, drawn at random: what is read predicts what ONNX Runtime does, and the rest is refused.</summary>
/// <remarks><c>GENNET_OPERATORS=n</c> in the environment draws n graphs instead of <see cref="DefaultCount"/>.</remarks>
public sealed class WindowTests(ITestOutputHelper output)
{
    private const int DefaultCount = 1_500;

    [Fact]
    public void EqualsOnnxRuntimeOrIsRefused()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("GENNET_OPERATORS") ?? $"{DefaultCount}", CultureInfo.InvariantCulture);
        int equal = 0, refused = 0, invalid = 0, unclear = 0, several = 0;
        var failures = new List<string>();
        var kinds = new Dictionary<string, int>();
        for (int seed = 0; seed < count; seed++)
        {
            var graph = new DrawnWindows(seed);
            ModelReading reading = OnnxReader.Read(graph.Model.ToByteArray(), steps: graph.Steps);
            if (reading.Network is not { } network)
            {
                Assert.NotEmpty(reading.Problem!.Reason);
                refused++;
                continue;
            }

            (double[] Numbers, long[] Shape)[] results;
            try
            {
                results =
                [
                    .. graph.Model.Graph.Output.Select(
                        value => OnnxRuntime.Run(graph.Model.ToByteArray(), [.. graph.Inputs], value.Name)),
                ];
            }
            catch (OnnxRuntimeException)
            {
                invalid++;
                continue;
            }

            Value input = network.Inputs[0];
            long rows = graph.Shape.Aggregate(1L, (product, size) => product * size) / input.Width / input.Frames;
            double[]?[] outputs = [.. results.Select(result => Rows(result.Numbers, result.Shape, rows, network.Outputs[0].Steps))];
            if (Rows(graph.Inputs[0].Numbers, graph.Shape, rows, input.Steps) is not double[] inputs || outputs.Contains(null))
            {
                unclear++;
                continue;
            }

            int frames = (int)rows * network.Outputs[0].Frames;
            IEnumerable<double> expected = Enumerable.Range(0, frames)
                .SelectMany(frame => outputs.SelectMany(numbers => numbers!.Chunk(numbers!.Length / frames).ElementAt(frame)));
            if (ReadNetwork.Difference([.. expected], network.Predict(inputs)) is string difference)
                failures.Add($"graph {seed}: {difference}\n{graph.Model}");
            equal++;
            several += outputs.Length > 1 ? 1 : 0;
            foreach (string kind in network.Layers.Select(layer => layer.GetType().Name).Distinct())
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {equal} differ from ONNX Runtime; " + string.Join("\n", failures.Take(5)));
        output.WriteLine($"{equal:N0} equal, {refused:N0} refused, {invalid:N0} not of ONNX Runtime's, {unclear:N0} not told apart");
        output.WriteLine($"{several:N0} of several outputs");
        output.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Value:N0} {kind.Key}")));
        Assert.True(
            equal > count / 8 && refused > count / 8 && unclear < count / 50, $"{equal} equal, {refused} refused, {unclear} unclear");
        string[] all =
        [
            nameof(Conv1DLayer), nameof(GRULayer), nameof(LSTMLayer), nameof(LastLayer), nameof(MeanOverTimeLayer), nameof(LayerNormLayer),
        ];
        Assert.All(all, kind => Assert.True(kinds.GetValueOrDefault(kind) > count / 200, kind));
        Assert.True(several > count / 200, $"{several} of several outputs");
    }

    /// <summary>
    /// The numbers of a tensor as rows of windows, whose dimensions are told by their sizes; null where they cannot be told apart.
    /// </summary>
    private static double[]? Rows(double[] numbers, long[] shape, long rows, int steps)
    {
        int batch = Array.IndexOf(shape, rows), time = steps > 0 ? Array.IndexOf(shape, steps) : -1;
        bool isClear = shape.Count(size => size == rows) == 1 && (steps == 0 || (steps != rows && shape.Count(size => size == steps) == 1));
        if (!isClear)
            return null;
        int[] rest = [.. Enumerable.Range(0, shape.Length).Where(i => i != batch && i != time)];
        int[] order = steps > 0 ? [batch, time, .. rest] : [batch, .. rest];
        var result = new double[numbers.Length];
        for (int i = 0; i < result.Length; i++)
        {
            // The place of number i, counted in the new order from the last dimension on.
            long left = i, place = 0;
            foreach (int axis in order.Reverse())
            {
                place += left % shape[axis] * shape[(axis + 1)..].Aggregate(1L, (product, size) => product * size);
                left /= shape[axis];
            }

            result[i] = numbers[place];
        }

        return result;
    }
}
