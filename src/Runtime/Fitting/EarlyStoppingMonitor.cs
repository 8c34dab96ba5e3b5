namespace GenNet;

/// <summary>What early stopping watches.</summary>
public enum EarlyStoppingMonitor
{
    /// <summary>The loss on the validation data: lower is better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation data, which needs labels: higher is better.</summary>
    ValidationAccuracy,
}
