namespace GenNet;

public sealed partial record GRUDescription
{
    private protected override string Arguments => $"{Inputs}, {Units}";
}
