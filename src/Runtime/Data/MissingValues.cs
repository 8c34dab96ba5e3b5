namespace GenNet;

/// <summary>What becomes of samples in which a value is missing.</summary>
public enum MissingValues
{
    /// <summary>They are refused.</summary>
    Refuse,

    /// <summary>
    /// Missing features become NaN, for an <see cref="Imputer"/> to fill in from what it has learned from the training data; of a category
    /// in one-hot form all are 0. Missing targets and labels are refused.
    /// </summary>
    Keep,

    /// <summary>They are left out.</summary>
    DropSample,
}
