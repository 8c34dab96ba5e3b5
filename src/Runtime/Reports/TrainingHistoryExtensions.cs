using System.Numerics;
using System.Text;
using GenNet.Reports;

namespace GenNet;

/// <summary>What a training leaves for who was not there: a page to look at, a table to go on with.</summary>
public static class TrainingHistoryExtensions
{
    /// <summary>
    /// Writes the epochs to a CSV file (RFC 4180), which is replaced if there is one: <c>epoch</c>, <c>train_loss</c>,
    /// <c>validation_loss</c>, <c>train_accuracy</c>, <c>validation_accuracy</c>, <c>learning_rate</c> and <c>seconds</c>, a line an
    /// epoch; fields are empty where there is no number.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written; if there was one, it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written; if there was one, it is as it was.</exception>
    public static void SaveCsv(this TrainingHistory history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        Save(path, TrainingCsv.Write(history.Epochs));
    }

    /// <summary>
    /// Writes a page about the training: curves of losses, accuracies and learning rate, the network as a drawing, hyperparameters,
    /// machine, and the hash of the parameters. It is one file, which loads nothing and runs no script.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="path">The file, in a folder that exists; it is replaced if there is one.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written; if there was one, it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written; if there was one, it is as it was.</exception>
    public static void SaveHtml(this TrainingHistory history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        Save(path, HtmlReport.Write(history));
    }

    /// <summary>
    /// Writes a page about the training and about what came of it: all that <see cref="SaveHtml(TrainingHistory, string)"/> shows,
    /// histograms of the parameters and, where inputs are square pictures, the first layer's weights as such; and with test data a
    /// confusion matrix, the mistakes that the network was surest of and its calibration, or predictions over targets.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="path">The file, in a folder that exists; it is replaced if there is one.</param>
    /// <param name="network">The network that was trained.</param>
    /// <param name="test">Data to judge it by, which fit it; null for none.</param>
    /// <exception cref="ArgumentException">
    /// The training was one of a network with other layers, or the data do not fit the network; nothing was written.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written; if there was one, it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written; if there was one, it is as it was.</exception>
    public static void SaveHtml<T>(this TrainingHistory history, string path, INeuralNetwork<T> network, Dataset<T>? test = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(network);
        string trained = string.Join(", ", history.Setup.Layers), given = string.Join(", ", network.Layers);
        if (trained != given)
            throw new ArgumentException($"The training was of the network {trained}; {given} was given.", nameof(network));
        Save(path, HtmlReport.Write(history, network, test));
    }

    /// <summary>
    /// Writes a page about the training of a pipeline: as <see cref="SaveHtml{T}(TrainingHistory, string, INeuralNetwork{T}, Dataset{T})"/>,
    /// but that the test data are raw. What the page shows of them went through the pipeline's scalers.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="path">The file, in a folder that exists; it is replaced if there is one.</param>
    /// <param name="pipeline">The pipeline that was trained.</param>
    /// <param name="test">Raw data to judge it by, which fit it; null for none.</param>
    /// <inheritdoc cref="SaveHtml{T}(TrainingHistory, string, INeuralNetwork{T}, Dataset{T})" path="/exception"/>
    public static void SaveHtml<T>(this TrainingHistory history, string path, Pipeline<T> pipeline, Dataset<T>? test = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        history.SaveHtml(path, pipeline.Network, test is null ? null : pipeline.Transformed(test, nameof(test)));
    }

    private static void Save(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
