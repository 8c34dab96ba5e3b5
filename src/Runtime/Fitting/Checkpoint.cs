using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using GenNet.Networks;
using GenNet.Numerics;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>
/// Saves all that training needs to go on bit for bit as if it had never stopped: the network's parameters and what its dropout has
/// drawn, the optimizer's state, number of steps, learning rate and limits of the gradient. <see cref="TrainingOptions{T}.Checkpointing"/>
/// does it for <c>Fit</c>.
/// </summary>
/// <remarks>
/// A checkpoint is a safetensors file, from which <see cref="ModelFile"/> loads the parameters alone. The optimizer's other
/// hyperparameters, which cannot be set, must be those with which it was saved. The data and the schedule are not in it: they are those
/// that are given when training goes on.
/// </remarks>
public static class Checkpoint
{
    /// <summary>
    /// Saves a network in training and its optimizer. There is the old file or the whole new one, whatever happens meanwhile.
    /// </summary>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="path">The file, which is replaced if there is one.</param>
    /// <param name="optimizer">The optimizer that serves it.</param>
    /// <exception cref="InvalidOperationException">The optimizer serves another network.</exception>
    public static void SaveCheckpoint<T>(this INeuralNetwork<T> network, string path, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(optimizer);
        AtomicFile.Write(path, stream => Write(stream, network.Parameters, optimizer, null, null));
    }

    /// <inheritdoc cref="SaveCheckpoint{T}(INeuralNetwork{T}, string, Optimizer)"/>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="stream">A stream that can be written.</param>
    /// <param name="optimizer">The optimizer that serves it.</param>
    public static void SaveCheckpoint<T>(this INeuralNetwork<T> network, Stream stream, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(optimizer);
        Write(stream, network.Parameters, optimizer, null, null);
    }

    /// <summary>Makes a network and an optimizer what they were when the checkpoint was saved.</summary>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <param name="optimizer">An optimizer of the same class and hyperparameters, which serves this network or none yet.</param>
    /// <exception cref="ModelFileException">
    /// The file is damaged, no checkpoint, or that of another network or optimizer; nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer serves another network; nothing has changed.</exception>
    public static void LoadCheckpoint<T>(this INeuralNetwork<T> network, string path, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using FileStream file = File.OpenRead(path);
        network.LoadCheckpoint(file, optimizer);
    }

    /// <inheritdoc cref="LoadCheckpoint{T}(INeuralNetwork{T}, string, Optimizer)"/>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="stream">Read from where it stands to its end; it need not be seekable.</param>
    /// <param name="optimizer">An optimizer of the same class and hyperparameters, which serves this network or none yet.</param>
    public static void LoadCheckpoint<T>(this INeuralNetwork<T> network, Stream stream, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(optimizer);
        ModelFile.NamingFile(stream, () => Read(stream, network.Parameters, optimizer).Apply());
    }

    /// <param name="stream">Where to.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="optimizer">The optimizer that serves it.</param>
    /// <param name="fitting">How far <c>Fit</c> has come.</param>
    /// <param name="best">The parameters and buffers of its best epoch.</param>
    internal static void Write<T>(Stream stream, ParameterStore<T> parameters, Optimizer optimizer, FittingState? fitting, T[]? best)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterLayout layout = parameters.Layout;
        UpdateState<T>? state = optimizer.CurrentState(parameters);
        List<TensorData<T>> tensors = [.. TensorData.Place(layout.Tensors, parameters.GetState())];
        if (best is not null)
            tensors.AddRange(TensorData.Place(layout.Tensors, best, BestPrefix));
        int vectors = state?.Vectors.Length ?? 0;
        for (int i = 0; i < vectors; i++)
        {
            var vector = new T[parameters.Count];
            parameters.ToCanonical(state!.Vectors[i], vector);
            tensors.AddRange(TensorData.Place(layout.Parameters, vector, VectorPrefix(i)));
        }

