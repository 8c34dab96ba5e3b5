namespace GenNet;

/// <summary>One of a network's outputs.</summary>
/// <param name="Name">Its name; <c>output</c> where the network has one that is not named.</param>
/// <param name="Start">Where it starts in the output row, or in each of its frames where outputs are sequences.</param>
/// <param name="Size">How many numbers of the output row it takes, those of all frames where it is a sequence.</param>
/// <param name="Loss">The name of the loss that it is compared by.</param>
/// <param name="Weight">What that loss is multiplied by in the cost.</param>
/// <param name="TakesClasses">
/// Whether its targets are classes: one of as many as there are numbers, or of two where there is one; in target rows 1 for the class and 0
/// for the others. Each frame of a sequence has a class of its own, one of as many as it has numbers.
/// </param>
/// <param name="Source">The layer that writes it, or the columns of the input row that it is.</param>
/// <param name="Frames">The frames of a sample, each with <paramref name="Size"/> / Frames numbers; 1 where it is no sequence.</param>
/// <param name="BurnIn">How many of them, the first ones, have no loss.</param>
public sealed record OutputDescription(
    string Name, int Start, int Size, string Loss, double Weight, bool TakesClasses, LayerSource Source, int Frames = 1,
    int BurnIn = 0);
