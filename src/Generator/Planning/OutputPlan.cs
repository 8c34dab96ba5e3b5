using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>The plan of one of a network's outputs.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Reads">What its loss reads: the value, or what its activation reads where the loss is fused with that.</param>
/// <param name="Activation">That activation, which is applied for predictions only; null where there is none.</param>
internal sealed record OutputPlan(OutputSpec Spec, ValuePlan Reads, ActivationPlan? Activation);
