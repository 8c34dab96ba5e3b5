namespace GenNet.Playground.Learning;

/// <summary>A point that the visitor drew, in a square from -1 to 1.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
/// <param name="Class">0 or 1; of a curve's points always 0.</param>
public readonly record struct Sample(float X, float Y, int Class)
{
    /// <summary>The square of the distance to a place.</summary>
    public float DistanceTo(float x, float y) => (X - x) * (X - x) + (Y - y) * (Y - y);
}
