using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Copies of networks, and that two threads that train one are noticed.</summary>
public sealed class CloneTests
{
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, 40).Select(i => MathF.Sin(i))];
    private static readonly int[] s_labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];

    [Fact]
    public void A_clone_trains_to_the_same_bits_and_alone()
    {
        CloneNet network = new(seed: 3) { Threads = 2 };
        Adam adam = new();
        network.Train(s_inputs, s_labels, adam);
        CloneNet clone = network.Clone();
        Assert.Equal(2, clone.Threads);
        Close.SameBits(Parameters(network), Parameters(clone), "parameters");

        // Dropout draws the same as well.
        Sgd first = new(0.1), second = new(0.1);
        CloneNet another = network.Clone();
        float[] before = Parameters(network);
        for (int step = 0; step < 5; step++)
            Assert.Equal(clone.Train(s_inputs, s_labels, first), another.Train(s_inputs, s_labels, second));
        Close.SameBits(Parameters(clone), Parameters(another), "parameters");
        Close.SameBits(before, Parameters(network), "the network's own parameters");
        Assert.NotEqual(before, Parameters(clone));
        Assert.IsType<CloneNet>(((INeuralNetwork<float>)network).Clone());
    }

    [Fact]
    public void Parameters_are_copied_to_networks_of_the_same_tensors()
    {
        CloneNet network = new(seed: 1), same = new(seed: 2);
        network.CopyParametersTo(same);
        Close.SameBits(Parameters(network), Parameters(same), "parameters");

        var twin = new CloneTwin(seed: 2);
        network.CopyParametersTo(twin);
        Close.SameBits(Parameters(network), Parameters(twin), "parameters");

        var other = new OtherNet(seed: 2);
        float[] before = Parameters(other);
        var exception = Assert.Throws<ArgumentException>(() => network.CopyParametersTo(other));
        Assert.StartsWith(
            "This network has the tensor 3.weight [3, 6] where the destination has the tensor 3.weight [2, 6]", exception.Message);
        Close.SameBits(before, Parameters(other), "parameters");
    }

    [Fact]
    public void Publishing_allocates_nothing()
    {
        CloneNet network = new(seed: 1), published = new(seed: 2);
        network.CopyParametersTo(published);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.CopyParametersTo(published);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_row_is_predicted_into_a_new_array()
    {
        CloneNet network = new(seed: 1);
        float[] outputs = new float[3];
        network.Predict(s_inputs.AsSpan(0, 4), outputs);
        Assert.Equal(outputs, network.Predict(s_inputs.AsSpan(0, 4)));
        Assert.Equal(outputs, network.Predict([s_inputs[0], s_inputs[1], s_inputs[2], s_inputs[3]]));
        Assert.Equal(30, network.Predict(s_inputs).Length);
        Assert.Empty(network.Predict(Array.Empty<float>()));
        Assert.Throws<ArgumentException>("inputs", () => network.Predict(new float[5]));
    }

    [Fact]
    public void Training_by_two_threads_at_once_is_noticed()
    {
        float[] inputs = new float[4 * 4096];
        int[] labels = new int[4096];
        CloneNet network = new(seed: 1);
        using var both = new Barrier(2);
        InvalidOperationException?[] noticed = new InvalidOperationException?[2];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(number => new Thread(() =>
        {
            Sgd sgd = new(1e-6);
            for (int round = 0; round < 100 && noticed.All(exception => exception is null); round++)
            {
                both.SignalAndWait();
                try
                {
                    for (int step = 0; step < 200; step++)
                        network.Train(inputs, labels, sgd);
                }
                catch (InvalidOperationException exception)
                {
                    noticed[number] = exception;
                }

                both.SignalAndWait();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        InvalidOperationException first = noticed.OfType<InvalidOperationException>().First();
        Assert.Contains("Two threads changed one network at once", first.Message);

        // It is usable again.
        network.Train(inputs, labels, new Sgd(1e-6));
    }

    [Fact]
    public void What_fails_leaves_the_network_free()
    {
        CloneNet network = new(seed: 1);
        Sgd others = new(0.1);
        new CloneNet().Train(s_inputs, s_labels, others);
        Assert.Throws<InvalidOperationException>(() => network.Train(s_inputs, s_labels, others));
        Assert.Throws<InvalidOperationException>(() => network.Step(new float[CloneNet.ParameterCount], others));
        network.Train(s_inputs, s_labels, new Sgd(0.1));
        network.SetParameters(Parameters(network));
    }

    private static float[] Parameters(INeuralNetwork<float> network)
    {
        var parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}

[NeuralNetwork(inputs: 4)]
[Dense(6, Activation.ReLU)]
[Dropout(0.3)]
[Dense(3, Activation.Softmax)]
internal sealed partial class CloneNet;

[NeuralNetwork(inputs: 4, Unroll = Unroll.Never)]
[Dense(6, Activation.ReLU)]
[Dropout(0.3)]
[Dense(3, Activation.Softmax)]
internal sealed partial class CloneTwin;

[NeuralNetwork(inputs: 4)]
[Dense(6, Activation.ReLU)]
[Dropout(0.3)]
[Dense(2, Activation.Softmax)]
internal sealed partial class OtherNet;
