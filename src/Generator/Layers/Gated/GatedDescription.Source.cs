namespace GenNet;

public sealed partial record GatedDescription
{
    private protected override string Arguments => $"{Activation.Source}, {Gate.Source}";
}
