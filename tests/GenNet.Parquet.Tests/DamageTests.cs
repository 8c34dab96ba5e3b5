using System.Buffers.Binary;
using System.Diagnostics;
using Parquet;
using Parquet.Meta;

namespace GenNet.Parquet.Tests;

/// <summary>Files that are none, or damaged ones.</summary>
public sealed class DamageTests
{
    private static readonly TableOptions s_label = new() { LabelColumn = "y" };

    private static string Refusal(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => Dataset.FromParquet(new MemoryStream(file), s_label)).Message;

    private static Task<byte[]> GoodAsync() => Table.WriteAsync(
        Table.Nullable<double>("x", [.. Enumerable.Range(0, 300).Select(i => i % 7 == 0 ? (double?)null : i)]),
        Table.Texts("t", [.. Enumerable.Range(0, 300).Select(i => $"{i % 5}")]),
        Table.Values<int>("y", [.. Enumerable.Range(0, 300).Select(i => i % 3)]));

    [Fact]
    public async Task WhatIsNoParquetFileIsToldSo()
    {
        byte[] good = await GoodAsync();
        Assert.Contains("Parquet: it is no Parquet file: it is empty", Refusal([]));
        Assert.Contains("it is no Parquet file: it does not begin with PAR1; FromCsv reads text", Refusal("a,b\n1,2\n"u8.ToArray()));
        Assert.Contains("it was cut short", Refusal("PAR1"u8.ToArray()));
        Assert.Contains("it was cut short", Refusal(good[..(good.Length / 2)]));
    }

    [Fact]
    public async Task AFooterOfNoSuchLengthIsRefused()
    {
        byte[] file = await GoodAsync();
        foreach (uint length in new[] { uint.MaxValue, (uint)int.MaxValue, (uint)file.Length })
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 8), length);
            Assert.Contains($"its footer says that it has {length} bytes; the file has {file.Length}", Refusal(file));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, "a length of 2147483647 was found")] // A list of structures.
    [InlineData(new byte[] { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, "a length of 2147483647 was found")] // A text.
    [InlineData(new byte[] { 0x1F }, "a field is of the kind 15")]
    public void AFooterWhoseLengthsLieIsRefused(byte[] footer, string message)
    {
        byte[] file = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        Assert.Contains(message, Refusal(file));
    }

    [Fact]
    public void StructuresWithinStructuresAreFollowedOnlySoDeep()
    {
        byte[] footer = [.. Enumerable.Repeat((byte)0x1C, 1_000_000)];
        byte[] file = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        Assert.Contains("structures stand more than 32 deep within each other", Refusal(file));
    }

    /// <summary>The header of a page has its kind, its bytes when decompressed, and its bytes.</summary>
    [Theory]
    [InlineData(0, "where SNAPPY can make ")]
    [InlineData(1, "a page says that it has 1073741823 bytes where ")]
    public async Task APageThatAsksForAGigabyteIsRefusedBeforeItGetsIt(int field, string message)
    {
        byte[] file = await Table.WriteAsync(Table.Values<int>("y", [0, 1, 2]), Table.Values<double>("x", [0.5, 1.5, 0.5]));
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        ColumnMetaData column = reader.Metadata!.RowGroups[0].Columns[1].MetaData!;
        int place = (int)(column.DictionaryPageOffset ?? column.DataPageOffset) + 3;
        for (int i = 0; i < field; i++)
            place = EndOfNumber(place) + 1;
        byte[] lying = [.. file[..place], 0xFE, 0xFF, 0xFF, 0xFF, 0x07, .. file[EndOfNumber(place)..]];
        long before = GC.GetTotalAllocatedBytes();
        Assert.Contains(message, Refusal(lying));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);

        int EndOfNumber(int start) => start + file.AsSpan(start).IndexOfAnyInRange<byte>(0, 127) + 1;
    }

    /// <summary>Where the footer's sums lie too, no page is larger than its codec can have made it.</summary>
    [Theory]
    [InlineData(CompressionCodec.UNCOMPRESSED)]
    [InlineData(CompressionCodec.GZIP)]
    public void NoCodecMakesMoreOfAByteThanItCan(CompressionCodec codec)
    {
        byte[] sizes = [0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x07, 0x15, 0x02];
        byte[] data = [0x2C, 0x15, 0x02, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x00];
        byte[] page = [0x15, 0x00, .. sizes, .. data, 0x00, 7];
        ColumnMetaData column = new()
        {
            Codec = codec, NumValues = 1, DataPageOffset = 1, TotalCompressedSize = int.MaxValue, TotalUncompressedSize = int.MaxValue,
        };
        MemoryStream file = new([0, .. page]);
        Assert.Contains(
            $"where {codec} can make", Assert.Throws<InvalidDataException>(() => ParquetFile.CheckPages(file, column, 1)).Message);
    }

    /// <summary>Any byte may be another: the file is read, or refused in words, in little time and memory that its size explains.</summary>
    [Fact]
    public async Task AnyDamagedByteIsSurvived()
    {
        byte[] good = await GoodAsync();
        var random = new Random(1);
        TableOptions options = new() { LabelColumn = "y", CategoryColumns = ["t"], Missing = MissingValues.Keep };
        const int count = 3_000;
        var clock = Stopwatch.StartNew();
        for (int turn = 0; turn < count; turn++)
        {
            byte[] file = [.. good];
            for (int i = random.Next(1, 4); i > 0; i--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            long before = GC.GetTotalAllocatedBytes();
            try
            {
                Dataset.FromParquet(new MemoryStream(file), options);
            }
            catch (InvalidDataException refusal)
            {
                Assert.StartsWith("Parquet", refusal.Message);
            }

            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * count)), $"{count} files took {clock.Elapsed}");
    }
}
