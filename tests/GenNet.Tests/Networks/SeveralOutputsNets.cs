using GenNet.Losses;
using GenNet.Numerics;

namespace GenNet.Tests.Networks;

/// <summary>A loss of the user's for one output: (a - y)^4.</summary>
public readonly struct FourthPowerOfError : ILoss
{
    public static bool IsMean => true;

    public V Value<V>(V a, V y) where V : struct, IVector<V> => (a - y) * (a - y) * (a - y) * (a - y);

    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => V.Create(4) * (a - y) * (a - y) * (a - y);
}

// A policy and a value on one trunk, in each form and precision.

[NeuralNetwork(inputs: 5)]
[Dense(7, Activation.Tanh, Name = "hidden")]
[Dense(3, Activation.Softmax, Name = "policy")]
[Dense(1, Name = "value", From = "hidden")]
[Output("policy")]
[Output("value", Weight = 0.5)]
public sealed partial class PolicyAndValue;

[NeuralNetwork(inputs: 5, Unroll = Unroll.Never)]
[Dense(7, Activation.Tanh, Name = "hidden")]
[Dense(3, Activation.Softmax, Name = "policy")]
[Dense(1, Name = "value", From = "hidden")]
[Output("policy")]
[Output("value", Weight = 0.5)]
public sealed partial class TiledPolicyAndValue;

[NeuralNetwork(inputs: 5)]
[Dense(7, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class PolicyAlone;

[NeuralNetwork(inputs: 5)]
[Dense(7, Activation.Tanh)]
[Dense(1)]
public sealed partial class ValueAlone;

// All at once: two inputs, outputs that other layers read, each with a loss of its own, some fused with their activations.

[NeuralNetwork(Precision = Precision.Double, Reduction = Reduction.Sum)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Dense(6, Activation.Softplus, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[Dense(5, Activation.Tanh, Name = "about_kind", L2 = 0.01)]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class ManyOutputs;

[NeuralNetwork(Precision = Precision.Double, Reduction = Reduction.Sum, Unroll = Unroll.Never)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Dense(6, Activation.Softplus, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[Dense(5, Activation.Tanh, Name = "about_kind", L2 = 0.01)]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class TiledManyOutputs;

[NeuralNetwork(Reduction = Reduction.Sum)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Dense(6, Activation.Softplus, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[Dense(5, Activation.Tanh, Name = "about_kind", L2 = 0.01)]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class SingleManyOutputs;

[NeuralNetwork(Reduction = Reduction.Sum, Unroll = Unroll.Never)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Dense(6, Activation.Softplus, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[Dense(5, Activation.Tanh, Name = "about_kind", L2 = 0.01)]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class TiledSingleManyOutputs;
