namespace GenNet.Tests.Reference;

/// <summary>A layer that acts on each frame of a window as on a sample.</summary>
public sealed class ReferenceFramewise(ReferenceLayer layer, int steps) : ReferenceLayer(layer.Description)
{
    public override int Frames => steps;

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        List<double> y = [];
        foreach (double[] frame in x.Chunk(x.Length / steps)) y.AddRange(layer.Forward(p, frame));
        return [.. y];
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        List<double> dx = [];
        foreach ((double[] frame, double[] delta) in x.Chunk(x.Length / steps).Zip(dy.Chunk(dy.Length / steps)))
            dx.AddRange(layer.Backward(p, frame, delta, gradient));
        return [.. dx];
    }

    public override double AddPenalty(ReadOnlySpan<double> p, Span<double> gradient) => layer.AddPenalty(p, gradient);
}
