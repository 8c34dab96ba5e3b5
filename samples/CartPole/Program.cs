// Balances a pole on a cart: two networks, a policy and a critic, learn by a policy gradient with costs of their own.

using System.CommandLine;
using GenNet;
using GenNet.Samples;
using Spectre.Console;

const int BatchSize = 2_048, MaxUpdates = 150;
const float Discount = 0.99f;

var seed = new Option<int>("--seed") { Description = "Chooses the first weights and all chances.", DefaultValueFactory = _ => 1 };
return new RootCommand("Learns to balance a pole and shows it.") { seed }.Run(args, (values, cancellation) =>
{
    var random = new Random(values.GetValue(seed));
    var policy = new Policy(values.GetValue(seed));
    var critic = new Critic(values.GetValue(seed));
    Adam policysAdam = new(1e-2), criticsAdam = new(1e-2);
    float[] gradient = new float[Policy.ParameterCount];
    for (int update = 1; update <= MaxUpdates; update++)
    {
        cancellation.ThrowIfCancellationRequested();
        (float[] states, int[] actions, float[] returns, double length) = Play(policy, random);

        // dC/dp of C = -1/m sum A log p[action], with A scaled to mean 0 and deviation 1.
        float[] foretold = new float[actions.Length], probabilities = new float[2 * actions.Length];
        critic.Predict(states, foretold);
        policy.Predict(states, probabilities);
        float[] advantages = [.. returns.Zip(foretold, (actual, expected) => actual - expected)];
        float mean = advantages.Average();
        float deviation = MathF.Sqrt(advantages.Average(a => (a - mean) * (a - mean))) + 1e-6f;
        float[] outputGradients = new float[probabilities.Length];
        for (int i = 0; i < actions.Length; i++)
        {
            int chosen = 2 * i + actions[i];
            outputGradients[chosen] = -(advantages[i] - mean) / deviation / (probabilities[chosen] * actions.Length);
        }

        policy.Backward(states, outputGradients, gradient, []);
        policy.Step(gradient, policysAdam);
        for (int pass = 0; pass < 10; pass++)
            critic.Train(states, returns, criticsAdam);

        if (update % 10 == 0 || length == Cart.MaxSteps)
            AnsiConsole.WriteLine($"update {update,3}: the pole stays up for {length:F0} steps");
        if (length == Cart.MaxSteps)
            break;
    }

    Show(policy, random, cancellation);
});

// Episodes until there are enough steps. The return of a step is the discounted sum of rewards from it on, a hundredth for each step.
static (float[] States, int[] Actions, float[] Returns, double Length) Play(Policy policy, Random random)
{
    List<float> states = [], returns = [];
    List<int> actions = [];
    int episodes = 0;
    for (; actions.Count < BatchSize; episodes++)
    {
        var cart = new Cart(random);
        int first = actions.Count;
        while (!cart.IsOver)
        {
            int action = random.NextSingle() < ChanceOfRight(policy, cart) ? 1 : 0;
            states.AddRange(cart.State);
            actions.Add(action);
            cart.Push(right: action == 1);
        }

        // At the end of the time the pole would have stayed up: the rewards go on as they would for good.
        float ahead = cart.HasFallen ? 0 : 0.01f / (1 - Discount);
        float[] backwards = new float[actions.Count - first];
        for (int i = backwards.Length - 1; i >= 0; i--)
            backwards[i] = ahead = 0.01f + Discount * ahead;
        returns.AddRange(backwards);
    }

    return ([.. states], [.. actions], [.. returns], (double)actions.Count / episodes);
}

static float ChanceOfRight(Policy policy, Cart cart)
{
    Span<float> probabilities = stackalloc float[2];
    policy.Predict(cart.State, probabilities);
    return probabilities[1];
}

// An episode of the better action of each step: moving in a terminal, and every hundredth step elsewhere.
static void Show(Policy policy, Random random, CancellationToken cancellation)
{
    var cart = new Cart(random);
    if (AnsiConsole.Profile.Capabilities.Interactive)
    {
        AnsiConsole.Live(new Text("")).Start(live =>
        {
            while (Balance())
            {
                live.UpdateTarget(new Text(cart.Drawing()));
                Thread.Sleep(20);
            }
        });
    }
    else
    {
        while (Balance())
        {
            if (cart.Steps % 100 == 0)
                AnsiConsole.WriteLine(cart.Drawing());
        }
    }

    AnsiConsole.WriteLine($"balanced for {cart.Steps} of {Cart.MaxSteps} steps");

    bool Balance()
    {
        if (cart.IsOver || cancellation.IsCancellationRequested)
            return false;
        cart.Push(right: ChanceOfRight(policy, cart) > 0.5f);
        return true;
    }
}

/// <summary>The probabilities of pushing left and right.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
public sealed partial class Policy;

/// <summary>The return to be expected.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class Critic;
