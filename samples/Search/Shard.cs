using System.CommandLine.Parsing;

/// <summary>Part <paramref name="Number"/>, from 1, of <paramref name="Count"/>.</summary>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>Reads <c>i/n</c>.</summary>
    public static Shard? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (text.Split('/') is [var first, var second] && int.TryParse(first, out int i) && int.TryParse(second, out int n)
            && i >= 1 && i <= n)
        {
            return new(i, n);
        }

        argument.AddError($"'{text}' is no part; 2/3 is the second of three.");
        return null;
    }
}
