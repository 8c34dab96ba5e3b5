extern alias generator;

using System.Globalization;
using generator::GenNet.Generator.Layers;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Xunit.Abstractions;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// Small graphs of every operator, with attributes, inputs and sets of operators drawn at random: what is read predicts what ONNX Runtime
/// does, and the rest is refused. Never are there other numbers.
/// </summary>
/// <remarks><c>GENNET_OPERATORS=n</c> in the environment draws n graphs instead of <see cref="DefaultCount"/>.</remarks>
[Trait("Speed", "Slow")]
public sealed class OperatorTests(ITestOutputHelper output)
{
    private const int DefaultCount = 8_000;

    [Fact]
    public void EqualsOnnxRuntimeOrIsRefused()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("GENNET_OPERATORS") ?? $"{DefaultCount}", CultureInfo.InvariantCulture);
        int equal = 0, refused = 0, invalid = 0, joined = 0, looked = 0, several = 0;
        var failures = new List<string>();
        var read = new HashSet<string>();
        for (int seed = 0; seed < count; seed++)
        {
            var graph = new DrawnGraph(seed);
            ModelReading reading = OnnxReader.Read(graph.Model.ToByteArray());
            if (reading.Network is not { } network)
            {
                Assert.NotEmpty(reading.Problem!.Reason);
                refused++;
                continue;
            }

            double[] expected;
            try
            {
                expected = graph.Expected(network.Outputs[0].Frames);
            }
            catch (OnnxRuntimeException)
            {
                invalid++;
                continue;
            }

            double[] inputs = graph.RowsOf([.. network.Inputs.Select(input => (input.Label, input.Width * input.Frames))]);
            string? difference = ReadNetwork.Difference(expected, network.Predict(inputs));
            if (difference is not null)
                failures.Add($"graph {seed}: {difference}\n{graph.Model}");
            equal++;
            read.UnionWith(graph.Used);
            joined += network.Layers.Any(layer => layer.Reads.Count > 1) ? 1 : 0;
            looked += network.Layers.Any(layer => layer is EmbeddingLayer) ? 1 : 0;
            several += network.Outputs.Count > 1 ? 1 : 0;
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {equal} differ from ONNX Runtime; " + string.Join("\n", failures.Take(10)));
        output.WriteLine($"{equal:N0} equal, {refused:N0} refused, {invalid:N0} not of ONNX Runtime's; {string.Join(" ", read.Order())}");
        output.WriteLine($"{joined:N0} with Add or Concat, {looked:N0} with Embedding, {several:N0} of several outputs");
        Assert.True(joined > count / 20 && looked > count / 100 && several > count / 100, $"{joined}, {looked}, {several}");
        Assert.True(equal > count / 8 && refused > count / 8, $"{equal} equal, {refused} refused");
        Assert.True(read.Count >= DrawnGraph.Operators.Length * 2 / 3, string.Join(" ", DrawnGraph.Operators.Except(read)));
    }
}
