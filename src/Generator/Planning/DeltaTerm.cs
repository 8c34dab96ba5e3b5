namespace GenNet.Generator.Planning;

/// <summary>
/// What a layer that reads a value adds to that value's delta. The delta is the sum of what all its readers have for it; the backward pass
/// comes to the last of them first, which leaves its own, and those before it add theirs.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Adds">Whether there is something in the delta before.</param>
internal sealed record DeltaTerm(ValuePlan Value, bool Adds);
