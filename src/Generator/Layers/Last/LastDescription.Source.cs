namespace GenNet;

public sealed partial record LastDescription
{
    private protected override string Arguments => $"{Units}";
}
