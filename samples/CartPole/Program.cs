// Balances a pole on a cart: one network of two heads, a policy and a value, learns by a policy gradient with a cost of its own.

using System.CommandLine;
using GenNet;
using GenNet.Samples;
using Spectre.Console;

const int BatchSize = 512, MaxUpdates = 400;
const float Discount = 0.99f;

var seed = new Option<int>("--seed") { Description = "Chooses the first weights and all chances.", DefaultValueFactory = _ => 1 };
return new RootCommand("Learns to balance a pole and shows it.") { seed }.Run(args, (values, cancellation) =>
{
    var random = new Random(values.GetValue(seed));
    var network = new ActorCritic(values.GetValue(seed));
    var adam = new Adam(1e-2);
    float[] gradient = new float[ActorCritic.ParameterCount];
    for (int update = 1; update <= MaxUpdates && !cancellation.IsCancellationRequested; update++)
    {
        (float[] states, int[] actions, float[] returns, double length) = Play(network, random);

        // C = 1/m sum of -A log p[action] + (V - G)^2 / 2, where A = G - V, scaled to mean 0 and deviation 1, counts as a number.
        float[] policy = new float[2 * actions.Length], value = new float[actions.Length];
        network.Predict(states, new ActorCritic.Outputs { Policy = policy, Value = value });
        float[] advantages = [.. returns.Zip(value, (actual, expected) => actual - expected)];
        float mean = advantages.Average(), deviation = MathF.Sqrt(advantages.Average(a => (a - mean) * (a - mean))) + 1e-6f;
        float[] policyGradient = new float[policy.Length];
        foreach ((int i, int action) in actions.Index())
            policyGradient[2 * i + action] = -(advantages[i] - mean) / deviation / (policy[2 * i + action] * actions.Length);
        float[] valueGradient = [.. advantages.Select(a => -a / actions.Length)];
        network.Backward(states, new ActorCritic.Outputs { Policy = policyGradient, Value = valueGradient }, gradient, []);
        network.Step(gradient, adam);
        if (update % 10 == 0 || length == Cart.MaxSteps)
            AnsiConsole.WriteLine($"update {update,3}: the pole stays up for {length:F0} steps");
        if (length == Cart.MaxSteps) break;
    }

    Show(network, random, cancellation);
});

// Episodes until there are enough steps. The return of a step is the discounted sum of rewards from it on, a hundredth for each step.
static (float[] States, int[] Actions, float[] Returns, double Length) Play(ActorCritic network, Random random)
{
    List<float> states = [], returns = [];
    List<int> actions = [];
    int episodes = 0;
    for (; actions.Count < BatchSize; episodes++)
    {
        var cart = new Cart(random);
        while (!cart.IsOver)
        {
            states.AddRange(cart.State);
            actions.Add(random.NextSingle() < ChanceOfRight(network, cart) ? 1 : 0);
            cart.Push(right: actions[^1] == 1);
        }

        // At the end of the time the pole would have stayed up: the rewards go on as they would for good.
        float ahead = cart.HasFallen ? 0 : 0.01f / (1 - Discount);
        returns.AddRange(Enumerable.Range(0, cart.Steps).Select(_ => ahead = 0.01f + Discount * ahead).ToArray().Reverse());
    }

    return ([.. states], [.. actions], [.. returns], (double)actions.Count / episodes);
}

static float ChanceOfRight(ActorCritic network, Cart cart)
{
    Span<float> policyAndValue = stackalloc float[ActorCritic.OutputSize];
    network.Predict(cart.State, policyAndValue);
    return policyAndValue[1];
}

// An episode of the better action of each step: moving in a terminal, and every hundredth step elsewhere.
static void Show(ActorCritic network, Random random, CancellationToken cancellation)
{
    var cart = new Cart(random);
    if (AnsiConsole.Profile.Capabilities.Interactive)
        AnsiConsole.Live(new Text("")).Start(live => Balance(every: 1, milliseconds: 20, drawing => live.UpdateTarget(new Text(drawing))));
    else
        Balance(every: 100, milliseconds: 0, AnsiConsole.WriteLine);
    AnsiConsole.WriteLine($"balanced for {cart.Steps} of {Cart.MaxSteps} steps");

    void Balance(int every, int milliseconds, Action<string> draw)
    {
        for (; !cart.IsOver && !cancellation.IsCancellationRequested; Thread.Sleep(milliseconds))
        {
            cart.Push(right: ChanceOfRight(network, cart) > 0.5f);
            if (cart.Steps % every == 0)
                draw(cart.Drawing());
        }
    }
}

/// <summary>The probabilities of pushing left and right, and the return to be expected.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(24, Activation.Tanh, Name = "hidden")]
[Dense(2, Activation.Softmax, Name = "policy")]
[Dense(1, Name = "value", From = "hidden")]
[Output("policy")]
[Output("value")]
public sealed partial class ActorCritic;