        Dictionary<string, string> metadata = ModelFile.Metadata(layout);
        new CheckpointState
        {
            Optimizer = optimizer.GetType().Name,
            Hyperparameters = optimizer.Hyperparameters.ToDictionary(one => one.Name, one => Text(one.Value)),
            LearningRate = optimizer.LearningRate,
            ClipValue = optimizer.ClipValue,
            ClipNorm = optimizer.ClipNorm,
            StepCount = optimizer.StepCount,
            VectorCount = vectors,
            Numbers = state?.Numbers ?? [],
            DropoutSeed = parameters.Dropout.Seed,
            DropoutSteps = parameters.Dropout.Steps,
            NumbersHash = Hash(tensors),
            Fitting = fitting,
        }.AddTo(metadata);
        SafeTensorsWriter.Write(stream, tensors, metadata);
        GC.KeepAlive(state);
    }

    /// <summary>Reads a checkpoint without changing anything.</summary>
    internal static LoadedCheckpoint<T> Read<T>(Stream stream, ParameterStore<T> parameters, Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        optimizer.CurrentState(parameters); // Throws where it serves another network.
        ParameterLayout layout = parameters.Layout;
        var reader = new SafeTensorsReader(stream);
        CheckpointState state = CheckpointState.In(reader.Metadata);
        if (reader.Metadata.TryGetValue(ModelFile.ArchitectureKey, out string? architecture) && architecture != layout.Architecture)
        {
            throw new ModelFileException(
                $"The checkpoint is of the network {SafeTensorsHeader.Quoted(architecture)}; this one is \"{layout.Architecture}\".");
        }

        if (state.Optimizer != optimizer.GetType().Name)
        {
            throw new ModelFileException(
                $"The checkpoint is of the optimizer {SafeTensorsHeader.Quoted(state.Optimizer)}; {optimizer.GetType().Name} was given.");
        }

        foreach ((string name, object value) in optimizer.Hyperparameters)
        {
            if (!state.Hyperparameters.TryGetValue(name, out string? saved) || saved != Text(value))
            {
                throw new ModelFileException(
                    $"The checkpoint is of an optimizer whose {name} is {SafeTensorsHeader.Quoted(saved ?? "")}; "
                    + $"that of the one given is \"{Text(value)}\".");
            }
        }

        UpdateState<T>? update = state.StepCount == 0 ? null : optimizer.NewState(parameters);
        if (update is null ? state.VectorCount > 0 : !update.Resize(state.VectorCount, state.Numbers))
        {
            throw new ModelFileException(
                $"The checkpoint has {state.VectorCount} numbers for each parameter, which an optimizer like the one given does not.");
        }

        var numbers = new T[layout.StateCount];
        T[]? best = state.Fitting is { HasBest: true } ? new T[layout.StateCount] : null;
        List<TensorData<T>> tensors = [.. TensorData.Place(layout.Tensors, numbers)];
        if (best is not null)
            tensors.AddRange(TensorData.Place(layout.Tensors, best, BestPrefix));
        T[][] vectors = [.. Enumerable.Range(0, state.VectorCount).Select(_ => new T[parameters.Count])];
        for (int i = 0; i < vectors.Length; i++)
            tensors.AddRange(TensorData.Place(layout.Parameters, vectors[i], VectorPrefix(i)));
        reader.Read(tensors);
        if (Hash(tensors) != state.NumbersHash)
            throw new ModelFileException("The checkpoint is damaged: its tensors have other numbers than were saved.");
        for (int i = 0; i < vectors.Length; i++)
            parameters.FromCanonical(vectors[i], update!.Vectors[i]);
        return new(parameters, optimizer, state, numbers, best, update);
    }

    private const string BestPrefix = TensorData.CheckpointPrefix + "best.";

    private static string Text(object hyperparameter) => Convert.ToString(hyperparameter, CultureInfo.InvariantCulture)!;

    private static string Hash<T>(List<TensorData<T>> tensors) where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TensorData<T> tensor in tensors)
            hash.Append<T>(tensor.Numbers.Span);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static string VectorPrefix(int vector) => $"{TensorData.CheckpointPrefix}optimizer.{vector}.";
}

/// <summary>A checkpoint that fits its network and optimizer.</summary>
internal sealed record LoadedCheckpoint<T>(
    ParameterStore<T> Parameters, Optimizer Optimizer, CheckpointState State, T[] Numbers, T[]? Best, UpdateState<T>? Update)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Apply()
    {
        Parameters.SetState(Numbers);
        Parameters.Dropout = (State.DropoutSeed, State.DropoutSteps);
        Optimizer.Resume(Update, State.StepCount);
        Optimizer.LearningRate = State.LearningRate;
        Optimizer.ClipValue = State.ClipValue;
        Optimizer.ClipNorm = State.ClipNorm;
    }
}
