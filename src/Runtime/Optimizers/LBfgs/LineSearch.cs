namespace GenNet;

/// <summary>How <see cref="LBfgs"/> finds the length of a step along its direction.</summary>
public enum LineSearch
{
    /// <summary>Not at all: the step is the learning rate times the direction.</summary>
    None,

    /// <summary>
    /// Tries lengths until one fulfils the strong Wolfe conditions: the loss falls enough, and its slope along the direction flattens
    /// enough.
    /// </summary>
    StrongWolfe,
}
