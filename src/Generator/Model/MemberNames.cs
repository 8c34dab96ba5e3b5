namespace GenNet.Generator.Model;

/// <summary>The names of generated members that only some networks have.</summary>
internal static class MemberNames
{
    /// <summary>All of them.</summary>
    public static readonly string[] All = Of(hasInputs: true, hasOutputs: true, isStream: true);

    /// <summary>Those that a network has.</summary>
    /// <param name="hasInputs">Whether it has several inputs.</param>
    /// <param name="hasOutputs">Whether it has several outputs.</param>
    /// <param name="isStream">Whether it follows streams.</param>
    public static string[] Of(bool hasInputs, bool hasOutputs, bool isStream) =>
    [
        .. hasInputs ? ["Inputs"] : Array.Empty<string>(),
        .. hasOutputs ? ["Outputs", "Targets"] : Array.Empty<string>(),
        .. isStream ? ["State", "Process", "ReceptiveField"] : Array.Empty<string>(),
    ];
}
