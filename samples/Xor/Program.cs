// Learns exclusive or, the smallest task that needs a hidden layer, 30 times from different first weights.

using GenNet;
using Spectre.Console;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];

var table = new Table().Border(TableBorder.Simple).AddColumns("seed", "0 xor 0", "0 xor 1", "1 xor 0", "1 xor 1", "solved");
int solved = 0;
for (int seed = 1; seed <= 30; seed++)
{
    var network = new XorNet(seed);
    var adam = new Adam(0.05, weightDecay: 1e-3); // the decay frees the few networks that would get stuck half-way
    for (int step = 1; step <= 1000; step++)
        network.Train(inputs, targets, adam);

    var outputs = new float[4];
    network.Predict(inputs, outputs);
    bool isSolved = outputs.Zip(targets).All(pair => Math.Abs(pair.First - pair.Second) < 0.25);
    solved += isSolved ? 1 : 0;
    table.AddRow([$"{seed}", .. outputs.Select(output => $"{output:F3}"), isSolved ? "[green]yes[/]" : "[red]no[/]"]);
}

AnsiConsole.Write(table);
AnsiConsole.WriteLine($"solved: {solved} of 30");
return solved == 30 ? 0 : 1;

/// <summary>Takes two bits and gives the probability that they differ.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class XorNet;
