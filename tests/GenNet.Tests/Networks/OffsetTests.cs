namespace GenNet.Tests.Networks;

/// <summary>That the named offsets are those of the canonical order: W, b and alpha of each layer, one after the other.</summary>
public sealed class OffsetTests
{
    [Fact]
    public void BlocksFollowOneAnother()
    {
        Assert.Equal(
            [0, 30, 35, 40, 65, 70, 95, 100, 120],
            [
                Mixed6x5x5x5x4.Offsets.W1, Mixed6x5x5x5x4.Offsets.b1, Mixed6x5x5x5x4.Offsets.alpha1,
                Mixed6x5x5x5x4.Offsets.W2, Mixed6x5x5x5x4.Offsets.b2, Mixed6x5x5x5x4.Offsets.W3, Mixed6x5x5x5x4.Offsets.b3,
                Mixed6x5x5x5x4.Offsets.W4, Mixed6x5x5x5x4.Offsets.b4,
            ]);
        Assert.Equal(Mixed6x5x5x5x4.ParameterCount, Mixed6x5x5x5x4.Offsets.b4 + 4);
    }

    [Fact]
    public void TheJacobianByTheLastBiasIsTheActivationsDerivative()
    {
        // da/db of an identity output is the unit matrix.
        Linear4x3 network = new(1);
        float[] jacobian = new float[3 * Linear4x3.ParameterCount];
        network.ComputeJacobian([1, 2, 3, 4], jacobian);
        for (int k = 0; k < 3; k++)
        {
            for (int unit = 0; unit < 3; unit++)
                Assert.Equal(k == unit ? 1 : 0, jacobian[(k * Linear4x3.ParameterCount) + Linear4x3.Offsets.b1 + unit]);
        }
    }
}
