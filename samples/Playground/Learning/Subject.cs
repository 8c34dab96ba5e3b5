namespace GenNet.Playground.Learning;

/// <summary>What there is to learn.</summary>
public enum Subject
{
    /// <summary>Which of two classes a point belongs to.</summary>
    Classes,

    /// <summary>The height of a curve.</summary>
    Curve,
}
