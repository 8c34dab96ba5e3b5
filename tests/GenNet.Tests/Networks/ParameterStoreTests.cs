using GenNet.Networks;

namespace GenNet.Tests.Networks;

/// <summary>Tensors of shapes and places that no layer has yet: three dimensions, strides in any order, buffers.</summary>
public sealed class ParameterStoreTests
{
    // A[i, j, k] of shape [2, 3, 4] at 1 + i + 2 j + 8 k, b[i] at 40 + 3 i, the buffer c behind all parameters.
    private static readonly ParameterLayout s_layout = new(
        48,
        [new DropoutDescription(1, 0.5)],
        [
            new("A1", "0.weight", [2, 3, 4], Start: 1, Strides: [1, 2, 8], Initializer.HeUniform, L1: 0.5, L2: 0.25),
            new("c1", "0.running_mean", [3], Start: 64, Strides: [1], Initializer.Constant, InitialValue: 7, IsBuffer: true),
            new("b1", "0.bias", [2], Start: 40, Strides: [3], Initializer.PyTorchDefault, FanIn: 100),
        ]);

    private static readonly double[] s_numbers = [.. Enumerable.Range(1, 26).Select(i => i % 2 == 0 ? i : (double)-i)];

    [Fact]
    public void EveryElementHasThePlaceThatItsStridesSay()
    {
        ParameterStore<double> store = new(s_layout, seed: 1);
        store.Set(s_numbers);
        int next = 0;
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 4; k++) Assert.Equal(s_numbers[next++], store.Start[1 + i + (2 * j) + (8 * k)]);
            }
        }

        Assert.Equal((s_numbers[24], s_numbers[25]), (store.Start[40], store.Start[43]));
        double[] copied = new double[26];
        store.Get(copied);
        Assert.Equal(s_numbers, copied);
    }

    [Fact]
    public void BuffersAreNoParametersButInFiles()
    {
        ParameterStore<double> store = new(s_layout, seed: 1);
        Assert.Equal(26, store.Count);
        store.Set(s_numbers);
        double[] state = [.. s_numbers[..24], 7, 7, 7, .. s_numbers[24..]];
        Assert.Equal(state, store.GetState());
        Assert.Equal(48, store.Length); // Update rules go no further.

        using MemoryStream file = new();
        ModelFile.Save(store, file);
        file.Position = 0;
        Assert.Equal(state, ModelFile.Load<double>(s_layout, file).GetState());
    }

    [Fact]
    public void FirstValuesAreDrawnByFanIn()
    {
        double[] first = new double[26];
        new ParameterStore<double>(s_layout, seed: 1).Get(first);
        double weights = Math.Sqrt(6.0 / 12), bias = Math.Sqrt(1.0 / 100);
        Assert.All(first[..24], weight => Assert.InRange(Math.Abs(weight), 0, weights));
        Assert.All(first[24..], b => Assert.InRange(Math.Abs(b), 0, bias));
        Assert.InRange(first[..24].Max(Math.Abs), 0.8 * weights, weights);
    }

    [Fact]
    public void PenaltiesAreThoseOfTheirTensorAlone()
    {
        ParameterStore<double> store = new(s_layout, seed: 1);
        store.Set(s_numbers);
        ParameterStore<double> gradient = new(new(48, [], []), seed: 0);
        double penalty = s_numbers[..24].Sum(w => (0.5 * Math.Abs(w)) + (0.25 * w * w));
        Assert.Equal(penalty / 2, Penalty.AddGradient(store, 2, gradient.Start), 1e-12);
        double[] expected = [.. s_numbers[..24].Select(w => (0.5 * Math.Sign(w)) + (0.5 * w)), 0, 0], actual = new double[26];
        store.ToCanonical(gradient.Start, actual);
        Assert.Equal(expected, actual);
    }
}
