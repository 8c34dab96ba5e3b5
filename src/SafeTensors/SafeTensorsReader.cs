using System.Buffers.Binary;
using static GenNet.SafeTensors.SafeTensorsHeader;

namespace GenNet.SafeTensors;

/// <summary>
/// Reads a safetensors file from a stream, which may give as little at a time as it likes, from where it stands to its end. The memory
/// taken is a few times that of the header, however long the file says that it is.
/// </summary>
internal sealed class SafeTensorsReader
{
    // The format's own limit.
    private const int MaxHeaderLength = 100_000_000;

    private readonly Stream _stream;
    private readonly byte[] _block = new byte[1 << 16];
    private readonly SafeTensorsHeader _header;

    /// <summary>Reads the header.</summary>
    /// <exception cref="ModelFileException">It is not that of a safetensors file.</exception>
    public SafeTensorsReader(Stream stream)
    {
        _stream = stream;
        if (Fill(sizeof(ulong)) < sizeof(ulong))
            throw new ModelFileException("The file ends within its first 8 bytes, which are the length of the header.");
        if (_block[0] == 'P' && _block[1] == 'K')
        {
            throw new ModelFileException(
                "It is a zip archive, as torch.save writes; what is read is written by safetensors.torch.save_file(model.state_dict(), path).");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(_block);
        if (length > MaxHeaderLength)
        {
            throw new ModelFileException(
                $"The header is said to have {length} bytes; a safetensors file has at most {MaxHeaderLength} there.");
        }

        var header = new MemoryStream();
        while (header.Length < (long)length)
        {
            int count = Fill((int)Math.Min(_block.Length, (long)length - header.Length));
            if (count == 0)
                throw new ModelFileException($"The file ends within its header, after {header.Length} of {length} bytes.");
            header.Write(_block, 0, count);
        }

        _header = Parse(new(header.GetBuffer(), 0, (int)length));
    }

    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Whether the file has a tensor with a name of that beginning.</summary>
    public bool HasTensors(string prefix) => _header.Tensors.Any(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Reads the tensors to their places, and to the end of the file.</summary>
    /// <param name="destinations">The tensors that the file must have.</param>
    /// <param name="isSkipped">Whether another tensor is passed over; without it there may be none.</param>
    /// <exception cref="ModelFileException">The file is damaged, or has other tensors.</exception>
    public void Read<T>(IReadOnlyCollection<TensorData<T>> destinations, Func<string, bool>? isSkipped = null) where T : unmanaged
    {
        Dictionary<string, TensorData<T>> byName = destinations.ToDictionary(
            destination => destination.Tensor.Name, StringComparer.Ordinal);
        TensorEntry[] wanted = [.. _header.Tensors.Where(entry => byName.ContainsKey(entry.Name))];
        foreach (TensorEntry entry in _header.Tensors)
        {
            if (byName.TryGetValue(entry.Name, out TensorData<T> destination))
                CheckShape(entry, destination.Tensor);
            else if (isSkipped?.Invoke(entry.Name) != true && !IsBatchCount(entry.Name))
            {
                throw new ModelFileException(
                    $"The file has a tensor {Quoted(entry.Name)}, which the network has not; {Names(byName.Keys)}{Hint(byName.Keys)}.",
                    entry.Name);
            }
        }

        // PyTorch's BatchNorm counts its batches too, for a momentum that there is none of here.
        bool IsBatchCount(string name)
        {
            const string count = "num_batches_tracked";
            return name.EndsWith(count, StringComparison.Ordinal)
                && byName.ContainsKey(name.Substring(0, name.Length - count.Length) + "running_mean");
        }

        if (wanted.Length < byName.Count)
        {
            string missing = destinations.Select(destination => destination.Tensor.Name).Except(wanted.Select(entry => entry.Name)).First();
            throw new ModelFileException(
                $"The file lacks the tensor {Quoted(missing)}; {Names(byName.Keys)}, "
                    + $"and the file has {List(_header.Tensors.Select(entry => entry.Name))}.",
                missing);
        }

        foreach (TensorEntry entry in _header.Tensors)
        {
            bool isWanted = byName.TryGetValue(entry.Name, out TensorData<T> destination);
            ReadNumbers(entry, isWanted ? destination.Numbers.Span : default);
            if (isWanted && destination.Tensor.IsVariance)
                CheckVariances(entry, destination.Numbers.Span);
        }

        if (Fill(1) > 0)
            throw new ModelFileException("The file goes on after the end of its last tensor.");
    }

    /// <summary>
    /// Reads the parameters of a network, in canonical order one after the other; what only checkpoints have is passed over.
    /// </summary>
    public void ReadParameters<T>(IEnumerable<TensorDescription> tensors, T[] numbers) where T : unmanaged =>
        Read(TensorData.Place(tensors, numbers), TensorData.IsOfCheckpoint);

    private static void CheckShape(TensorEntry entry, TensorDescription tensor)
    {
        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(size => (long)size)))
        {
            throw new ModelFileException(
                $"The tensor {Quoted(entry.Name)} has the shape {Text(entry.Shape)}; the network needs {Text(tensor.Shape)}.", entry.Name);
        }
    }

