using System.Numerics;
using GenNet.Networks;

namespace GenNet;

/// <summary>
/// What every generated network of a precision is. It does not say which class the network is of, so that one of several can be chosen
/// while a program runs: see docs/choosing-at-run-time.md.
/// </summary>
/// <typeparam name="T">Its floating-point type.</typeparam>
/// <remarks>
/// Batches are row-major: m samples are m x <see cref="IPredictor{T}.InputSize"/> numbers, sample after sample, and m is taken from
/// the lengths. Any number of threads may call everything but <c>Train</c>, <see cref="Step"/> and <see cref="SetParameters"/> at once;
/// those need the instance alone. Of two threads that call these at once, one or both get an <see cref="InvalidOperationException"/>; a
/// prediction meanwhile is made of parameters from before and after the step, and nothing notices that. With
/// <see cref="BatchNormAttribute"/>, <c>Train</c>, <c>ComputeGradient</c> and <see cref="Backward"/> normalise by the batch, which must
/// then have at least two samples, or a window of two frames, and <c>Train</c> alone moves the running statistics that all else uses.
/// </remarks>
public interface INeuralNetwork<T> : IPredictor<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether a minibatch's loss is the mean or the sum of the samples' losses.</summary>
    Reduction Reduction { get; }

    /// <summary>The layers, first to last; a dense layer, its activation and its dropout are three, as modules of PyTorch are.</summary>
    IReadOnlyList<LayerDescription> Layers { get; }

    /// <summary>
    /// The outputs, which stand side by side in the output row, or in each of its frames where they are sequences; at least one.
    /// </summary>
    IReadOnlyList<OutputDescription> Outputs { get; }

    /// <summary>The parameters as the runtime keeps them, for what is written once for all networks: saving, loading, resuming.</summary>
    ParameterStore<T> Parameters { get; }

    /// <summary>What is done for shards of a batch, for what is written once for all networks: data-parallel training.</summary>
    ShardOperations<T> Shards { get; }

    /// <summary>
    /// How many threads may work on a batch: the caller's and, for batches that are worth it, others that all networks share and that
    /// sleep in the background when there is nothing to do. 1, as it is at first, keeps to the caller's.
    /// Results are the same to the last bit for any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 1,024.</exception>
    int Threads { get; set; }

    /// <summary>
    /// Makes another network with the same parameters, buffers and <see cref="Threads"/>, which trains to the same bits as this one would
    /// and shares nothing with it: see docs/shipping-a-model.md. Give it an optimizer of its own.
    /// </summary>
    INeuralNetwork<T> Clone();

    /// <summary>Takes one optimisation step on one minibatch.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="targets">[m x <see cref="IPredictor{T}.OutputSize"/>].</param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <returns>The loss of the minibatch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit; nothing has changed.</exception>
    T Train(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Optimizer optimizer);

    /// <summary>Takes one optimisation step on one minibatch of a classification.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="labels">
    /// [m], each the number of a class: 0 to <see cref="IPredictor{T}.OutputSize"/> - 1, or 0 and 1 for a single output.
    /// </param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <returns>The loss of the minibatch before the step.</returns>
    /// <exception cref="ArgumentException">A length or a label does not fit; nothing has changed.</exception>
    T Train(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Optimizer optimizer);

    /// <summary>Takes one optimisation step on one minibatch whose samples count differently.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="targets">[m x <see cref="IPredictor{T}.OutputSize"/>].</param>
    /// <param name="sampleWeights">[m], what each sample's loss is multiplied by, w_i; finite and at least 0.</param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <returns>The loss of the minibatch before the step.</returns>
    /// <exception cref="ArgumentException">A length or a weight does not fit; nothing has changed.</exception>
    /// <remarks>
    /// C = sum w_i C_i under <see cref="GenNet.Reduction.Sum"/>, and (1/m) sum w_i C_i under <see cref="GenNet.Reduction.Mean"/>, which
    /// divides by the number of samples and not by the sum of their weights, as Keras does. The gradients are those of C.
    /// </remarks>
    T Train(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Optimizer optimizer);

    /// <summary>Takes one optimisation step on one minibatch of a classification whose samples count differently.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="labels">
    /// [m], each the number of a class: 0 to <see cref="IPredictor{T}.OutputSize"/> - 1, or 0 and 1 for a single output.
    /// </param>
    /// <param name="sampleWeights">[m], what each sample's loss is multiplied by, w_i; finite and at least 0.</param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <exception cref="ArgumentException">A length, a label or a weight does not fit; nothing has changed.</exception>
    /// <inheritdoc cref="Train(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Optimizer)"/>
    T Train(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights, Optimizer optimizer);

    /// <summary>Takes one optimisation step on one minibatch, and tells what each output has lost.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <param name="outputLosses">
    /// A place for each of <see cref="Outputs"/>, receives its own loss before the step, without its weight in the cost; empty where that
    /// is not wanted.
    /// </param>
    /// <returns>What the other forms of <c>Train</c> give.</returns>
    /// <exception cref="ArgumentException">A length, a label or a weight does not fit; nothing has changed.</exception>
    T Train(in Samples<T> samples, Optimizer optimizer, Span<T> outputLosses);

    /// <summary>The loss of m samples, m at least 1.</summary>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>The loss of m labelled samples, m at least 1.</summary>
    /// <exception cref="ArgumentException">A length or a label does not fit.</exception>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels);

    /// <summary>The loss of m weighted samples, m at least 1: the sum of w_i C_i, or that divided by m.</summary>
    /// <exception cref="ArgumentException">A length or a weight does not fit.</exception>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights);

    /// <summary>The loss of m labelled and weighted samples, m at least 1: the sum of w_i C_i, or that divided by m.</summary>
    /// <exception cref="ArgumentException">A length, a label or a weight does not fit.</exception>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights);

    /// <summary>The loss of m samples, m at least 1, and their outputs, from one pass.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="outputs">
    /// [m x <see cref="IPredictor{T}.OutputSize"/>], receives what <see cref="IPredictor{T}.Predict"/> gives; empty where it is not wanted.
    /// </param>
    /// <param name="outputLosses">
    /// A place for each of <see cref="Outputs"/>, receives its own loss, without its weight in the cost; empty where that is not wanted.
    /// </param>
    /// <returns>What the other forms of <c>ComputeLoss</c> give.</returns>
    /// <exception cref="ArgumentException">A length, a label or a weight does not fit; nothing has been written.</exception>
    T ComputeLoss(in Samples<T> samples, Span<T> outputs, Span<T> outputLosses);

    /// <inheritdoc cref="ComputeLoss(in Samples{T}, Span{T}, Span{T})"/>
    T ComputeLoss(in Samples<T> samples, Span<T> outputs) => ComputeLoss(samples, outputs, []);

    /// <summary>The gradient of the loss by the parameters.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="targets">[m x <see cref="IPredictor{T}.OutputSize"/>].</param>
    /// <param name="gradient">[<see cref="IPredictor{T}.ParameterCount"/>], in canonical order.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    T ComputeGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);

    /// <summary>The gradient of the loss of labelled samples by the parameters.</summary>
    /// <inheritdoc cref="ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    T ComputeGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient);

    /// <summary>The gradient of the loss of weighted samples by the parameters.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="targets">[m x <see cref="IPredictor{T}.OutputSize"/>].</param>
    /// <param name="sampleWeights">[m], what each sample's loss is multiplied by; finite and at least 0.</param>
    /// <param name="gradient">[<see cref="IPredictor{T}.ParameterCount"/>], in canonical order.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length or a weight does not fit; nothing has been written.</exception>
    T ComputeGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Span<T> gradient);

    /// <summary>The gradient of the loss of labelled and weighted samples by the parameters.</summary>
    /// <inheritdoc cref="ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    T ComputeGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights, Span<T> gradient);

    /// <summary>The gradient of the loss by the inputs.</summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="targets">[m x <see cref="IPredictor{T}.OutputSize"/>].</param>
    /// <param name="gradient">[m x <see cref="IPredictor{T}.InputSize"/>], in memory of its own.</param>
    /// <exception cref="ArgumentException">A length does not fit, or spans overlap; nothing has been written.</exception>
    void ComputeInputGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient);

    /// <summary>The gradient of the loss of labelled samples by the inputs.</summary>
    /// <inheritdoc cref="ComputeInputGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    void ComputeInputGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient);

    /// <summary>
    /// The outputs at which <see cref="Backward"/> differentiates: in a network with <see cref="BatchNormAttribute"/> those by the
    /// statistics of the batch, in all others what <see cref="IPredictor{T}.Predict"/> gives. No running statistics move.
    /// </summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1, or 2 where rows are normalised by the batch.</param>
    /// <param name="outputs">As those of <see cref="IPredictor{T}.Predict"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    void Forward(ReadOnlySpan<T> inputs, Span<T> outputs) => Predict(inputs, outputs);

    /// <summary>
    /// The gradients of any cost of the caller's, given its derivatives by the outputs: see docs/custom-costs.md. It predicts the samples
    /// by itself; nothing is dropped, as in <c>ComputeGradient</c>, and penalties on the weights are no part of the caller's cost.
    /// </summary>
    /// <param name="inputs">[m x <see cref="IPredictor{T}.InputSize"/>], m at least 1.</param>
    /// <param name="outputGradients">
    /// [m x <see cref="IPredictor{T}.OutputSize"/>], dC/da_L at the outputs a_L that <see cref="Forward"/> gives.
    /// </param>
    /// <param name="gradient">
    /// [<see cref="IPredictor{T}.ParameterCount"/>], receives the sum over the samples of (da_L/dp)^T dC/da_L, in canonical order; empty
    /// where it is not wanted.
    /// </param>
    /// <param name="inputGradients">
    /// [m x <see cref="IPredictor{T}.InputSize"/>], receives dC/dx, in memory of its own; empty where it is not wanted.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit, or spans overlap; nothing has been written.</exception>
    void Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> gradient, Span<T> inputGradients);

    /// <summary>
    /// Takes one optimisation step by a gradient of the caller's. That of <c>ComputeGradient</c> gives the same bits as <c>Train</c> does
    /// in a network without dropout.
    /// </summary>
    /// <param name="gradient">
    /// [<see cref="IPredictor{T}.ParameterCount"/>], in canonical order, with all that the cost is made of: no penalty is added.
    /// </param>
    /// <param name="optimizer">The update rule; an instance serves one network. Not <see cref="LBfgs"/>, which evaluates the cost.</param>
    /// <exception cref="ArgumentException">The length or the optimizer does not fit; nothing has changed.</exception>
    void Step(ReadOnlySpan<T> gradient, Optimizer optimizer);

    /// <summary>The derivatives of one sample's outputs by the parameters, da_L/dp.</summary>
    /// <param name="input">[<see cref="IPredictor{T}.InputSize"/>].</param>
    /// <param name="jacobian">
    /// [<see cref="IPredictor{T}.OutputSize"/> x <see cref="IPredictor{T}.ParameterCount"/>], the columns in canonical order.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    void ComputeJacobian(ReadOnlySpan<T> input, Span<T> jacobian);

    /// <summary>The derivatives of one sample's outputs by its inputs, da_L/dx.</summary>
    /// <param name="input">[<see cref="IPredictor{T}.InputSize"/>].</param>
    /// <param name="jacobian">[<see cref="IPredictor{T}.OutputSize"/> x <see cref="IPredictor{T}.InputSize"/>].</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    void ComputeInputJacobian(ReadOnlySpan<T> input, Span<T> jacobian);

    /// <summary>
    /// Copies the parameters out in canonical order: for each layer the weights W [n_l x n_(l-1)] row-major, the bias b [n_l],
    /// then the activation's learned parameters.
    /// </summary>
    /// <param name="destination">[<see cref="IPredictor{T}.ParameterCount"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    void GetParameters(Span<T> destination);

    /// <summary>Replaces the parameters, given in canonical order.</summary>
    /// <param name="source">[<see cref="IPredictor{T}.ParameterCount"/>].</param>
    /// <exception cref="ArgumentException">The length does not fit; nothing has changed.</exception>
    void SetParameters(ReadOnlySpan<T> source);
}

