/// <summary>A cart that is pushed left or right under a pole (Barto, Sutton and Anderson, 1983).</summary>
internal sealed class Cart(Random random)
{
    public const int MaxSteps = 500;

    private const double Gravity = 9.8, CartMass = 1, PoleMass = 0.1, HalfLength = 0.5, Force = 10, Seconds = 0.02;
    private const double Edge = 2.4, MaxLean = 12 * Math.PI / 180;
    private const int Columns = 61, Rows = 7;

    // In metres and radians, and per second.
    private double _x = Small(random), _speed = Small(random), _lean = Small(random), _turn = Small(random);

    /// <summary>Position, speed, lean and its speed, each of about the size of 1.</summary>
    public float[] State => [(float)(_x / Edge), (float)_speed, (float)(_lean / MaxLean), (float)_turn];

    public int Steps { get; private set; }

    public bool HasFallen => Math.Abs(_x) > Edge || Math.Abs(_lean) > MaxLean;

    public bool IsOver => HasFallen || Steps == MaxSteps;

    public void Push(bool right)
    {
        double sin = Math.Sin(_lean), cos = Math.Cos(_lean), mass = CartMass + PoleMass;
        double push = ((right ? Force : -Force) + PoleMass * HalfLength * _turn * _turn * sin) / mass;
        double angular = (Gravity * sin - cos * push) / (HalfLength * (4.0 / 3 - PoleMass * cos * cos / mass));
        double linear = push - PoleMass * HalfLength * angular * cos / mass;
        (_x, _speed) = (_x + Seconds * _speed, _speed + Seconds * linear);
        (_lean, _turn) = (_lean + Seconds * _turn, _turn + Seconds * angular);
        Steps++;
    }

    /// <summary>The pole above the cart on its track; its lean is drawn three times as large.</summary>
    public string Drawing()
    {
        char[][] lines = [.. Enumerable.Range(0, Rows + 2).Select(_ => Enumerable.Repeat(' ', Columns).ToArray())];
        int middle = (int)Math.Round((_x / Edge + 1) / 2 * (Columns - 1));
        for (int height = 1; height <= Rows; height++)
            Draw(Rows - height, middle + (int)Math.Round(2 * height * Math.Tan(3 * _lean)), '#');
        for (int i = -3; i <= 3; i++)
            Draw(Rows, middle + i, '=');
        Array.Fill(lines[^1], '-');
        return string.Join('\n', lines.Select(line => new string(line))) + $"\nstep {Steps}";

        void Draw(int row, int column, char mark) => lines[row][Math.Clamp(column, 0, Columns - 1)] = mark;
    }

    private static double Small(Random random) => 0.1 * random.NextDouble() - 0.05;
}
