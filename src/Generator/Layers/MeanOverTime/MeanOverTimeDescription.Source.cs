namespace GenNet;

public sealed partial record MeanOverTimeDescription
{
    private protected override string Arguments => $"{Units}";
}
