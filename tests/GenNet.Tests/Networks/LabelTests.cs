namespace GenNet.Tests.Networks;

/// <summary>What labels stand for under the hinge loss, whose targets are signs.</summary>
public sealed partial class LabelTests
{
    private static readonly float[] s_inputs = [0.5f, -1, 2, 0.25f, -0.75f, 1.5f];

    [Fact]
    public void AClassAmongSeveralIsOneAndTheOthersMinusOne()
    {
        float[] signs = [-1, 1, -1, 1, -1, -1, -1, -1, 1];
        Unrolled unrolled = new(1);
        Assert.Equal(unrolled.ComputeLoss(s_inputs, signs), unrolled.ComputeLoss(s_inputs, [1, 0, 2]));
        Tiled tiled = new(1);
        Assert.Equal(tiled.ComputeLoss(s_inputs, signs), tiled.ComputeLoss(s_inputs, [1, 0, 2]));
    }

    [Fact]
    public void ASingleOutputIsOneForClassOneAndMinusOneForClassZero()
    {
        Single single = new(1);
        Assert.Equal(single.ComputeLoss(s_inputs, [1f, -1f, -1f]), single.ComputeLoss(s_inputs, [1, 0, 0]));
    }

    [NeuralNetwork(2, Loss = Loss.Hinge), Dense(3)]
    private sealed partial class Unrolled;

    [NeuralNetwork(2, Loss = Loss.Hinge, Unroll = Unroll.Never), Dense(3)]
    private sealed partial class Tiled;

    [NeuralNetwork(2, Loss = Loss.Hinge), Dense(1)]
    private sealed partial class Single;
}
