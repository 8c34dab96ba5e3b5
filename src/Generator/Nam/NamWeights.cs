using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>The weights of a model, which its layers take one after the other.</summary>
internal sealed class NamWeights(double[] weights)
{
    private int _next, _end = weights.Length;

    /// <summary>The next weights.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">What they are of.</param>
    /// <exception cref="NoNetworkException">There are not so many.</exception>
    public double[] Take(long count, string what)
    {
        if (count > _end - _next)
        {
            throw new NoNetworkException(
                $"it has {weights.Length} weights, which end within {what}: it needs {count} from number {_next + 1} on");
        }

        _next += (int)count;
        return weights.AsSpan(_next - (int)count, (int)count).ToArray();
    }

    /// <summary>The last weight of all.</summary>
    public double TakeLast(string what)
    {
        if (_next == _end)
            throw new NoNetworkException($"it has no weights; {what} needs the last one");
        return weights[--_end];
    }

    /// <exception cref="NoNetworkException">Some are left.</exception>
    public void CheckTaken()
    {
        if (_next < _end)
        {
            throw new NoNetworkException(
                $"it has {weights.Length} weights, but its configuration needs {weights.Length - (_end - _next)}");
        }
    }
}
