using GenNet;

// Your own data go here: Dataset.FromCsv("data.csv", new CsvDataOptions { HasHeader = true, ... }).
//#if (isClassifier)
// Two half moons, one for each class.
Dataset data = Dataset.FromRows(
    Enumerable.Range(0, 600),
    sample => Point(sample),
    sample => sample % 2);
//#else
// A sine with some noise.
Dataset data = Dataset.FromRows(
    Enumerable.Range(0, 600),
    sample => [At(sample)],
    sample => [float.Sin(3 * At(sample)) + 0.1f * Noise(sample)]);
//#endif

// Three parts: to learn from, to choose by (here, when to stop), and to be judged by at last.
(Dataset training, Dataset validation, Dataset test) = data.Split(training: 0.6, validation: 0.2, seed: 1);
StandardScaler scaler = StandardScaler.Fit(training); // what it learns, it learns from the training data only

//#if (isClassifier)
var network = new MoonNet(seed: 1);
//#else
var network = new CurveNet(seed: 1);
//#endif
network.Fit(scaler.Transform(training), new Adam(0.01), new TrainingOptions
{
    Epochs = 200,
    BatchSize = 32,
    Validation = scaler.Transform(validation),
    EarlyStopping = new EarlyStopping { Patience = 20 },
});

EvaluationResult result = network.Evaluate(scaler.Transform(test));
//#if (isClassifier)
Console.WriteLine($"test accuracy: {result.Accuracy:F3}");
//#else
Console.WriteLine($"test loss, the mean squared error: {result.Loss:F4}");
//#endif
network.Save("network.safetensors"); // Load("network.safetensors") of its class has it again

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
//#else
[NeuralNetwork(inputs: 1)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class CurveNet;
//#endif
