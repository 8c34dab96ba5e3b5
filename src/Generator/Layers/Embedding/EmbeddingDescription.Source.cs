namespace GenNet;

public sealed partial record EmbeddingDescription
{
    private protected override string Arguments => $"{Columns}, {Count}, {Size}";
}
