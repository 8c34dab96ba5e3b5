namespace GenNet;

public sealed partial record AddDescription
{
    private protected override string Arguments => $"{Units}";
}
