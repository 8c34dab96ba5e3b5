using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GenNet;

/// <summary>What a trial is a training of: all that decides which bits come of it.</summary>
/// <remarks>The numbers of a schedule are not seen: put those that you change among the settings.</remarks>
public sealed record TrialKey
{
    /// <summary>The version of GenNet, whose arithmetic may differ from that of another.</summary>
    public required string Version { get; init; }

    /// <summary>The network's layers.</summary>
    public required string Architecture { get; init; }

    /// <summary>The SHA-256 of the training data as the network is given them, and that of the validation data.</summary>
    public required string Data { get; init; }

    /// <summary>The optimizer and the options of the training, but for the number of epochs.</summary>
    public required string Method { get; init; }

    /// <summary>The text of the settings.</summary>
    public required string Settings { get; init; }

    /// <summary>The fold of the data, from 0.</summary>
    public required int Fold { get; init; }

    /// <summary>
    /// The SHA-256 of the network's first parameters and of the loss of some training samples under them: it differs where the
    /// initialization, the loss function, functions of your own or the machine's arithmetic do.
    /// </summary>
    public required string Beginning { get; init; }

    /// <summary>What starts the random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>32 hexadecimal digits, which name the trial in folders and clusters: the first of the SHA-256 of all the rest.</summary>
    public string Hash
    {
        get
        {
            string[] parts =
            [
                Version, Architecture, Data, Method, Settings, Beginning, Fold.ToString(CultureInfo.InvariantCulture),
                Seed.ToString(CultureInfo.InvariantCulture),
            ];

            // With its length before each part, no two keys have the same text.
            string text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        }
    }
}
