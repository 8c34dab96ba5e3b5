namespace GenNet.Paths;

internal static class Subjects
{
    /// <summary>Both forms, every kind of activation and loss, and sums in one and in several chains.</summary>
    public static Subject[] Trained { get; } =
    [
        new Subject<Unrolled7x9x6x3, float>(() => new(1), () => new Sgd(0.05, momentum: 0.9)),
        new Subject<Tiled7x9x6x3, float>(() => new(2), () => new Adam(1e-2)),
        new Subject<Unrolled6x5x5x9x4, float>(() => new(3), () => new Adam(1e-2, weightDecay: 1e-2, amsGrad: true)),
        new Subject<Tiled6x5x5x9x4, float>(() => new(4), () => new Sgd(0.02, momentum: 0.9, nesterov: true, weightDecay: 1e-3)),
        new Subject<Chains64x32x16x1, float>(() => new(5), () => new Adam(1e-2)),
        new Subject<Wide33x150x10, float>(() => new(6) { Threads = 3 }, () => new Sgd(0.05)),
        new Subject<Unrolled32x48x40x10, float>(() => new(14) { Threads = 3 }, () => new AdamW(1e-2)),
        new Subject<Initializers9x8x7x6x5x4x3, float>(() => new(7), () => new Sgd(0.02, momentum: 0.5, dampening: 0.1)),
        new Subject<UnrolledRectifiers6x3, float>(() => new(10), () => new NAdam(1e-2)),
        new Subject<TiledBent9x4, float>(() => new(11), () => new RmsProp(1e-3, momentum: 0.5, centered: true) { ClipNorm = 1 }),
        new Subject<OtherInitializers6x8x7x6x3, float>(() => new(12), () => new RAdam(1e-2)),
        new Subject<Sequence5x3, float>(() => new(17) { Threads = 2 }, () => new Adam(1e-2)),
        new Subject<Categories4x3, float>(() => new(21) { Threads = 2 }, () => new Sgd(0.05)),
        new Subject<HeadsOfFrames5x3, float>(() => new(22) { Threads = 2 }, () => new Adam(1e-2)),
        new Subject<SequenceDouble3x4, double>(() => new(18), () => new Sgd(0.02, momentum: 0.9)),
        new Subject<FunctionsDouble6x8x7x6x5x3, double>(() => new(13), () => new AdamW(1e-2)),
        new Subject<Embedded3x18x4, float>(() => new(17) { Threads = 3 }, () => new Sgd(0.05)),
        new Subject<EmbeddedDouble2x9x4, double>(() => new(18), () => new Adam(1e-2)),
        new Subject<UnrolledDouble5x7x4, double>(() => new(8), () => new Adam(1e-2)),
        new Subject<TiledDouble32x20x9x4, double>(() => new(9), () => new Sgd(0.05, momentum: 0.9)),
        new Subject<TiledGraph, float>(() => new(17) { Threads = 3 }, () => new Adam(1e-2)),
        new Subject<UnrolledGraph, float>(() => new(18), () => new Sgd(0.01)),
        new Subject<TiledHeads, float>(() => new(19) { Threads = 3 }, () => new Adam(1e-2)),
        new Subject<UnrolledHeads, float>(() => new(20), () => new Sgd(0.05, momentum: 0.9)),

        // Normalisation leaves some gradients little but rounding, which Adam would make steps of.
        new Subject<BatchNormed9x150x70x5, float>(() => new(17) { Threads = 3 }, () => new Sgd(0.01)),
        new Subject<BatchNormedDouble7x9x3, double>(() => new(18), () => new Sgd(0.05, momentum: 0.9)),
        new Subject<BatchNormedGraph7x40x4, float>(() => new(19) { Threads = 3 }, () => new Sgd(0.01)),
    ];

    /// <summary>
    /// The other optimizers, after dropout, PReLU and softmax. Signs and comparisons decide their steps, so that without fused multiply-add
    /// they go other ways.
    /// </summary>
    public static Subject[] Compared { get; } =
    [
        .. ((Func<Optimizer>[])
        [
            () => new Adagrad(learningRateDecay: 0.1, initialAccumulator: 0.1, weightDecay: 0.01),
            () => new Adadelta(weightDecay: 0.01),
            () => new Adamax(weightDecay: 0.01),
            () => new Rprop(1e-3),
            () => new Lion(1e-3, weightDecay: 0.01) { ClipValue = 0.5 },
            () => new LBfgs(maxIterations: 4, lineSearch: LineSearch.StrongWolfe),
        ]).SelectMany(create => new Subject[]
        {
            new Subject<Tiled12x20x5, float>(() => new(15), create),
            new Subject<UnrolledDouble12x9x5, double>(() => new(16), create),
        }),
    ];

    /// <summary>Widths from 1 to 1,024, depths from 1 to 6, and straight-line code as far as it goes.</summary>
    public static Subject[] Swept =>
    [
        .. Trained,
        new Subject<Sweep1x1, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Sweep1024x1, float>(() => new(), () => new Sgd(0.1, momentum: 0.9)),
        new Subject<Sweep1x1024x3, float>(() => new(), () => new Adam()),
        new Subject<Sweep1024x1024x17, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Sweep100x300x200x100x50x25x10, float>(() => new(), () => new Adam()),
        new Subject<Full48x48x47x48, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Full1x48x2x48x1, float>(() => new(), () => new Adam()),
        new Subject<Full16x32x32x33x3, float>(() => new(), () => new Adam()),
        new Subject<Full40x31x37x29x23x41x3, float>(() => new(), () => new Sgd(0.1)),
        new Subject<FullDouble32x48x48, double>(() => new(), () => new Sgd(0.1)),
        new Subject<FullDouble13x32x11x5, double>(() => new(), () => new Adam()),
    ];

    /// <summary>The networks of the benchmarks, stepped by the rules of the benchmarks, and the elementary functions.</summary>
    public static Subject[] Counted =>
    [
        new Subject<Counted784x128x10, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Counted784x128x10, float>(() => new(), () => new Adam()),
        new Subject<Counted64x64x32x10, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Counted64x64x32x10, float>(() => new(), () => new Adam()),
        new Subject<Counted4x16x16x3, float>(() => new(), () => new Sgd(0.1)),
        new Subject<Counted4x16x16x3, float>(() => new(), () => new Adam()),
        new Subject<CountedFunctions, float>(() => new(), () => new Sgd(0.1)),
    ];
}
