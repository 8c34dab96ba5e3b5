namespace GenNet.Tests.Reference;

/// <summary>
/// A recurrent layer: for each frame, the sums i = W_ih x_t + b_ih and h = W_hh h_(t-1) + b_hh of all gates, of which the cell makes h_t;
/// and back through time.
/// </summary>
public abstract class ReferenceRecurrent(RecurrentDescription description, int steps) : ReferenceLayer(description)
{
    private readonly int _inputs = description.Inputs, _sums = description.Gates * description.Units;

    protected int Units { get; } = description.Units;

    public override int Frames => steps;

    /// <summary>What the frame before leaves: h, and for some cells more behind it.</summary>
    protected abstract int StateLength { get; }

    /// <summary>The state after a frame.</summary>
    protected abstract double[] Next(double[] i, double[] h, double[] state);

    /// <summary>The derivatives by i, by h and by the state before, from those by the state after.</summary>
    protected abstract (double[] ByI, double[] ByH, double[] ByState) Back(double[] i, double[] h, double[] state, double[] dNext);

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[][] states = States(p, x);
        return [.. states.Skip(1).SelectMany(state => state.Take(Units))];
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        double[][] states = States(p, x);
        double[] dx = new double[x.Length], dState = new double[StateLength];
        for (int t = steps - 1; t >= 0; t--)
        {
            double[] frame = Frame(x, t), before = states[t];
            for (int u = 0; u < Units; u++) dState[u] += dy[(t * Units) + u];
            (double[] di, double[] dh, dState) = Back(OfInputs(p, frame), OfState(p, before), before, dState);
            for (int r = 0; r < _sums; r++)
            {
                for (int k = 0; k < _inputs; k++)
                {
                    gradient[(r * _inputs) + k] += di[r] * frame[k];
                    dx[(t * _inputs) + k] += di[r] * p[(r * _inputs) + k];
                }

                for (int k = 0; k < Units; k++)
                {
                    gradient[OfHidden + (r * Units) + k] += dh[r] * before[k];
                    dState[k] += dh[r] * p[OfHidden + (r * Units) + k];
                }

                gradient[Biases + r] += di[r];
                gradient[Biases + _sums + r] += dh[r];
            }
        }

        return dx;
    }

    private int OfHidden => _sums * _inputs;

    private int Biases => OfHidden + (_sums * Units);

    private double[][] States(ReadOnlySpan<double> p, double[] x)
    {
        double[][] states = new double[steps + 1][];
        states[0] = new double[StateLength];
        for (int t = 0; t < steps; t++) states[t + 1] = Next(OfInputs(p, Frame(x, t)), OfState(p, states[t]), states[t]);
        return states;
    }

    private double[] OfInputs(ReadOnlySpan<double> p, double[] frame) => Sums(p, 0, Biases, frame, _inputs);

    private double[] OfState(ReadOnlySpan<double> p, double[] state) => Sums(p, OfHidden, Biases + _sums, state, Units);

    private double[] Sums(ReadOnlySpan<double> p, int weights, int bias, double[] x, int count)
    {
        double[] sums = p.Slice(bias, _sums).ToArray();
        for (int r = 0; r < _sums; r++)
        {
            for (int k = 0; k < count; k++) sums[r] += p[weights + (r * count) + k] * x[k];
        }

        return sums;
    }

    private double[] Frame(double[] x, int t) => x[(t * _inputs)..((t + 1) * _inputs)];
}

/// <summary>r = s(i_r + h_r), z = s(i_z + h_z), n = tanh(i_n + r h_n), h' = (1 - z) n + z h.</summary>
public sealed class ReferenceGRU(GRUDescription description, int steps) : ReferenceRecurrent(description, steps)
{
    protected override int StateLength => Units;

    protected override double[] Next(double[] i, double[] h, double[] state)
    {
        double[] next = new double[Units];
        for (int u = 0; u < Units; u++)
        {
            (_, double z, double n) = Gates(i, h, u);
            next[u] = ((1 - z) * n) + (z * state[u]);
        }

        return next;
    }

    protected override (double[] ByI, double[] ByH, double[] ByState) Back(double[] i, double[] h, double[] state, double[] dNext)
    {
        double[] di = new double[3 * Units], dh = new double[3 * Units], dState = new double[Units];
        for (int u = 0; u < Units; u++)
        {
            (double r, double z, double n) = Gates(i, h, u);
            double dn = dNext[u] * (1 - z) * (1 - (n * n));
            di[u] = dh[u] = dn * h[(2 * Units) + u] * r * (1 - r);
            di[Units + u] = dh[Units + u] = dNext[u] * (state[u] - n) * z * (1 - z);
            di[(2 * Units) + u] = dn;
            dh[(2 * Units) + u] = dn * r;
            dState[u] = dNext[u] * z;
        }

        return (di, dh, dState);
    }

    private (double R, double Z, double N) Gates(double[] i, double[] h, int u)
    {
        double r = ReferenceActivations.Sigmoid(i[u] + h[u]), z = ReferenceActivations.Sigmoid(i[Units + u] + h[Units + u]);
        return (r, z, Math.Tanh(i[(2 * Units) + u] + (r * h[(2 * Units) + u])));
    }
}

/// <summary>i, f, o the sigmoids of their sums and g the tanh of its own, c' = f c + i g, h' = o tanh(c').</summary>
public sealed class ReferenceLSTM(LSTMDescription description, int steps) : ReferenceRecurrent(description, steps)
{
    protected override int StateLength => 2 * Units;

    protected override double[] Next(double[] i, double[] h, double[] state)
    {
        double[] next = new double[2 * Units];
        for (int u = 0; u < Units; u++)
        {
            (double input, double forget, double g, double output) = Gates(i, h, u);
            next[Units + u] = (forget * state[Units + u]) + (input * g);
            next[u] = output * Math.Tanh(next[Units + u]);
        }

        return next;
    }

    protected override (double[] ByI, double[] ByH, double[] ByState) Back(double[] i, double[] h, double[] state, double[] dNext)
    {
        double[] sums = new double[4 * Units], dState = new double[2 * Units];
        for (int u = 0; u < Units; u++)
        {
            (double input, double forget, double g, double output) = Gates(i, h, u);
            double before = state[Units + u], tanh = Math.Tanh((forget * before) + (input * g));
            double dc = dNext[Units + u] + (dNext[u] * output * (1 - (tanh * tanh)));
            sums[u] = dc * g * input * (1 - input);
            sums[Units + u] = dc * before * forget * (1 - forget);
            sums[(2 * Units) + u] = dc * input * (1 - (g * g));
            sums[(3 * Units) + u] = dNext[u] * tanh * output * (1 - output);
            dState[Units + u] = dc * forget;
        }

        return (sums, sums, dState);
    }

    private (double I, double F, double G, double O) Gates(double[] i, double[] h, int u)
    {
        double Sum(int gate) => i[(gate * Units) + u] + h[(gate * Units) + u];
        return (
            ReferenceActivations.Sigmoid(Sum(0)), ReferenceActivations.Sigmoid(Sum(1)), Math.Tanh(Sum(2)),
            ReferenceActivations.Sigmoid(Sum(3)));
    }
}
