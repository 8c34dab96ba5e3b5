namespace GenNet;

public sealed partial record ConcatDescription
{
    private protected override string Arguments => $"{Units}";
}
