using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Categories in the frames of windows and streams: what is none, and rows of the table that no frame names.</summary>
public sealed class EmbeddingStreamTests
{
    private const int Inputs = 3, Outputs = 2, Steps = 6, Column = 2;

    public static TheoryData<float> NoCategories => [-1, 0.5f, 7, 1e9f, float.NaN, float.NegativeInfinity];

    [Theory, MemberData(nameof(NoCategories))]
    public void AStreamRefusesWhatIsNoCategoryBeforeAnythingChanges(float given)
    {
        CategoryStream network = new(1);
        CategoryStream.State state = new(), twin = new();
        network.Process(Frames(10), new float[10 * Outputs], state);
        network.Process(Frames(10), new float[10 * Outputs], twin);
        foreach (int count in new[] { 1, 2, 64, 65, 200 })
        {
            foreach (int frame in new[] { 0, count - 1 })
            {
                float[] frames = Frames(count), outputs = new float[count * Outputs];
                frames[(frame * Inputs) + Column] = given;
                string message = Assert.Throws<ArgumentException>("frames", () => network.Process(frames, outputs, state)).Message;
                Assert.StartsWith(
                    $"Row 0, frame {frame}, column {Column} of the inputs is {given}; [Embedding] reads a category there, which must be a "
                    + "whole number from 0 to 6.",
                    message);
                Assert.All(outputs, output => Assert.Equal(0, output));
            }
        }

        float[] expected = new float[70 * Outputs], actual = new float[expected.Length];
        network.Process(Frames(70), expected, twin);
        network.Process(Frames(70), actual, state);
        Close.SameBits(expected, actual, "outputs afterwards");
    }

    [Theory, MemberData(nameof(NoCategories))]
    public void AWindowSaysItsRowAndFrame(float given)
    {
        CategoryStream network = new(1);
        float[] x = Frames(2 * Steps), y = new float[2 * Steps * Outputs], gradient = new float[CategoryStream.ParameterCount];
        float[] before = ParametersOf(network), byInputs = new float[x.Length], window = Frames(Steps);
        x[((Steps + 4) * Inputs) + Column] = given;
        window[(4 * Inputs) + Column] = given;
        Adam adam = new();
        Refused(1, "inputs", () => network.Predict(x, y));
        Refused(1, "inputs", () => network.Train(x, y, adam));
        Refused(1, "inputs", () => network.ComputeLoss(x, y));
        Refused(1, "inputs", () => network.ComputeGradient(x, y, gradient));
        Refused(1, "inputs", () => network.ComputeInputGradient(x, y, byInputs));
        Refused(1, "inputs", () => network.Backward(x, y, gradient, byInputs));
        Refused(0, "input", () => network.ComputeJacobian(window, new float[CategoryStream.OutputSize * gradient.Length]));
        Refused(0, "input", () => network.ComputeInputJacobian(window, new float[CategoryStream.OutputSize * window.Length]));
        if (!float.IsInfinity(given)) // No dataset has that.
        {
            Dataset data = Dataset.FromArrays(x, CategoryStream.InputSize, y, CategoryStream.OutputSize);
            Refused(1, "training", () => network.Fit(data, adam));
            Refused(1, "dataset", () => network.Predict(data));
        }

        Assert.Equal(0, adam.StepCount);
        Assert.All(y.Concat(gradient).Concat(byInputs), number => Assert.Equal(0, number));

        void Refused(int row, string argument, Action call)
        {
            string message = Assert.Throws<ArgumentException>(argument, call).Message;
            Assert.StartsWith($"Row {row}, frame 4, column {Column} of the inputs is {given}; [Embedding] reads a category there", message);
            Close.SameBits(before, ParametersOf(network), message);
        }
    }

    // NaN, where it is only looked at, would show, and so would -0 + 0.
    [Fact]
    public void ARuleThatIgnoresZerosLeavesTheRowsThatNoFrameNames()
    {
        const int size = 3, named = 4, count = 7;
        CategoryStream network = new(1);
        float[] parameters = ParametersOf(network), x = Frames(2 * Steps), y = [.. x[..(2 * Steps * Outputs)]];
        for (int i = named * size; i < count * size; i++) parameters[i] = i % 2 == 0 ? float.NaN : -0f;
        network.SetParameters(parameters);
        for (int i = Column; i < x.Length; i += Inputs) x[i] = i % named;
        for (int step = 0; step < 3; step++) network.Train(x, y, new Sgd(0.1));
        float[] trained = ParametersOf(network);
        Close.SameBits(
            parameters.AsSpan(named * size, (count - named) * size), trained.AsSpan(named * size, (count - named) * size), "unnamed rows");
        Assert.All(Enumerable.Range(0, named * size), i => Assert.NotEqual(parameters[i], trained[i]));
    }

    private static float[] Frames(int count) =>
        [.. Enumerable.Range(0, count * Inputs).Select(i => i % Inputs == Column ? i % 7 : MathF.Sin(i))];

    private static float[] ParametersOf(CategoryStream network)
    {
        float[] parameters = new float[CategoryStream.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
