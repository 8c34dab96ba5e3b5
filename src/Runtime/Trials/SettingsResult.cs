using System.Security.Cryptography;
using System.Text;

namespace GenNet;

/// <summary>How some settings did, on all folds and from all seeds.</summary>
/// <typeparam name="TSettings">The hyperparameters.</typeparam>
public sealed class SettingsResult<TSettings>
{
    internal SettingsResult(IReadOnlyList<Trial<TSettings>> trials, IReadOnlyList<TrialResult> results)
    {
        Trials = trials;
        Results = results;
        Score = results.Average(result => result.Score);
        Deviation = Math.Sqrt(results.Average(result => (result.Score - Score) * (result.Score - Score)));
    }

    /// <summary>The hyperparameters.</summary>
    public TSettings Settings => Trials[0].Settings;

    /// <summary>Their trials, fold by fold and seed by seed.</summary>
    public IReadOnlyList<Trial<TSettings>> Trials { get; }

    /// <summary>What came of each.</summary>
    public IReadOnlyList<TrialResult> Results { get; }

    /// <summary>The mean of the trials' scores: losses or accuracies, as the search monitors them; NaN where one failed.</summary>
    public double Score { get; }

    /// <summary>The standard deviation of the trials' scores, dividing by their number; NaN where one failed.</summary>
    public double Deviation { get; }

    /// <summary>The SHA-256 of the hashes of the trials' parameters, 64 hexadecimal digits.</summary>
    public string ParameterHash =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Results.Select(result => result.ParameterHash)))));

    /// <summary>The message of the first trial that failed; null where none did.</summary>
    public string? Error => Results.Select(result => result.Error).FirstOrDefault(error => error is not null);
}
