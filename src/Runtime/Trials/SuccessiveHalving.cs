namespace GenNet;

/// <summary>
/// Ends bad trials early: all settings get some epochs, the best 1/<see cref="Factor"/> of them get <see cref="Factor"/> times as many in
/// all, and so on to the end of the training (Jamieson and Talwalkar, AISTATS 2016). Those that go on do so bit for bit as if they
/// had never stopped; equal scores are decided by the order in which settings were given.
/// </summary>
public sealed class SuccessiveHalving
{
    /// <summary>How many epochs all settings get, at least 1.</summary>
    public int Epochs
    {
        get;
        init => field = Hyperparameter.AtLeast(1, value, nameof(Epochs));
    } = 1;

    /// <summary>Of how many settings one goes on, and how many times the epochs it then has; at least 2.</summary>
    public int Factor
    {
        get;
        init => field = Hyperparameter.AtLeast(2, value, nameof(Factor));
    } = 3;

    /// <summary>How many of so many settings go on: at least 1 of any.</summary>
    internal int SurvivorsOf(int count) => (int)(((long)count + Factor - 1) / Factor);

    /// <summary>How many epochs those have in all.</summary>
    internal int After(int epochs) => (int)Math.Min(int.MaxValue, (long)epochs * Factor);
}
