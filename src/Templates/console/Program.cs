using GenNet;

// Your own data go here: Dataset.FromCsv("data.csv", new CsvDataOptions { HasHeader = true, ... }).
//#if (isClassifier)
// Two half moons, one for each class.
Dataset data = Dataset.FromRows(
    Enumerable.Range(0, 600),
    sample => Point(sample),
    sample => sample % 2);
//#elif (isSequence)
// Two waves with some noise, cut into windows; of each frame the network tells the one that follows.
Dataset data = Dataset.FromRows(
    Enumerable.Range(0, 200),
    window => Frames(window * WaveNet.InputSize, WaveNet.InputSize),
    window => Frames(window * WaveNet.InputSize + 1, WaveNet.OutputSize));
//#else
// A sine with some noise.
Dataset data = Dataset.FromRows(
    Enumerable.Range(0, 600),
    sample => [At(sample)],
    sample => [float.Sin(3 * At(sample)) + 0.1f * Noise(sample)]);
//#endif

// Three parts: to learn from, to choose by (here, when to stop), and to be judged by at last.
(Dataset training, Dataset validation, Dataset test) = data.Split(training: 0.6, validation: 0.2, seed: 1);
//#if (isSequence)

var model = new WaveNet(seed: 1);
//#else

// The network and the scaler of its inputs, which learns from the training data only: raw data go in, and one file has both.
//#endif
//#if (isClassifier)
var model = new Pipeline<float>(new MoonNet(seed: 1), training) { FeatureScaler = StandardScaler.Fit(training) };
//#elif (!isSequence)
var model = new Pipeline<float>(new CurveNet(seed: 1), training) { FeatureScaler = StandardScaler.Fit(training) };
//#endif
var options = new TrainingOptions
{
    Epochs = 200,
    BatchSize = 32,
    Validation = validation,
    EarlyStopping = new EarlyStopping { Patience = 20 },
};
model.Fit(training, new Adam(0.01), options, new TrainingDisplay());

EvaluationResult result = model.Evaluate(test);
//#if (isClassifier)
Console.WriteLine($"test accuracy: {result.Accuracy:F3}");
Console.WriteLine($"a point of class 0 is taken for {model.Classify(Point(0))}");
model.Save("model.safetensors"); // Pipeline.Load("model.safetensors", new MoonNet()) has it again
//#elif (isSequence)
Console.WriteLine($"test loss, the mean squared error: {result.Loss:F4}");
model.Save("model.safetensors"); // WaveNet.Load("model.safetensors") has it again
//#else
Console.WriteLine($"test loss, the mean squared error: {result.Loss:F4}");
Console.WriteLine($"at 0.5 it tells {model.Predict([0.5f])[0]:F2}; the sine is {float.Sin(1.5f):F2}");
model.Save("model.safetensors"); // Pipeline.Load("model.safetensors", new CurveNet()) has it again
//#endif

//#if (isSequence)
// Live: frame by frame, as they come, with a state for each stream.
var state = new WaveNet.State();
float[] told = new float[1];
for (int time = 10_000; time < 10_030; time++)
{
    model.Process(Frames(time, 1), told, state);
    Console.WriteLine($"{time}: next comes {told[0],5:F2}; it is {Frames(time + 1, 1)[0],5:F2}");
}

//#endif
//#if (isClassifier)
float[] Point(int sample)
{
    float angle = float.Pi * (sample / 2) / 300, side = sample % 2 == 0 ? 1 : -1;
    return
    [
        side * (float.Cos(angle) - 0.5f) + 0.1f * Noise(2 * sample),
        side * (float.Sin(angle) - 0.25f) + 0.1f * Noise(2 * sample + 1),
    ];
}
//#elif (isSequence)
float[] Frames(int first, int count) =>
    [.. Enumerable.Range(first, count).Select(time => 0.6f * float.Sin(0.3f * time) + 0.4f * float.Sin(0.07f * time) + 0.1f * Noise(time))];
//#else
float At(int sample) => sample / 300f - 1;
//#endif

// Numbers from -1 to 1 that look like chance and are the same in every run.
float Noise(int number) => float.Sin(12.9898f * number) * 43758.547f % 1;

//#if (isClassifier)
[NeuralNetwork(inputs: 2)]
[Dense(16, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
public sealed partial class MoonNet;
//#elif (isSequence)
[NeuralNetwork(inputs: 1, Steps = 32, BurnIn = 8)] // windows of 32 frames of one number, the first 8 of which only warm it up
[Conv1D(8, 5, Activation.Tanh)]
[GRU(16)]
[Dense(1)]
public sealed partial class WaveNet;
//#else
[NeuralNetwork(inputs: 1)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class CurveNet;
//#endif
