using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenNet.Benchmarks;

/// <summary>
/// FANN. It has neither ReLU nor softmax nor Adam: every layer has its approximated tanh, the loss is the squared error, and training is
/// its gradient descent. It takes one sample at a time.
/// </summary>
internal sealed unsafe partial class FannPeer : Peer
{
    private const string Library = "libfann.so.2";
    private const int SigmoidSymmetricStepwise = 6, TrainBatch = 1;

    public override string Name => "FANN";

    // It does not say which version it is; the name of the library has the first number.
    public override string? Version { get; } = NativeLibrary.TryLoad(Library, out _) ? "2" : null;

    public override string Installation => "apt-get install libfann2";

    public override Timing? Measure(Work work)
    {
        if (work.Network.IsDouble || work.Activity is Activity.Gradient or Activity.Fit || work.Optimizer is not (null or nameof(Sgd)))
            return null;
        int[] widths = work.Network.Widths;
        nint network = CreateStandardArray((uint)widths.Length, widths);
        SetActivationFunctionHidden(network, SigmoidSymmetricStepwise);
        SetActivationFunctionOutput(network, SigmoidSymmetricStepwise);
        SetTrainingAlgorithm(network, TrainBatch);
        nint data = CreateTrainFromCallback((uint)work.Rows, (uint)widths[0], (uint)widths[^1], &Fill);
        try
        {
            var inputs = new float[widths[0] * work.Rows];
            var targets = new float[widths[^1]];
            fixed (float* x = inputs, y = targets)
            {
                float* input = x, target = y;
                return work.Measure((work.Activity, work.Rows) switch
                {
                    (Activity.Predict, _) => Predict,
                    (_, 1) => () => Train(network, input, target),
                    _ => () => TrainEpoch(network, data),
                });

                void Predict()
                {
                    for (int row = 0; row < work.Rows; row++)
                        _ = Run(network, input + row * widths[0]);
                }
            }
        }
        finally
        {
            DestroyTrain(data);
            Destroy(network);
        }
    }

    public override void Dispose()
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(uint sample, uint inputCount, uint outputCount, float* input, float* output)
    {
        new Span<float>(input, (int)inputCount).Fill(0.5f);
        new Span<float>(output, (int)outputCount).Fill(0.5f);
    }

    [LibraryImport(Library, EntryPoint = "fann_create_standard_array")]
    private static partial nint CreateStandardArray(uint layers, int[] widths);

    [LibraryImport(Library, EntryPoint = "fann_destroy")]
    private static partial void Destroy(nint network);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_hidden")]
    private static partial void SetActivationFunctionHidden(nint network, int function);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_output")]
    private static partial void SetActivationFunctionOutput(nint network, int function);

    [LibraryImport(Library, EntryPoint = "fann_set_training_algorithm")]
    private static partial void SetTrainingAlgorithm(nint network, int algorithm);

    [LibraryImport(Library, EntryPoint = "fann_create_train_from_callback")]
    private static partial nint CreateTrainFromCallback(
        uint samples, uint inputs, uint outputs, delegate* unmanaged[Cdecl]<uint, uint, uint, float*, float*, void> fill);

    [LibraryImport(Library, EntryPoint = "fann_destroy_train")]
    private static partial void DestroyTrain(nint data);

    [LibraryImport(Library, EntryPoint = "fann_run")]
    private static partial float* Run(nint network, float* input);

    [LibraryImport(Library, EntryPoint = "fann_train")]
    private static partial void Train(nint network, float* input, float* target);

    [LibraryImport(Library, EntryPoint = "fann_train_epoch")]
    private static partial float TrainEpoch(nint network, nint data);
}
