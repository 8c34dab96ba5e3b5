using System.Text.Json;
using GenNet.Tests.Data;
using GenNet.Tests.Support;

namespace GenNet.Tests.ModelFiles;

/// <summary>
/// Networks go to PyTorch and come from there. What GenNet saves is byte for byte what PyTorch has loaded strictly by load_state_dict,
/// and the predictions of both agree. scripts/interop/pytorch.py is PyTorch's side.
/// </summary>
public sealed class InteropTests
{
    // Float32 sums of up to 40 products against float64; doubles against doubles.
    private static readonly Tolerance s_single = new(Relative: 1e-5, Absolute: 1e-6), s_double = new(Relative: 1e-12, Absolute: 1e-15);

    private static readonly Dictionary<string, double[]> s_predictions =
        JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Recorded("predictions.json")))!;

    public static TheoryData<string> FromPyTorch => new(
        new[] { "Mixed", "Wide", "Own", "Normed", "Critic" }.SelectMany(
            _ => new[] { "F64", "F32", "F16", "BF16" }, (name, type) => $"{name}.{type}.pytorch.safetensors"));

    [Theory, MemberData(nameof(FromPyTorch))]
    public void PredictsAsPyTorch(string file)
    {
        switch (file.Split('.')[0])
        {
            case "Mixed":
                Compare<Mixed, float>(file, s_single);
                Compare<MixedDouble, double>(file, s_double);
                break;
            case "Wide":
                Compare<Wide, float>(file, s_single);
                Compare<WideDouble, double>(file, s_double);
                break;
            case "Normed":
                Compare<Normed, float>(file, s_single);
                break;
            case "Critic":
                Compare<Critic, float>(file, s_single);
                Compare<CriticDouble, double>(file, s_double);
                break;
            default:
                Compare<Own, float>(file, s_single);
                break;
        }
    }

    [Theory, InlineData("Mixed.F32"), InlineData("Mixed.F64"), InlineData("Wide.F32"), InlineData("Wide.F64"), InlineData("Own.F32")]
    [InlineData("Normed.F32"), InlineData("Critic.F32"), InlineData("Critic.F64")]
    public void SavesWhatPyTorchLoads(string name)
    {
        switch (name)
        {
            case "Mixed.F32":
                Save(name, new Mixed(seed: 5), s_single);
                break;
            case "Mixed.F64":
                Save(name, new MixedDouble(seed: 5), s_double);
                break;
            case "Wide.F32":
                Save(name, new Wide(seed: 5), s_single);
                break;
            case "Wide.F64":
                Save(name, new WideDouble(seed: 5), s_double);
                break;
            case "Normed.F32":
                Save(name, Normed.Trained(), s_single);
                break;
            case "Critic.F32":
                Save(name, new Critic(seed: 5), s_single);
                break;
            case "Critic.F64":
                Save(name, new CriticDouble(seed: 5), s_double);
                break;
            default:
                Save(name, new Own(seed: 5), s_single);
                break;
        }
    }

    private static void Compare<TNetwork, T>(string file, Tolerance tolerance)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Close.To(s_predictions[file], Predict(TNetwork.Load(Recorded(file))), tolerance, file);

    private static void Save<TNetwork, T>(string name, INeuralNetwork<TNetwork, T> network, Tolerance tolerance)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        string file = $"{name}.gennet.safetensors", recorded = Recorded(file);
        using var saved = new MemoryStream();
        network.Save(saved);
        if (!File.Exists(recorded) || !saved.ToArray().AsSpan().SequenceEqual(File.ReadAllBytes(recorded)))
        {
            string received = Path.Combine(Path.GetTempPath(), file);
            File.WriteAllBytes(received, saved.ToArray());
            Assert.Fail($"{file} would be saved otherwise, as in {received}; take it over and run scripts/interop/pytorch.py.");
        }

        Close.To(s_predictions[file], Predict((TNetwork)network), tolerance, file);
    }

    private static double[] Predict<TNetwork, T>(INeuralNetwork<TNetwork, T> network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        const int rows = 4;
        T[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => T.CreateChecked((float)Math.Sin(i)))];
        var outputs = new T[rows * TNetwork.OutputSize];
        network.Predict(inputs, outputs);
        return Array.ConvertAll(outputs, double.CreateChecked);
    }

    private static string Recorded(string name) => TestFile.Path(Path.Combine("safetensors", name));
}
