namespace GenNet;

/// <summary>Which trial is to run, and how far.</summary>
/// <param name="Search">The name of the search, which the silo must have.</param>
/// <param name="Trial">The trial's place in it, from 0.</param>
/// <param name="Key">What it must be a training of, part by part as <see cref="TrialKeys"/> names them.</param>
/// <param name="Epochs">How many epochs it is to have had in all.</param>
[GenerateSerializer, Immutable, Alias("GenNet.TrialOrder")]
internal sealed record TrialOrder(
    [property: Id(0)] string Search, [property: Id(1)] int Trial, [property: Id(2)] string[] Key, [property: Id(3)] int Epochs);
