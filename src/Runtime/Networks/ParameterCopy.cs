using System.Numerics;
using GenNet.Networks;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>Copies what a network has learned into another one.</summary>
public static class ParameterCopy
{
    /// <summary>
    /// Gives another network this one's parameters and buffers, all that files have. Of networks of one class it allocates nothing.
    /// </summary>
    /// <param name="source">The network, which nothing may change meanwhile.</param>
    /// <param name="destination">A network whose tensors have the same names and shapes; nothing else may use it meanwhile.</param>
    /// <exception cref="ArgumentException">The networks' tensors differ; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread trains the destination.</exception>
    public static void CopyParametersTo<T>(this INeuralNetwork<T> source, INeuralNetwork<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ParameterStore<T> from = source.Parameters, to = destination.Parameters;
        if (ReferenceEquals(from.Layout, to.Layout))
        {
            from.CopyTo(to);
            return;
        }

        TensorDescription[] needed = [.. to.Layout.Tensors], given = [.. from.Layout.Tensors];
        for (int i = 0; i < Math.Max(needed.Length, given.Length); i++)
        {
            string own = Text(given.ElementAtOrDefault(i)), others = Text(needed.ElementAtOrDefault(i));
            if (own != others)
                throw new ArgumentException($"This network has {own} where the destination has {others}.", nameof(destination));
        }

        to.SetState(from.GetState());

        static string Text(TensorDescription? tensor) =>
            tensor is null ? "no tensor" : $"the tensor {tensor.Name} {SafeTensorsHeader.Text(tensor.Shape)}";
    }
}
