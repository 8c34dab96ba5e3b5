using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenNet.Paths;

/// <summary>A network and what is done with it, whatever its type.</summary>
internal abstract class Subject
{
    public abstract string Name { get; }

    public abstract Training Train();

    public abstract void CallAtGuardPages();

    public abstract void CallEverything();
}

/// <summary>What came out of a training: a hash of all that was computed, and the numbers that another path must come near to.</summary>
internal sealed record Training(string Hash, string Numbers)
{
    public override string ToString() => $"{Hash} {Numbers}";
}

/// <inheritdoc/>
internal sealed class Subject<TNetwork, T>(Func<TNetwork> create, Func<Optimizer> createOptimizer) : Subject
    where TNetwork : class, INeuralNetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Steps = 200;
    private const int LargestGuardedBatch = 70;

    // A single sample has no gradient where the network normalises by the batch.
    private static readonly int s_leastRows = TNetwork.Layers.Max(layer => layer.LeastBatch);

    // Below, at and above the blocks in which batches are computed: of 8 or 16 lanes, of 96 and of 240 rows.
    // Normalised, two samples are 1 and -1 however near they are to each other, which makes much of rounding.
    private static readonly int[] s_batches = [s_leastRows == 1 ? 1 : 5, 7, 64, 300];

    private static readonly bool s_takesLabels = TNetwork.Outputs.Count == 1;

    public override string Name { get; } = $"{typeof(TNetwork).Name},{createOptimizer().GetType().Name}";

    public override Training Train()
    {
        TNetwork network = create();
        Optimizer optimizer = createOptimizer();
        T[] initial = ParametersOf(network);
        var losses = new T[Steps];
        for (int step = 0; step < Steps; step++)
        {
            Batch batch = new(s_batches[step % s_batches.Length], seed: step);
            losses[step] = step % 3 == 0 && s_takesLabels
                ? network.Train(batch.Inputs, batch.Labels, optimizer)
                : network.Train(batch.Inputs, batch.Targets, optimizer);
        }

        if (!losses.All(T.IsFinite))
            throw new InvalidOperationException($"{Name}: a loss is not finite");
        T[] trained = ParametersOf(network);
        T[] results =
            [.. initial, .. losses, .. trained, .. s_batches.SelectMany(rows => new Answers(network, new(rows, seed: Steps)).All)];
        foreach (int rows in s_batches)
            CheckRows(network, new(rows, seed: Steps));

        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<T>(results)))[..16];
        IEnumerable<T> near = [.. initial, .. losses, .. trained];
        string numbers = string.Join(' ', near.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        return new(hash, numbers);
    }

    /// <summary>
    /// All calls on spans that end, then on spans that start, at a page that cannot be touched; the answers are the usual ones.
    /// </summary>
    public override void CallAtGuardPages()
    {
        TNetwork network = create();
        using var memory = new GuardedBatch(LargestGuardedBatch);
        foreach (Placement placement in Enum.GetValues<Placement>())
        {
            for (int rows = s_leastRows; rows <= LargestGuardedBatch; rows++)
            {
                Batch batch = new(rows, seed: rows);
                MustBeSame(new Answers(network, batch).All, memory.Answers(network, batch, placement), $"{rows} rows at the {placement}");
            }

            memory.Train(network, createOptimizer(), placement);
        }
    }

    public override void CallEverything()
    {
        foreach (int rows in new[] { s_leastRows, 20, 300 })
        {
            TNetwork network = create();
            Batch batch = new(rows, seed: rows);
            _ = new Answers(network, batch, withJacobian: TNetwork.OutputSize * TNetwork.ParameterCount < 1_000_000);
            network.Train(batch.Inputs, batch.Targets, createOptimizer());
        }
    }

    private static void CheckRows(TNetwork network, Batch batch)
    {
        T[] outputs = new T[batch.Targets.Length], alone = new T[TNetwork.OutputSize];
        network.Predict(batch.Inputs, outputs);
        for (int row = 0; row < batch.Rows; row++)
        {
            network.Predict(batch.Inputs.AsSpan(row * TNetwork.InputSize, TNetwork.InputSize), alone);
            MustBeSame(alone, outputs.AsSpan(row * TNetwork.OutputSize, TNetwork.OutputSize), $"row {row} of {batch.Rows}");
        }
    }

    private static void MustBeSame(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
    {
        if (!MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            throw new InvalidOperationException($"{typeof(TNetwork).Name}: {what}: not the same bits");
    }

    /// <summary>How many categories a column of the inputs names; 0 where it holds a feature.</summary>
    private static int CategoriesOf(int column) => TNetwork.Layers.OfType<EmbeddingDescription>()
        .FirstOrDefault(layer => layer.Reads is not [var read] || (column >= read.Column && column < read.Column + read.Width))?.Count ?? 0;

    private static T[] ParametersOf(TNetwork network)
    {
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>Arbitrary samples: features in [-2, 2), or categories, labels, and the targets that the labels stand for.</summary>
    private sealed class Batch
    {
        public Batch(int rows, int seed)
        {
            var random = new Random(seed);
            Rows = rows;
            int[] categories = [.. Enumerable.Range(0, TNetwork.InputSize).Select(CategoriesOf)];
            Inputs =
            [
                .. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => categories[i % TNetwork.InputSize]).Select(
                    count => T.CreateTruncating(count > 0 ? random.Next(count) : 4 * random.NextDouble() - 2)),
            ];
            Labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(Math.Max(2, TNetwork.OutputSize)))];
            Targets = new T[rows * TNetwork.OutputSize];
            for (int row = 0; row < rows; row++)
            {
                if (TNetwork.OutputSize == 1) Targets[row] = T.CreateTruncating(Labels[row]);
                else Targets[row * TNetwork.OutputSize + Labels[row]] = T.One;
            }
        }

        public int Rows { get; }

        public T[] Inputs { get; }

        public T[] Targets { get; }

        public int[] Labels { get; }
    }

    /// <summary>Everything that a network computes for a batch without changing, on ordinary arrays.</summary>
    private sealed class Answers
    {
        public Answers(TNetwork network, Batch batch, bool withJacobian = true)
        {
            T[] outputs = new T[batch.Targets.Length], inputGradient = new T[batch.Inputs.Length],
                gradient = new T[TNetwork.ParameterCount];
            T[] jacobian = new T[withJacobian ? TNetwork.OutputSize * TNetwork.ParameterCount : 0];
            T[] inputJacobian = new T[TNetwork.OutputSize * TNetwork.InputSize];
            network.Predict(batch.Inputs, outputs);
            network.ComputeInputGradient(batch.Inputs, batch.Targets, inputGradient);
            T loss = network.ComputeLoss(batch.Inputs, batch.Targets),
                again = network.ComputeGradient(batch.Inputs, batch.Targets, gradient);
            ReadOnlySpan<T> input = batch.Inputs.AsSpan(0, TNetwork.InputSize);
            if (withJacobian)
                network.ComputeJacobian(input, jacobian);
            network.ComputeInputJacobian(input, inputJacobian);
            All = [loss, again, .. outputs, .. gradient, .. inputGradient, .. jacobian, .. inputJacobian];
        }

        public T[] All { get; }
    }

    /// <summary>Memory of its own for each argument of a call.</summary>
    private sealed class GuardedBatch(int rows) : IDisposable
    {
        private readonly GuardedMemory<T> _inputs = new(rows * TNetwork.InputSize);
        private readonly GuardedMemory<T> _targets = new(rows * TNetwork.OutputSize);
        private readonly GuardedMemory<T> _outputs = new(rows * TNetwork.OutputSize);
        private readonly GuardedMemory<T> _inputGradient = new(rows * TNetwork.InputSize);
        private readonly GuardedMemory<T> _gradient = new(TNetwork.ParameterCount);
        private readonly GuardedMemory<T> _jacobian = new(TNetwork.OutputSize * TNetwork.ParameterCount);
        private readonly GuardedMemory<T> _inputJacobian = new(TNetwork.OutputSize * TNetwork.InputSize);
        private readonly GuardedMemory<int> _labels = new(rows);

        public T[] Answers(TNetwork network, Batch batch, Placement placement)
        {
            Span<T> inputs = _inputs.Filled(placement, batch.Inputs), targets = _targets.Filled(placement, batch.Targets);
            Span<T> outputs = _outputs.Span(placement, targets.Length), inputGradient = _inputGradient.Span(placement, inputs.Length);
            Span<T> gradient = _gradient.Span(placement, TNetwork.ParameterCount);
            Span<T> jacobian = _jacobian.Span(placement, TNetwork.OutputSize * TNetwork.ParameterCount);
            Span<T> inputJacobian = _inputJacobian.Span(placement, TNetwork.OutputSize * TNetwork.InputSize);
            Span<T> input = inputs[..TNetwork.InputSize];
            network.Predict(inputs, outputs);
            network.ComputeInputGradient(inputs, targets, inputGradient);
            T loss = network.ComputeLoss(inputs, targets), again = network.ComputeGradient(inputs, targets, gradient);
            input = batch.Rows == 1 ? inputs : _inputs.Filled(placement, batch.Inputs.AsSpan(0, TNetwork.InputSize));
            network.ComputeJacobian(input, jacobian);
            network.ComputeInputJacobian(input, inputJacobian);
            T[] answers = [loss, again, .. outputs, .. gradient, .. inputGradient, .. jacobian, .. inputJacobian];

            // By labels: the same numbers again.
            if (!s_takesLabels)
                return answers;
            inputs = _inputs.Filled(placement, batch.Inputs);
            Span<int> labels = _labels.Filled(placement, batch.Labels);
            MustBeSame([loss], [network.ComputeLoss(inputs, labels)], "loss by labels");
            network.ComputeGradient(inputs, labels, gradient);
            network.ComputeInputGradient(inputs, labels, inputGradient);
            return answers;
        }

        public void Train(TNetwork network, Optimizer optimizer, Placement placement)
        {
            for (int rows = s_leastRows; rows <= LargestGuardedBatch; rows++)
            {
                Batch batch = new(rows, seed: rows);
                network.Train(_inputs.Filled(placement, batch.Inputs), _targets.Filled(placement, batch.Targets), optimizer);
                if (s_takesLabels)
                    network.Train(_inputs.Filled(placement, batch.Inputs), _labels.Filled(placement, batch.Labels), optimizer);
            }

            Span<T> parameters = _gradient.Span(placement, TNetwork.ParameterCount);
            network.GetParameters(parameters);
            network.SetParameters(parameters);
        }

        public void Dispose()
        {
            foreach (IDisposable memory in new IDisposable[]
                { _inputs, _targets, _outputs, _inputGradient, _gradient, _jacobian, _inputJacobian, _labels })
                memory.Dispose();
        }
    }
}
