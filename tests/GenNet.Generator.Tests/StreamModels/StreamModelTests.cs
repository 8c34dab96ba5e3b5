using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using GenNet.Tests.Support;

namespace GenNet.Generator.Tests.StreamModels;

/// <summary>
/// Classes that name files of Neural Amp Modeler and RTNeural follow a stream as the formulas of the formats do; scripts/interop/stream_models.py
/// recorded both.
/// </summary>
public sealed class StreamModelTests
{
    private const int Steps = 64;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "StreamModels", "models");

    private static readonly string[] s_names =
        [.. Directory.GetFiles(s_folder, "*.recorded").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Those that are compiled in both ways.</summary>
    private static readonly string[] s_trainable = ["guitarml.json", "keras-layers.json", "lstm.nam", "wavenet-a1.nam", "wavenet-films.nam"];

    private static readonly Lazy<Assembly> s_networks = new(Compile);

    public static TheoryData<string> Models => [.. s_names];

    [Theory, MemberData(nameof(Models))]
    public void FollowsAStreamAsTheModelDoes(string name)
    {
        (float[] inputs, double[] expected) = Recorded(name);
        Close.To(expected, Process("Predictor", name, inputs), new(Relative: 1e-5, Absolute: 3e-6), "outputs");
    }

    [Theory, MemberData(nameof(Models))]
    public void CutsDoNotShow(string name)
    {
        (float[] inputs, _) = Recorded(name);
        float[] whole = Process("Predictor", name, inputs);
        Close.SameBits(whole, Process("Predictor", name, inputs, 1, 0, 3, 64, 17), "outputs of blocks");
        if (s_trainable.Contains(name))
            Close.SameBits(whole, Process("Trainable", name, inputs, 5), "outputs of a network that can be trained");
    }

    [Theory, MemberData(nameof(Models))]
    public void AWindowIsTheStartOfAStream(string name)
    {
        (float[] inputs, _) = Recorded(name);
        float[] whole = Process("Predictor", name, inputs);
        (float[] window, float[] outputs) = (inputs[..(inputs.Length / 150 * Steps)], whole[..(whole.Length / 150 * Steps)]);
        Close.SameBits(outputs, Invoke<float[]>("Predictor", name, "Predict", window), "outputs of a window");
    }

    /// <summary>By central differences in single precision, of which two or three digits are right.</summary>
    [Theory]
    [InlineData("guitarml.json")]
    [InlineData("lstm.nam")]
    [InlineData("wavenet-a1.nam")]
    [InlineData("wavenet-films.nam")]
    public void GradientsAreThoseOfTheModel(string name)
    {
        (float[] inputs, _) = Recorded(name);
        float[][] gradients = Invoke<float[][]>("Trainable", name, "Gradients", inputs[..(inputs.Length / 150 * Steps)]);
        double[] expected = Array.ConvertAll(gradients[1], number => (double)number);
        Close.To(expected, gradients[0], new(Relative: 0.02, Absolute: 0.002 * expected.Max(Math.Abs)), "gradient");
    }

    /// <summary>A state that a stream begins with does not learn, but files have it; ONNX must not leave it out unsaid.</summary>
    [Fact]
    public void AStateBeforeTheFirstFrameIsNotLost()
    {
        const string name = "lstm.nam";
        (float[] inputs, _) = Recorded(name);
        float[] expected = Process("Predictor", name, inputs);
        Close.SameBits(expected, Invoke<float[]>("Trainable", name, "SavedAndLoaded", inputs), "outputs of a network that was saved");
        Assert.NotEmpty(Invoke<string>("Trainable", name, "ExportProblem"));
    }

    private static Assembly Compile()
    {
        var source = new StringBuilder("using System; using GenNet;\n");
        foreach (string name in s_names)
        {
            string attribute = name.EndsWith(".nam", StringComparison.Ordinal) ? "NeuralNetworkFromNam" : "NeuralNetworkFromRTNeural";
            source.AppendLine(CultureInfo.InvariantCulture, $$"""
                [{{attribute}}("{{name}}")] public sealed partial class Predictor{{Identifier(name)}};
                {{Play("Predictor" + Identifier(name), "")}}
                """);
            if (!s_trainable.Contains(name))
                continue;
            source.AppendLine(CultureInfo.InvariantCulture, $$"""
                [{{attribute}}("models/{{name}}", Trainable = true, Loss = Loss.SquaredError)]
                public sealed partial class Trainable{{Identifier(name)}};
                {{Play("Trainable" + Identifier(name), "7")}}
                """);
        }

        GeneratorRun run = GeneratorHarness.Run(
            GeneratorHarness.Compile(source.ToString()), [.. s_names.Select(name => Path.Combine(s_folder, name))]);
        run.AssertClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }

    /// <summary>What reflection cannot call: methods that take spans.</summary>
    private static string Play(string network, string seed) => $$"""
        public static class Play{{network}}
        {
            public static float[] Process(float[] frames, int[] lengths)
            {
                var network = new {{network}}({{seed}});
                var state = new {{network}}.State();
                int inputs = {{network}}.InputSize / 64, outputs = {{network}}.OutputSize / 64, count = frames.Length / inputs;
                float[] all = new float[count * outputs];
                network.Process(frames, all, state);
                state.Reset();
                Array.Clear(all);
                for (int first = 0, i = 0; first < count; i++)
                {
                    int length = Math.Min(lengths[i % lengths.Length], count - first);
                    network.Process(
                        frames.AsSpan(first * inputs, length * inputs), all.AsSpan(first * outputs, length * outputs), state);
                    first += length;
                }

                return all;
            }

            public static float[] Predict(float[] window)
            {
                float[] outputs = new float[{{network}}.OutputSize];
                new {{network}}({{seed}}).Predict(window, outputs);
                return outputs;
            }
            {{(seed.Length == 0 ? "" : $$"""

            public static float[] SavedAndLoaded(float[] frames)
            {
                using var file = new System.IO.MemoryStream();
                new {{network}}({{seed}}).Save(file);
                file.Position = 0;
                float[] outputs = new float[frames.Length];
                {{network}}.Load(file).Process(frames, outputs, new());
                return outputs;
            }

            public static string ExportProblem()
            {
                try
                {
                    new {{network}}({{seed}}).ExportOnnx(new System.IO.MemoryStream());
                    return "";
                }
                catch (NotSupportedException problem)
                {
                    return problem.Message;
                }
            }

            /// <summary>By the backward pass, and by central differences, for the targets 0.</summary>
            public static float[][] Gradients(float[] window)
            {
                var network = new {{network}}({{seed}});
                float[] targets = new float[{{network}}.OutputSize], p = new float[{{network}}.ParameterCount];
                float[] gradient = new float[p.Length], differences = new float[p.Length];
                network.GetParameters(p);
                network.ComputeGradient(window, targets, gradient);
                for (int i = 0; i < p.Length; i++)
                {
                    const float step = 1f / 64;
                    float middle = p[i];
                    p[i] = middle + step;
                    network.SetParameters(p);
                    float above = network.ComputeLoss(window, targets);
                    p[i] = middle - step;
                    network.SetParameters(p);
                    differences[i] = (above - network.ComputeLoss(window, targets)) / (2 * step);
                    p[i] = middle;
                }

                return [gradient, differences];
            }
            """)}}
        }
        """;

    private static float[] Process(string kind, string name, float[] inputs, params int[] lengths) =>
        Invoke<float[]>(kind, name, "Process", inputs, lengths.Length == 0 ? [inputs.Length] : lengths);

    private static T Invoke<T>(string kind, string name, string method, params object[] arguments) =>
        (T)s_networks.Value.GetType($"Play{kind}{Identifier(name)}")!.GetMethod(method)!.Invoke(null, arguments)!;

    private static (float[] Inputs, double[] Outputs) Recorded(string name)
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, name + ".recorded")));
        return (Close.Narrow(Numbers("inputs")), Numbers("outputs"));

        double[] Numbers(string property) =>
            [.. recorded.RootElement.GetProperty(property).EnumerateArray().Select(number => number.GetDouble())];
    }

    private static string Identifier(string name) => name.Replace('-', '_').Replace('.', '_');
}
