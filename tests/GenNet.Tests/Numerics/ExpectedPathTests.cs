using GenNet.Paths;
using GenNet.Tests.Paths;

namespace GenNet.Tests.Numerics;

public sealed class ExpectedPathTests
{
    /// <summary>
    /// Proves that a run of the suite under a switch (see .ci/run) is the run that it claims to be. Otherwise no setting may have
    /// narrowed the path: it is that of a process without switches.
    /// </summary>
    [Fact]
    public void ThisProcessTakesTheExpectedPath() =>
        Assert.Equal(Environment.GetEnvironmentVariable("GENNET_EXPECTED_PATH") ?? PathDataAttribute.Machine, VectorPath.Current);
}
