extern alias generator;

using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using generator::GenNet.Generator.Model;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using generator::Onnx;
using Google.Protobuf;
using Xunit.Abstractions;
using static generator::Onnx.TensorProto.Types;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// Recorded models that are damaged at random, in their bytes and in their graphs: reading ends in a network or in a reason, and takes
/// memory in proportion to the file, and little time.
/// </summary>
/// <remarks><c>GENNET_FUZZ=n</c> in the environment reads n models instead of <see cref="DefaultCount"/>.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultCount = 2_000;

    // The messages, a double for each number; formulas of an activation, compared with those of all that there are.
    private const int FixedMemory = 4 << 20, MemoryPerByte = 64;

    private static readonly byte[][] s_files = [.. RecordedModel.All.Values.Select(model => model.File)];

    private static readonly string[] s_operators =
    [
        "Add", "Sub", "Mul", "Div", "Pow", "Neg", "Reciprocal", "Sqrt", "Max", "Min", "Clip", "Greater", "Relu", "LeakyRelu", "PRelu",
        "Elu", "Selu", "Celu", "Gelu", "HardSigmoid", "HardSwish", "Mish", "Sigmoid", "Softplus", "Softsign", "Swish", "Tanh", "Atan",
        "Erf", "Exp", "Log", "Abs", "Softmax", "LogSoftmax", "Gemm", "MatMul", "BatchNormalization", "Constant", "Identity", "Cast",
        "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze",
        "Transpose", "Shape", "Gather", "Slice", "Split", "Concat", "Conv", "GRU", "LSTM", "Pad", "ReduceMean", "ConstantOfShape", "Expand",
        "GlobalAveragePool", "ConvTranspose",
    ];

    private static readonly long[] s_sizes = [-1, 0, 1, 2, 3, 4, 6, 8, 24, 65_537, int.MaxValue, 1L << 32, long.MaxValue, long.MinValue];

    /// <summary>One damage: of which kind, where, and with what.</summary>
    public sealed record Damage(int Kind, double Place, int Value)
    {
        public byte[] Apply(byte[] file) =>
            Kind < 5 || Parse(file) is not { Graph: { } graph } model ? DamageBytes(file) : DamageGraph(model, graph);

        private byte[] DamageBytes(byte[] file)
        {
            int at = (int)(Place * file.Length);
            return Kind switch
            {
                0 when file.Length > 0 => [.. file[..at], (byte)Value, .. file[(at + 1)..]],
                1 => file[..at],
                2 => [.. file, .. new byte[Value & 63]],
                3 => [.. file[..at], .. file[Math.Max(0, at - (Value & 63))..]],
                4 => [.. file[..at], .. file[Math.Min(file.Length, at + (Value & 15))..]],
                _ => file,
            };
        }

        private byte[] DamageGraph(ModelProto model, GraphProto graph)
        {
            NodeProto? node = At(graph.Node);
            TensorProto? tensor = At(graph.Initializer);
            AttributeProto? attribute = node is null ? null : At(node.Attribute);
            string[] names =
                [.. graph.Node.SelectMany(other => other.Output), .. graph.Initializer.Select(other => other.Name), "input", ""];
            switch (Kind)
            {
                case 5 or 6 when node is not null: node.OpType = s_operators[Value % s_operators.Length]; break;
                case 7 when node is { Input.Count: > 0 }: node.Input[Value % node.Input.Count] = names[Value / 7 % names.Length]; break;
                case 8 when node is not null: node.Input.Add(names[Value % names.Length]); break;
                case 9 when node is not null: graph.Node.Insert(Value % graph.Node.Count, node.Clone()); break;
                case 10 when node is not null: graph.Node.Remove(node); break;
                case 11 when node is { Output.Count: > 0 }: node.Output[0] = names[Value % names.Length]; break;
                case 12 when tensor is { Dims.Count: > 0 }:
                    tensor.Dims[Value % tensor.Dims.Count] = s_sizes[Value / 7 % s_sizes.Length];
                    break;
                case 13 when tensor is not null: tensor.Dims.Add(s_sizes[Value % s_sizes.Length]); break;
                case 14 when tensor is not null: graph.Initializer.Remove(tensor); break;
                case 15 when tensor is not null: tensor.DataType = Value % 17; break;
                case 16 when tensor is not null: tensor.DataLocation = DataLocation.External; break;
                case 17 when tensor is not null:
                    tensor.RawData = ByteString.CopyFrom(tensor.RawData.ToByteArray()[..(tensor.RawData.Length * (Value & 7) / 8)]);
                    break;
                case 18 when attribute is not null: attribute.I = s_sizes[Value % s_sizes.Length]; break;
                case 19 when attribute is not null: attribute.F = BitConverter.Int32BitsToSingle(Value); break;
                case 20 when attribute is not null: attribute.Ints.Add(s_sizes[Value % s_sizes.Length]); break;
                case 21 when At(graph.Input)?.Type?.TensorType?.Shape?.Dim is { Count: > 0 } sizes:
                    At(sizes)!.DimValue = s_sizes[Value % s_sizes.Length];
                    break;
                case 22 when graph.Output.Count > 0: graph.Output[0].Name = names[Value % names.Length]; break;
                case 23 when model.OpsetImport.Count > 0: model.OpsetImport[0].Version = s_sizes[Value % s_sizes.Length]; break;
            }

            return model.ToByteArray();
        }

        private T? At<T>(IList<T> items) where T : class => items.Count == 0 ? null : items[(int)(Place * items.Count)];

        private static ModelProto? Parse(byte[] file)
        {
            try
            {
                return ModelProto.Parser.ParseFrom(file);
            }
            catch (InvalidProtocolBufferException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void ReadsOrExplains()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("GENNET_FUZZ") ?? $"{DefaultCount}", CultureInfo.InvariantCulture);
        int read = 0, unreadable = 0, explained = 0;
        long most = 0;
        Gen<Damage> damage =
            from kind in Gen.Choose(0, 23)
            from place in Gen.Choose(0, 9_999)
            from value in Gen.Choose(0, int.MaxValue)
            select new Damage(kind, place / 10_000.0, value);
        Gen<(byte[], Damage[])> cases =
            from file in Gen.Elements(s_files)
            from several in Gen.Choose(1, 3).SelectMany(number => damage.ArrayOf(number))
            select (file, several);

        Property property = Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            byte[] file = drawn.Item2.Aggregate(drawn.Item1, (bytes, one) => one.Apply(bytes));
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            ModelReading reading = OnnxReader.Read(file);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            most = Math.Max(most, allocated);
            Assert.True(
                allocated <= FixedMemory + ((long)MemoryPerByte * file.Length), $"{allocated:N0} bytes for a file of {file.Length:N0}");
            if (reading.Network is { } network)
            {
                Assert.Equal(
                    network.ParameterCount <= BakedParameters.MaxCount ? network.ParameterCount : 0, network.Parameters.Count);
                Assert.DoesNotContain(network.Parameters, parameter => !double.IsFinite(parameter));
                read++;
            }
            else
            {
                Assert.NotEmpty(reading.Problem!.Reason);
                _ = reading.Problem.Reason.StartsWith("it is no ONNX model", StringComparison.Ordinal) ? unreadable++ : explained++;
            }
        });
        var clock = Stopwatch.StartNew();
        // Quiet, since other tests take what programs print on the console meanwhile.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true), property);
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * count)), $"{count} files took {clock.Elapsed}");

        output.WriteLine($"{read:N0} read, {explained:N0} explained, {unreadable:N0} unreadable; at most {most:N0} bytes taken");
        Assert.True(
            read > count / 50 && explained > count / 4 && unreadable > count / 50,
            $"{read} read, {explained} explained, {unreadable} unreadable");
    }

    /// <summary>Sums of many terms that are alike, which a few bytes of the file ask for again and again.</summary>
    [Fact]
    public void LongFormulasTakeMemoryInProportion()
    {
        const int terms = 45, sums = 100;
        ModelProto model = TinyModel.Create();
        model.Graph.Node[1] = TinyModel.Node("Tanh", ["z"], "sum0");
        for (int i = 1; i <= terms; i++)
        {
            model.Graph.Initializer.Add(TinyModel.Tensor($"c{i}", [1], i));
            model.Graph.Node.Add(TinyModel.Node("Add", ["z", $"c{i}"], $"z{i}"));
            model.Graph.Node.Add(TinyModel.Node("Tanh", [$"z{i}"], $"a{i}"));
            model.Graph.Node.Add(TinyModel.Node("Add", [$"sum{i - 1}", $"a{i}"], $"sum{i}"));
        }

        for (int i = 0; i < sums; i++)
            model.Graph.Node.Add(TinyModel.Node("Sub", [$"sum{terms}", $"sum{terms}"], $"zero{i}"));
        byte[] file = model.ToByteArray();
        OnnxReader.Read(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        OnnxReader.Read(file);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(allocated, file.Length, FixedMemory + ((long)MemoryPerByte * file.Length));
        output.WriteLine($"{allocated:N0} bytes for a file of {file.Length:N0}");
    }

    [Fact]
    public void RandomBytesAreNoModel()
    {
        Random random = new(1);
        for (int i = 0; i < DefaultCount; i++)
        {
            byte[] file = new byte[random.Next(200)];
            random.NextBytes(file);
            Assert.NotNull(OnnxReader.Read(file).Problem);
        }
    }
}
