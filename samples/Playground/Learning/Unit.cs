namespace GenNet.Playground.Learning;

/// <summary>A unit of a network.</summary>
/// <param name="Layer">Its layer, from 1 on; 0 for the inputs.</param>
/// <param name="Number">Its number in the layer, from 0 on, as the generated code counts.</param>
public readonly record struct Unit(int Layer, int Number);
