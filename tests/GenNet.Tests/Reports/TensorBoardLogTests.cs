using System.Buffers.Binary;
using GenNet.Tests.Fitting;
using GenNet.Tests.ModelFiles;
using Google.Protobuf;

namespace GenNet.Tests.Reports;

public sealed class TensorBoardLogTests
{
    [Fact]
    public void Each_epoch_is_an_event_of_its_scalars()
    {
        using TemporaryFolder folder = new();
        var dataset = Dataset.FromArrays([.. Enumerable.Range(0, 10).Select(i => i / 10f)], 1, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
        var log = new TensorBoardLog(folder.File("runs/first"));
        DateTimeOffset began = DateTimeOffset.UtcNow;
        TrainingHistory history = new ScriptedNetwork { TrainingLoss = step => 1f / step, ValidationLoss = steps => 2f / steps }.Fit(
            dataset, new Sgd(0.5), new() { Epochs = 3, BatchSize = 5, Validation = dataset, MeasureTrainingAccuracy = true }, log);

        Assert.Equal([log.File], Directory.GetFiles(folder.File("runs/first")));
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.[\w-]+\.\d+\.\d+$", Path.GetFileName(log.File));
        Event[] events = Read(log.File);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Empty(events[0].Scalars);
        Assert.Equal([1L, 2, 3], events[1..].Select(one => one.Step));
        Assert.All(events, one => Assert.InRange(one.WallTime, began.ToUnixTimeSeconds() - 5, began.ToUnixTimeSeconds() + 60));
        foreach ((Event one, EpochResult epoch) in events[1..].Zip(history.Epochs))
        {
            Assert.Equal(
                [
                    ("loss/train", (float)epoch.TrainingLoss),
                    ("loss/validation", (float)epoch.ValidationLoss!.Value),
                    ("accuracy/train", (float)epoch.TrainingAccuracy!.Value),
                    ("accuracy/validation", (float)epoch.ValidationAccuracy!.Value),
                    ("learning_rate", 0.5f),
                ],
                one.Scalars);
        }
    }

    [Fact]
    public void Every_epoch_can_be_read_as_soon_as_it_is_over()
    {
        using TemporaryFolder folder = new();
        var log = new TensorBoardLog(folder.File("run"));
        Assert.Single(Read(log.File));
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            log.Report(new(epoch, 3, 1, 2, 1, TimeSpan.Zero, null));
            log.Report(new(epoch, 3, 2, 2, 1, TimeSpan.Zero, Histories.Epoch(epoch, 1.0 / epoch)));
            Assert.Equal([("loss/train", 1f / epoch), ("learning_rate", 0.1f)], Read(log.File)[epoch].Scalars);
        }
    }

    [Fact]
    public void Logs_that_begin_in_the_same_second_have_files_of_their_own()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(5, Enumerable.Range(0, 5).Select(_ => new TensorBoardLog(folder.File("run")).File).Distinct().Count());
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_at_once()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("file"), "");
        Assert.ThrowsAny<IOException>(() => new TensorBoardLog(folder.File("file")));
        Assert.Throws<ArgumentException>(() => new TensorBoardLog(""));
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard() => Assert.Equal(0xE3069283, Checksum("123456789"u8)); // RFC 3720, B.4

    /// <summary>Reads an event file as TensorBoard does: a record that fails its checksums is none.</summary>
    private static Event[] Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        List<Event> events = [];
        while (!bytes.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            ReadOnlySpan<byte> data = bytes.Slice(12, length);
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(ReadEvent(data.ToArray()));
            bytes = bytes[(16 + length)..];
        }

        return [.. events];
    }

    private static Event ReadEvent(byte[] bytes)
    {
        var result = new Event(0, 0, null, []);
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            result = (tag >> 3, WireFormat.GetTagWireType(tag)) switch
            {
                (1, WireFormat.WireType.Fixed64) => result with { WallTime = input.ReadDouble() },
                (2, WireFormat.WireType.Varint) => result with { Step = input.ReadInt64() },
                (3, WireFormat.WireType.LengthDelimited) => result with { FileVersion = input.ReadString() },
                (5, WireFormat.WireType.LengthDelimited) => result with { Scalars = ReadSummary(input.ReadBytes().ToByteArray()) },
                _ => throw new InvalidDataException($"An event has no field of the tag {tag}."),
            };
        }

        return result;
    }

    private static (string Tag, float Value)[] ReadSummary(byte[] bytes)
    {
        List<(string Tag, float Value)> scalars = [];
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            Assert.Equal(10u, tag); // Field 1, of a length.
            var value = new CodedInputStream(input.ReadBytes().ToByteArray());
            Assert.Equal(10u, value.ReadTag());
            string name = value.ReadString();
            Assert.Equal(21u, value.ReadTag()); // Field 2, of 32 bits.
            scalars.Add((name, value.ReadFloat()));
            Assert.True(value.IsAtEnd);
        }

        return [.. scalars];
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint checksum = Checksum(bytes);
        return ((checksum >> 15) | (checksum << 17)) + 0xA282EAD8;
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte one in bytes)
        {
            checksum ^= one;
            for (int bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) != 0 ? (checksum >> 1) ^ 0x82F63B78 : checksum >> 1;
        }

        return ~checksum;
    }

    private sealed record Event(double WallTime, long Step, string? FileVersion, (string Tag, float Value)[] Scalars);
}