    private static void CheckVariances<T>(TensorEntry entry, ReadOnlySpan<T> variances) where T : unmanaged
    {
        int wrong = TensorNumbers.FirstNegative(variances);
        if (wrong >= 0)
        {
            throw new ModelFileException(
                $"Number {wrong} of the tensor {Quoted(entry.Name)} is negative; it is a variance, which is at least 0.", entry.Name);
        }
    }

    /// <summary>The network needs "0.weight", "0.bias", ...</summary>
    private static string Names(IEnumerable<string> names) => $"it needs {List(names)}";

    internal static string List(IEnumerable<string> names)
    {
        const int most = 12;
        string[] some = [.. names.Take(most + 1)];
        return some.Length == 0 ? "none" : $"{string.Join(", ", some.Take(most).Select(Quoted))}{(some.Length > most ? ", ..." : "")}";
    }

    /// <summary>What reads the file where all that is needed is there under one prefix.</summary>
    private string Hint(ICollection<string> needed)
    {
        HashSet<string> names = new(_header.Tensors.Select(entry => entry.Name), StringComparer.Ordinal);
        string? prefix = names.Where(name => name.EndsWith(needed.First(), StringComparison.Ordinal))
            .Select(name => name.Substring(0, name.Length - needed.First().Length))
            .FirstOrDefault(prefix => prefix.Length > 0 && needed.All(name => names.Contains(prefix + name)));
        return prefix is null ? "" : $"; TensorNames.Prefixed({Quoted(prefix)}) finds them";
    }

    /// <summary>Reads a tensor to its place, or passes over it where it has none.</summary>
    private void ReadNumbers<T>(TensorEntry entry, Span<T> destination) where T : unmanaged
    {
        int next = 0;
        for (long at = entry.Start; at < entry.End;)
        {
            int length = (int)Math.Min(_block.Length, entry.End - at);
            int count = Fill(length);
            if (count < length)
            {
                throw new ModelFileException(
                    $"The file ends within the tensor {Quoted(entry.Name)}, "
                        + $"after {at + count - entry.Start} of {entry.End - entry.Start} bytes.",
                    entry.Name);
            }

            at += length;
            if (destination.IsEmpty)
                continue;
            int size = entry.Type.Size();
            int wrong = TensorNumbers.Decode(_block, entry.Type, destination.Slice(next, length / size));
            if (wrong >= 0)
            {
                throw new ModelFileException(
                    $"Number {next + wrong} of the tensor {Quoted(entry.Name)} is too large for a float.", entry.Name);
            }

            next += length / size;
        }
    }

    /// <summary>Fills the beginning of the block as far as the stream goes.</summary>
    private int Fill(int length)
    {
        int filled = 0;
        while (filled < length)
        {
            int count = _stream.Read(_block, filled, length - filled);
            if (count == 0)
                break;
            filled += count;
        }

        return filled;
    }
}
