using GenNet.Generator.Model;

namespace GenNet.Generator.Formats;

/// <summary>A class that is to be the network of a file.</summary>
/// <param name="Type">The class.</param>
/// <param name="Format">The file's format.</param>
/// <param name="File">The file's path, or its end.</param>
/// <param name="Output">The output that the network gives; null for all of numbers.</param>
/// <param name="Steps">The frames of a window; 0 where the model says it, or takes no windows.</param>
/// <param name="IsTrainable">Whether the weights in the file are where training starts.</param>
/// <param name="Loss">The loss of a trainable network.</param>
/// <param name="Taken">The class's own members that have names of members which some networks have.</param>
internal sealed record ModelDeclaration(
    TypeSpec Type, ModelFormat Format, string File, string? Output, int Steps, bool IsTrainable, Loss Loss,
    EquatableArray<TakenName> Taken);

/// <summary>A member of a user's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Display">It, as messages have it.</param>
internal sealed record TakenName(string Name, string Display);
