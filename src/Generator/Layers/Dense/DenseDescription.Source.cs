namespace GenNet;

public sealed partial record DenseDescription
{
    private protected override string Arguments => $"{Inputs}, {Units}" + (HasBias ? "" : ", HasBias: false");
}
