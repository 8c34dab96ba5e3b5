/// <summary>How far an output is off its target.</summary>
internal static class ErrorToSignal
{
    /// <summary>sum (y - a)^2 / sum y^2, without a filter for the ear before it.</summary>
    public static double Ratio(float[] output, float[] target) =>
        output.Zip(target, (a, y) => Math.Pow(y - a, 2)).Sum() / target.Sum(y => Math.Pow(y, 2));
}