/// <summary>
/// What every generated network is, with sizes that are known of its class alone, so that code for any network is written once.
/// </summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its floating-point type.</typeparam>
public interface INeuralNetwork<TSelf, T> : IPredictor<TSelf, T>, INeuralNetwork<T>
    where TSelf : class, INeuralNetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc cref="INeuralNetwork{T}.Reduction"/>
    new static abstract Reduction Reduction { get; }

    /// <inheritdoc cref="INeuralNetwork{T}.Layers"/>
    new static abstract IReadOnlyList<LayerDescription> Layers { get; }

    /// <inheritdoc cref="INeuralNetwork{T}.Outputs"/>
    new static abstract IReadOnlyList<OutputDescription> Outputs { get; }

    /// <inheritdoc cref="INeuralNetwork{T}.Clone"/>
    new TSelf Clone();

    INeuralNetwork<T> INeuralNetwork<T>.Clone() => Clone();

    Reduction INeuralNetwork<T>.Reduction => TSelf.Reduction;

    IReadOnlyList<LayerDescription> INeuralNetwork<T>.Layers => TSelf.Layers;

    IReadOnlyList<OutputDescription> INeuralNetwork<T>.Outputs => TSelf.Outputs;

    /// <summary>
    /// Makes a network with the parameters of a safetensors file, as
    /// <see cref="ModelFile.Save{T}(INeuralNetwork{T}, string)"/> writes it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network.</exception>
    static abstract TSelf Load(string path);

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="stream">Read from where it stands to its end; it need not be seekable.</param>
    static abstract TSelf Load(Stream stream);

    /// <summary>Makes a network with the parameters of a safetensors file from elsewhere, or of several.</summary>
    /// <param name="path">The file, or the index of several: <c>model.safetensors.index.json</c>.</param>
    /// <param name="names">How the file names the tensors.</param>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network.</exception>
    static abstract TSelf Load(string path, TensorNames names);
}
