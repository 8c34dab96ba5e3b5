namespace GenNet;

public sealed partial record Conv1DDescription
{
    private protected override string Arguments =>
        $"{Inputs}, {Units}, {Kernel}, {Dilation}, {Groups}{(HasBias ? "" : ", HasBias: false")}";
}
