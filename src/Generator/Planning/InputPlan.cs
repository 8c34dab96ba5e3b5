namespace GenNet.Generator.Planning;

/// <summary>An input among the columns of the input row.</summary>
/// <param name="Value">Where it stands, if it is copied from there.</param>
/// <param name="Column">Its first column.</param>
internal sealed record InputPlan(ValuePlan Value, int Column)
{
    public bool IsCopied => Value.Place is not null;
}
