using GenNet.Tests.Parity;

namespace GenNet.Tests.Networks;

// A line a network: the whole contract, and for the recorded ones what PyTorch computed.
public sealed class Tanh3x3x2x1Tests() : RecordedNetworkContract<Tanh3x3x2x1>(seed => new(seed));

public sealed class Linear4x3Tests() : RecordedNetworkContract<Linear4x3>(seed => new(seed));

public sealed class Softmax4x3Tests() : RecordedNetworkContract<Softmax4x3>(seed => new(seed));

public sealed class SoftmaxInside5x4x4x3Tests() : RecordedNetworkContract<SoftmaxInside5x4x4x3>(seed => new(seed));

public sealed class Single1x1Tests() : RecordedNetworkContract<Single1x1>(seed => new(seed));

public sealed class Rectified17x33x9Tests() : RecordedNetworkContract<Rectified17x33x9>(seed => new(seed));

public sealed class Mixed6x5x5x5x4Tests() : RecordedNetworkContract<Mixed6x5x5x5x4>(seed => new(seed));

public sealed class Logits5x6x3Tests() : RecordedNetworkContract<Logits5x6x3>(seed => new(seed));

public sealed class BinaryLogits4x5x2Tests() : RecordedNetworkContract<BinaryLogits4x5x2>(seed => new(seed));

public sealed class MultiLabel6x7x3Tests() : RecordedNetworkContract<MultiLabel6x7x3>(seed => new(seed));

public sealed class Step3x4x2Tests() : RecordedNetworkContract<Step3x4x2>(seed => new(seed));

public sealed class SoftmaxSquared4x3Tests() : RecordedNetworkContract<SoftmaxSquared4x3>(seed => new(seed));

public sealed class SigmoidSquared4x2Tests() : RecordedNetworkContract<SigmoidSquared4x2>(seed => new(seed));

public sealed class NoBias4x3x2Tests() : RecordedNetworkContract<NoBias4x3x2>(seed => new(seed));

public sealed class Normalized5x21x18x4Tests() : RecordedNetworkContract<Normalized5x21x18x4>(seed => new(seed));

public sealed class Embedded3x21x4Tests() : RecordedNetworkContract<Embedded3x21x4>(seed => new(seed));

public sealed class Embedded2x32Tests() : NetworkContract<Embedded2x32>(seed => new(seed));

public sealed class OneCategory1x19x3Tests() : NetworkContract<OneCategory1x19x3>(seed => new(seed));

public sealed class Mnist784x128x10Tests() : NetworkContract<Mnist784x128x10>(seed => new(seed));

public sealed class Tiled64x32x16x8Tests() : NetworkContract<Tiled64x32x16x8>(seed => new(seed));

public sealed class Unrolled15x16x17x3Tests() : NetworkContract<Unrolled15x16x17x3>(seed => new(seed));

public sealed class Deep31x20x12x1Tests() : NetworkContract<Deep31x20x12x1>(seed => new(seed));

public sealed class Tiled19x21x18x11x5Tests() : NetworkContract<Tiled19x21x18x11x5>(seed => new(seed));

public sealed class Tiled3x2x1Tests() : NetworkContract<Tiled3x2x1>(seed => new(seed));

public sealed class Unrolled12x9x7x6x4Tests() : NetworkContract<Unrolled12x9x7x6x4>(seed => new(seed));

public sealed class Residual12x16x4Tests() : RecordedNetworkContract<Residual12x16x4>(seed => new(seed));

public sealed class TwoInputs21And3x1Tests() : RecordedNetworkContract<TwoInputs21And3x1>(seed => new(seed));

public sealed class Branches6x8x3Tests() : RecordedNetworkContract<Branches6x8x3>(seed => new(seed));

public sealed class TiledGraph32x5Tests() : NetworkContract<TiledGraph32x5>(seed => new(seed));

public sealed class Gates10x3Tests() : NetworkContract<Gates10x3>(seed => new(seed));

public sealed class UnrolledGraph14x5Tests() : NetworkContract<UnrolledGraph14x5>(seed => new(seed));

public sealed class UnrolledSlopes5x3Tests() : NetworkContract<UnrolledSlopes5x3>(seed => new(seed));

public sealed class TiledSlopes5x3Tests() : NetworkContract<TiledSlopes5x3>(seed => new(seed));

public sealed class NetworkTests
{
    [Fact]
    public void EveryKindOfLayerIsInOne()
    {
        Type[] tested =
        [
            .. typeof(NetworkTests).Assembly.GetTypes().Select(type => type.BaseType).OfType<Type>()
                .Where(type => type.IsConstructedGenericType).SelectMany(type => type.GetGenericArguments()),
        ];
        IEnumerable<Type> kinds =
            typeof(LayerAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)));
        Assert.All(kinds, kind => Assert.Contains(tested, network => network.IsDefined(kind, inherit: false)));
    }

    [Fact]
    public void TheSeedIsZeroUnlessGiven()
    {
        float[] unsaid = new float[Linear4x3.ParameterCount], zero = new float[Linear4x3.ParameterCount];
        new Linear4x3().GetParameters(unsaid);
        new Linear4x3(seed: 0).GetParameters(zero);
        Assert.Equal(zero, unsaid);
    }

    [Fact]
    public void SizesAreConstants()
    {
        const int sizes = (Tanh3x3x2x1.InputSize * 1000) + (Tanh3x3x2x1.OutputSize * 100) + (Tanh3x3x2x1.LayerCount * 10);
        Assert.Equal(3130, sizes);
        Assert.Equal((3 * 3) + 3 + (3 * 2) + 2 + 2 + 1, Tanh3x3x2x1.ParameterCount);
    }
}
