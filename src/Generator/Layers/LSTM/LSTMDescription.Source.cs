namespace GenNet;

public sealed partial record LSTMDescription
{
    private protected override string Arguments => $"{Inputs}, {Units}{(HasInitialState ? ", HasInitialState: true" : "")}";
}
