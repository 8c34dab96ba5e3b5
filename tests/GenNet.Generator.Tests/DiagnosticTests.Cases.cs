namespace GenNet.Generator.Tests;

public sealed partial class DiagnosticTests
{
    private const string Heads =
        "[NeuralNetwork(3)] [Dense(2, Activation.Softmax, Name = \"a\")] [Dense(2, Activation.Tanh, Name = \"b\")] [Output(\"a\")]";

    private const string Network = "[NeuralNetwork(3)] [Dense(2)]";

    /// <summary>Id, declaration, what the message must contain.</summary>
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { "GN0040", "[«NeuralNetwork(3, Weights = \"n.safetensors\")»] [Dense(2)] partial class N;",
            "takes its weights from 'n.safetensors', but none" },
        { "GN0040", "[«NeuralNetwork(3, Weights = \"\")»] [Dense(2)] partial class N;",
            "has that path, which names no file; name one of them, as by Weights = \"model.safetensors" },
        { "GN0042", "[«NeuralNetwork(3000, Weights = \"n.safetensors\")»] [Dense(400)] partial class N;",
            "has 1200400 parameters, but at most 500000" },
        { "GN0080", "[NeuralNetwork(3)] [«GRU(2)»] partial class N;", "[GRU] reads a sequence of frames" },
        { "GN0080", "[NeuralNetwork(3)] [«LSTM(2)»] partial class N;", "[LSTM] reads a sequence of frames" },
        { "GN0080", "[NeuralNetwork(3)] [«Conv1D(2, 2)»] partial class N;", "[Conv1D] reads a sequence of frames" },
        { "GN0080", "[NeuralNetwork(3)] [«Last»] [Dense(2)] partial class N;", "[Last] reads a sequence of frames" },
        { "GN0080", "[NeuralNetwork(3, Steps = 4)] [Last] [«MeanOverTime»] [Dense(2)] partial class N;", "put it above [Last]" },
        { "GN0081", "[NeuralNetwork(4, Steps = 4)] [«Conv1D(6, 2, Groups = 4)»] partial class N;",
            "Groups is 4; it must divide the 4 inputs and the 6" },
        { "GN0081", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(6, 2, Groups = 2)»] partial class N;",
            "Groups is 2; it must divide the 3 inputs" },
        { "GN0082", "[«NeuralNetwork(1, Steps = 4)»] [Conv1D(1, 3, Dilation = 2)] partial class N;",
            "has 4 frames, but an output depends on 5" },
        { "GN0083", "[NeuralNetwork(3, Steps = 4)] [Dense(3, Name = \"a\")] [Last] [«Add(\"a\")»] partial class N;",
            "'a' is a sequence of 4 frames, but what layer 2 writes is none" },
        { "GN0083", "[NeuralNetwork(3, Steps = 4)] [Dense(3, Name = \"a\")] [Last(Name = \"b\")] [«Concat(\"b\", \"a\")»] partial class N;",
            "'a' is a sequence of 4 frames, but 'b' is none" },
        { "GN0083", "[NeuralNetwork(3, Steps = 4)] [GRU(2, Name = \"a\")] [Last(Name = \"b\")] [Output(\"a\")] [«Output(\"b\")»] "
            + "partial class N;", "'a' is a sequence of 4 frames, but 'b' is none; put both above [Last] or [MeanOverTime], or both below" },
        { "GN0005", "[«NeuralNetwork(3, Steps = 0)»] [Dense(2)] partial class N;", "Steps is 0; it must be from 1 to 65536" },
        { "GN0005", "[«NeuralNetwork(3, Steps = -8)»] [GRU(2)] partial class N;", "Steps is -8; it must be from 1 to 65536" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«GRU(0)»] partial class N;", "units is 0" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(2, 0)»] partial class N;", "kernel is 0" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(0, 2)»] partial class N;", "channels is 0" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(2, 2, Dilation = 0)»] partial class N;", "Dilation is 0" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(2, 2, Groups = 0)»] partial class N;", "Groups is 0" },
        { "GN0005", "[NeuralNetwork(3, Steps = 4)] [«Conv1D(2, 40000)»] partial class N;", "kernel * inputs" },
        { "GN0005", "[NeuralNetwork(1, Steps = 4)] [«Conv1D(2, 400, Dilation = 400)»] partial class N;", "what a kernel spans" },
        { "GN0011", "[«NeuralNetwork(60000, Steps = 60000)»] [Dense(2)] partial class N;", "numbers of memory for the passes of a sample" },
        { "GN0011", "[«NeuralNetwork(8350, Steps = 60000)»] [Dense(2)] [Last] [Dense(2)] [BatchNorm] partial class N;",
            "numbers of memory for the least batch whose statistics can be taken, of 2; at most 1000000000" },
        {
            "GN0011", "[«NeuralNetwork(20000, Steps = 8)»] [Conv1D(1, 2, Dilation = 60000)] [GRU(2)] partial class N;",
            "numbers in the state of a stream"
        },
        { "GN0020", "[«NeuralNetwork(3, Steps = 4, BurnIn = 4)»] [GRU(2)] partial class N;",
            "BurnIn is 4; a window of 4 frames needs it to be from 0 to 3" },
        { "GN0020", "[«NeuralNetwork(3, Steps = 4, BurnIn = -1)»] [GRU(2)] partial class N;", "BurnIn is -1" },
        { "GN0008", "[«NeuralNetwork(3, Steps = 4, BurnIn = 1)»] [GRU(2)] [Last] partial class N;",
            "BurnIn has no effect with outputs that are no" },
        { "GN0008", "[«NeuralNetwork(3, BurnIn = 1)»] [Dense(2)] partial class N;", "BurnIn has no effect with outputs that are no" },
        { "GN0017", "[NeuralNetwork(3, Steps = 4)] [GRU(2)] partial class N { class «State»; }", "'N.State' collides with a member" },
        { "GN0017", "[NeuralNetwork(3, Steps = 4)] [GRU(2)] partial class N { void «Process»() { } }",
            "'N.Process()' collides with a member" },
        { "GN0060", "[NeuralNetwork(3)] [«Dense(2, Name = \"a b\")»] [Dense(2)] partial class N;", "'a b' cannot name a value" },
        { "GN0060", "[NeuralNetwork(3)] [«Dense(2, Name = \"\")»] [Dense(2)] partial class N;", "'' cannot name a value" },
        { "GN0060", "[NeuralNetwork(3)] [«Dense(2, Name = \"_1\")»] [Dense(2)] partial class N;", "'_1' cannot name a value" },
        { "GN0060", "[NeuralNetwork] [«Input(null, 3)»] [Dense(2)] partial class N;", "'' cannot name a value" },
        { "GN0061", "[NeuralNetwork(3)] [Dense(3, Name = \"a\")] [«Dense(3, Name = \"a\")»] [Add(\"a\")] partial class N;",
            "'a' is taken;" },
        {
            "GN0061",
            "[NeuralNetwork] [Input(\"next_state\", 3)] [«Dense(3, Name = \"nextState\")»] [Add(\"next_state\")] partial class N;",
            "'nextState' is taken by 'next_state', since both are 'NextState' in Pascal case"
        },
        { "GN0062", "[NeuralNetwork(3)] [«Dense(2, From = \"a\")»] partial class N;", "no value 'a' above; no value above has a name" },
        { "GN0062", "[NeuralNetwork(3)] [Dense(3, Name = \"b\")] [«Add(\"a\")»] partial class N;", "the names above are b" },
        { "GN0062", "[NeuralNetwork(3)] [Dense(3, Name = \"b\")] [«Add(null)»] partial class N;", "no value 'null' above" },
        { "GN0062", "[NeuralNetwork(3)] [Dense(3)] [«Concat(new string[] { null })»] partial class N;", "no value 'null' above" },
        {
            "GN0062", "[NeuralNetwork(3)] [Dense(3)] [«Add(\"a\")»] [Dense(3, Name = \"a\")] partial class N;",
            "no value 'a' above; it is declared below"
        },
        { "GN0062", "[NeuralNetwork(3)] [Dense(3)] [«Add(\"a\", Name = \"a\")»] partial class N;", "it is declared below" },
        {
            "GN0063", "[NeuralNetwork] [Input(\"a\", 3)] [Dense(2)] [«Add(\"a\")»] partial class N;",
            "what layer 1 writes has 2 numbers and 'a' has 3"
        },
        { "GN0063", "[NeuralNetwork(3)] [Dense(4, Name = \"a\")] [Dense(2, Name = \"b\")] [«Add(\"a\", From = \"b\")»] partial class N;",
            "'b' has 2 numbers and 'a' has 4" },
        { "GN0064", "[NeuralNetwork(3)] [Dense(3, Name = \"a\")] [«Dense(2)»] [Dense(2, From = \"a\")] partial class N;",
            "Nothing reads what layer 2 writes" },
        { "GN0064", "[NeuralNetwork] [«Input(\"a\", 3)»] [Input(\"b\", 3)] [Dense(2)] partial class N;", "Nothing reads 'a'" },
        { "GN0065", "[«NeuralNetwork(3)»] [Input(\"a\", 3)] [Dense(2)] partial class N;", "'N' gives its inputs twice" },
        { "GN0065", "[«NeuralNetwork»] [Dense(2)] partial class N;", "'N' does not say how many inputs it has" },
        { "GN0066", "[NeuralNetwork(3)] [Dense(2)] [«Concat»] partial class N;", "Concat names no values" },
        { "GN0066", "[NeuralNetwork(3)] [Dense(2)] [«Concat(null)»] partial class N;", "Concat names no values" },
        { "GN0008", "[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [«Concat(\"a\", From = \"a\")»] partial class N;",
            "From has no effect with Concat" },
        { "GN0005", "[NeuralNetwork] [«Input(\"a\", 0)»] [Dense(2)] partial class N;", "size is 0" },
        { "GN0005",
            "[«NeuralNetwork»] [Input(\"a\", 65536)] [Dense(2, Name = \"c\")] [Input(\"b\", 1)] [Dense(2)] [Add(\"c\")] partial class N;",
            "the sum of the inputs' sizes is 65537" },
        { "GN0005", "[NeuralNetwork] [Input(\"a\", 65536)] [«Concat(\"a\", \"a\")»] [Dense(2)] partial class N;",
            "the size of Concat is 131072" },
        { "GN0019", "[Input(\"a\", 3)] [Dense(2)] partial class «N»;", "'N' has layers but is no neural network" },
        { "GN0019", "[Output(\"a\")] partial class «N»;", "'N' has layers but is no neural network" },
        { "GN0070", $"{Heads} [Output(\"b\")] [«Output(\"a\", Loss = Loss.Huber)»] partial class N;", "'a' is an output already" },
        { "GN0062", $"{Heads} [«Output(\"c\")»] partial class N;", "no value 'c' above; the names above are a, b" },
        { "GN0062", $"{Heads} [«Output(null)»] partial class N;", "no value 'null' above" },
        { "GN0064", "[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [«Dense(2)»] [Output(\"a\")] partial class N;", "what layer 2 writes" },
        { "GN0007", $"{Heads} [«Output(\"b\", Loss = Loss.CrossEntropy)»] partial class N;",
            "The loss CrossEntropy needs the activation of the output 'b' to be Softmax, or Identity for logits, but it is Tanh" },
        { "GN0008", "[«NeuralNetwork(3, Loss = Loss.Huber)»] [Dense(2, Name = \"a\")] [Output(\"a\")] partial class N;",
            "Loss has no effect with [Output], which has its own" },
        { "GN0008", "[«NeuralNetwork(3, LabelSmoothing = 0.1)»] [Dense(2, Name = \"a\")] [Output(\"a\")] partial class N;",
            "LabelSmoothing has no effect with [Output]" },
        { "GN0008", $"{Heads} [«Output(\"b\", LabelSmoothing = 0.1)»] partial class N;", "with the loss MeanSquaredError" },
        { "GN0006", $"{Heads} [«Output(\"b\", Loss = (Loss)77)»] partial class N;", "77 is not a member of the enum Loss" },
        { "GN0009", $"{Heads} [«Output(\"b\", Weight = double.NaN)»] partial class N;", "Weight is NaN" },
        { "GN0009", $"{Heads} [«Output(\"b\", Weight = 1e300)»] partial class N;", "Weight is 1E+300" },
        { "GN0020", $"{Heads} [«Output(\"b\", Weight = -1)»] partial class N;", "Weight is -1; the output 'b' needs it to be at least 0" },
        { "GN0021", $"{Heads} [«Output(\"b\", CustomLoss = typeof(int))»] partial class N;", "'Int32' cannot be a loss" },
        { "GN0022", "[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [Dropout(0.5, Name = \"b\")] [Dense(2, Name = \"c\")] [Output(\"c\")] "
            + "[«Output(\"b\")»] partial class N;", "writes the output 'b', and outputs are never dropped" },
        { "GN0071", "[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [«Dense(2, Name = \"targets\")»] [Output(\"a\")] [Output(\"targets\")] "
            + "partial class N;", "'targets' would be Targets of the struct Targets" },
        { "GN0071", "[NeuralNetwork] [Input(\"a\", 2)] [«Input(\"get_type\", 2)»] [Add(\"a\")] partial class N;",
            "'get_type' would be GetType of the struct Inputs" },
        { "GN0017", $"{Heads} [Output(\"b\")] partial class N {{ int «Targets»; }}", "'N.Targets' collides" },
        { "GN0010", $"{Heads} partial class «N»; [Output(\"b\")] partial class N;", "The layers of 'N' are spread" },
        { "GN0022", "[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [Dropout(0.5)] [Dense(2, Name = \"b\")] [«Dropout(0.5, From = \"a\")»] "
            + "[Add(\"b\")] partial class N;", "drops what another [Dropout] drops already" },
        { "GN0001", $"{Network} class «N»;", "'N' must be partial" },
        { "GN0001", $"{Network} public sealed class «@class»;", "'class' must be partial" },
        { "GN0002", $"class Outer {{ {Network} partial class «N»; }}", "'Outer' contains the neural network 'N'" },
        { "GN0002", $"class Outer {{ partial struct Middle {{ {Network} partial class «N»; }} }}", "'Outer'" },
        { "GN0003", $"{Network} static partial class «N»;", "'N' is static" },
        { "GN0003", $"{Network} abstract partial class «N»;", "'N' is abstract" },
        { "GN0003", $"{Network} partial record «N»;", "'N' is a record" },
        { "GN0003", $"{Network} partial class «N»<T>;", "'N' is generic" },
        { "GN0003", $"partial class Outer<T> {{ {Network} partial class «N»; }}", "'N' is in a generic type" },
        { "GN0003", $"{Network} file partial class «N»;", "'N' is file-local" },
        { "GN0003", $"file partial class Outer {{ {Network} partial class «N»; }}", "'N' is in a file-local type" },
        { "GN0003", $"{Network} partial class «N» : M; {Network} partial class M;", "'N' is derived from the neural network 'M'" },
        { "GN0003", $"class Base(int x) {{ public int X = x; }} {Network} partial class «N» : Base;",
            "'Base', which has no constructor" },
        { "GN0003", $"{Network} partial class «N» {{ public required int Scale {{ get; init; }} }}", "the required member 'N.Scale'" },
        { "GN0003", $"class Base {{ public required int Scale; }} {Network} partial class «N» : Base;", "required member 'Base.Scale'" },
        { "GN0004", "[NeuralNetwork(3)] partial class «N»;", "'N' has no layers" },
        { "GN0005", "[«NeuralNetwork(0)»] [Dense(2)] partial class N;", "inputs is 0; it must be from 1 to 65536" },
        { "GN0005", "[«NeuralNetwork(inputs: -5)»] [Dense(2)] partial class N;", "inputs is -5" },
        { "GN0005", "[NeuralNetwork(3)] [«Dense(0)»] [Dense(2)] partial class N;", "units is 0" },
        { "GN0005", "[NeuralNetwork(3)] [Dense(2), «Dense(65537)»] partial class N;", "units is 65537" },
        { "GN0005", "[«NeuralNetwork(100_000)»] [Dense(2)] partial class N;", "inputs is 100000" },
        { "GN0005", "[NeuralNetwork(3)] [«Embedding(0, 4)»] partial class N;", "count is 0; it must be from 1 to 16777216" },
        { "GN0005", "[NeuralNetwork(3)] [«Embedding(16777217, 4)»] partial class N;", "count is 16777217" },
        { "GN0005", "[NeuralNetwork(3)] [«Embedding(9, 0)»] partial class N;", "size is 0" },
        { "GN0005", "[NeuralNetwork(3)] [«Embedding(9, 65537)»] partial class N;", "size is 65537" },
        { "GN0005", "[NeuralNetwork(9)] [«Embedding(9, 65536)»] partial class N;", "9 columns x 65536 is 589824; it must be" },
        { "GN0006", "[NeuralNetwork(3)] [«Dense(2, (Activation)99)»] partial class N;", "99 is not a member of the enum Activation" },
        { "GN0006", "[NeuralNetwork(3)] [«Dense(2, Initializer = (Initializer)(-1))»] partial class N;", "the enum Initializer" },
        { "GN0006", "[«NeuralNetwork(3, Loss = (Loss)77)»] [Dense(2)] partial class N;", "77 is not a member of the enum Loss" },
        { "GN0006", "[«NeuralNetwork(3, Reduction = (Reduction)2)»] [Dense(2)] partial class N;", "the enum Reduction" },
        { "GN0006", "[«NeuralNetwork(3, Precision = (Precision)9)»] [Dense(2)] partial class N;", "the enum Precision" },
        { "GN0006", "[«NeuralNetwork(3, Unroll = (Unroll)3)»] [Dense(2)] partial class N;", "the enum Unroll" },
        {
            "GN0007", "[«NeuralNetwork(3, Loss = Loss.CrossEntropy)»] [Dense(2, Activation.Tanh)] partial class N;",
            "The loss CrossEntropy needs the last layer's activation to be Softmax, or Identity for logits, but it is Tanh"
        },
        {
            "GN0007", "[«NeuralNetwork(3, Loss = Loss.BinaryCrossEntropy)»] [Dense(2, Activation.Softmax)] partial class N;",
            "The loss BinaryCrossEntropy needs the last layer's activation to be Sigmoid, or Identity for logits, but it is Softmax"
        },
        { "GN0008", "[NeuralNetwork(3)] [«Dense(2, Activation.Tanh, Alpha = 0.5)»] partial class N;", "Alpha has no effect with" },
        { "GN0008", "[NeuralNetwork(3)] [«Dense(2, InitialValue = 0.5)»] partial class N;", "with the initializer Auto" },
        { "GN0007", "[«NeuralNetwork(3, Loss = Loss.NegativeLogLikelihood)»] [Dense(2)] partial class N;",
            "to be LogSoftmax, but it is Identity" },
        { "GN0007", "[«NeuralNetwork(3, Loss = Loss.KullbackLeibler)»] [Dense(2)] partial class N;", "to be Softmax or LogSoftmax, but" },
        { "GN0007", $"[«NeuralNetwork(3, Loss = Loss.CrossEntropy)»] [Dense(2, typeof(G))] partial class N; {Custom}", "but it is G" },
        { "GN0008", "[NeuralNetwork(3)] [«Dense(2, Activation.ELU, Beta = 0.5)»] partial class N;",
            "Beta has no effect with the activation ELU" },
        { "GN0008", $"[NeuralNetwork(3)] [«Dense(2, typeof(G), Alpha = 1)»] partial class N; {Custom}",
            "Alpha has no effect with the activation G" },
        {
            "GN0008", $"[«NeuralNetwork(3, Loss = Loss.Huber, CustomLoss = typeof(C))»] [Dense(2)] partial class N; {Custom}",
            "Loss has no effect with a CustomLoss"
        },
        {
            "GN0008", "[«NeuralNetwork(3, LabelSmoothing = 0.1)»] [Dense(2)] partial class N;",
            "LabelSmoothing has no effect with the loss MeanSquaredError"
        },
        {
            "GN0008", $"[«NeuralNetwork(3, CustomLoss = typeof(C), LabelSmoothing = 0)»] [Dense(2)] partial class N; {Custom}",
            "LabelSmoothing has no effect with the loss C"
        },
        { "GN0009", "[NeuralNetwork(3)] [«Dense(2, Activation.ELU, Alpha = double.NaN)»] partial class N;", "Alpha is NaN" },
        { "GN0009", "[NeuralNetwork(3)] [«Dense(2, Activation.PReLU, Alpha = -1 / 0.0)»] partial class N;", "Alpha is -Infinity" },
        {
            "GN0009", "[NeuralNetwork(3)] [«Dense(2, Initializer = Initializer.Constant, InitialValue = 1 / 0.0)»] partial class N;",
            "InitialValue is Infinity"
        },
        { "GN0009", "[NeuralNetwork(3)] [«Dense(2, Activation.ELU, Alpha = 1e39)»] partial class N;", "Alpha is 1E+39; it must be a" },
        {
            "GN0009", "[NeuralNetwork(3, Precision = Precision.Double)] [«Dense(2, Activation.ELU, Alpha = 1 / 0.0)»] partial class N;",
            "it must be a finite double"
        },
        { "GN0010", "[NeuralNetwork(3)] [Dense(2)] partial class «N»; [Dense(4)] partial class N;", "The layers of 'N' are spread" },
        { "GN0010", "[Dense(4)] partial class N; [NeuralNetwork(3)] partial class «N»;", "The layers of 'N' are spread" },
        { "GN0011", "[«NeuralNetwork(65536)»] [Dense(65536)] partial class N;", "'N' has 4295032832 parameters; at most 268435456" },
        { "GN0011", "[«NeuralNetwork(1)»] [Embedding(16777216, 17)] partial class N;", "'N' has 285212672 parameters" },
        { "GN0011", "[«NeuralNetwork(1, Precision = Precision.Double)»] [Embedding(268435456, 1)] partial class N;", "with the padding" },
        { "GN0012", "[NeuralNetwork(3)] [«Dense(1, Activation.Softmax)»] partial class N;", "use Sigmoid" },
        { "GN0012", "[NeuralNetwork(3)] [«Dense(1, Activation.LogSoftmax)»] partial class N;", "always 0; use Sigmoid" },
        { "GN0013", "[NeuralNetwork(3)] [Dense(2)] [«Dense(1, Activation.BinaryStep)»] partial class N;", "neither layer 2" },
        { "GN0014", "[«NeuralNetwork(200, Unroll = Unroll.Full)»] [Dense(2)] partial class N;", "'N' is written as register tiles" },
        { "GN0017", $"{Network} partial class N {{ int «InputSize» => 1; }}", "'N.InputSize'" },
        { "GN0017", $"{Network} partial class N {{ class «Train»; }}", "'N.Train'" },
        { "GN0017", $"{Network} partial class N {{ event System.Action «s_layout»; }}", "'N.s_layout'" },
        { "GN0017", $"{Network} partial class N {{ public «N»(int size) : this() {{ }} }}", "'N.N(int)'" },
        {
            "GN0017",
            "[NeuralNetwork(3, Precision = Precision.Double)] [Dense(2)] partial class N "
            + "{ void «GetParameters»(System.Span<double> x) { } }",
            "'N.GetParameters(Span<double>)'"
        },
        {
            "GN0017", $"{Network} partial class N {{ void «Predict»(System.ReadOnlySpan<float> x, System.Span<float> y) {{ }} }}",
            "'N.Predict(ReadOnlySpan<float>, Span<float>)'"
        },
        { "GN0017", $"class Base {{ protected int «OutputSize»; }} class M : Base; {Network} partial class N : M;", "'Base.OutputSize'" },
        { "GN0017", $"{Network} partial class «Predict»;", "'Predict'" },
        { "GN0017", $"namespace A {{ {Network} partial class N; enum «NOperations»; }}", "'NOperations'" },
        { "GN0017", $"partial class Outer {{ {Network} partial class N; int «NOperations» => 1; }}", "'Outer.NOperations'" },
        { "GN0018", $"{Network} partial class N {{ public «N»(string name) {{ }} }}", "'N' must call the generated one" },
        { "GN0018", $"{Network} partial class N {{ private «N»(string name) : base() {{ }} }}", "': this(seed)'" },
        { "GN0018", $"{Network} partial class «N»(string name);", "'N'" },
        { "GN0019", "[Dense(2)] [Dense(1)] partial class «N»;", "'N' has layers but is no neural network" },
        { "GN0019", "partial class N; [Dropout(0.5)] partial class «N»;", "'N' has layers but is no neural network" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, Activation.LeakyReLU, Alpha = -1)»] partial class N;",
            "Alpha is -1; the activation LeakyReLU" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, Activation.CELU, Alpha = 0)»] partial class N;", "needs it to be greater than 0" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, Activation.CELU, Alpha = 1e-60)»] partial class N;", "Alpha is 1E-60" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, Activation.Softplus, Beta = -2)»] partial class N;",
            "Beta is -2; the activation Softplus" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, Activation.HardTanh, Alpha = 1)»] partial class N;", "less than Beta, which is 1" },
        { "GN0009", "[NeuralNetwork(3)] [«Dense(2, L1 = double.NaN)»] partial class N;", "L1 is NaN; it must be a finite float" },
        { "GN0009", "[NeuralNetwork(3)] [«Dense(2, L2 = 1e39)»] partial class N;", "L2 is 1E+39" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, L1 = -1)»] partial class N;", "L1 is -1; a penalty needs it to be at least 0" },
        { "GN0020", "[NeuralNetwork(3)] [«Dense(2, L2 = -1e-60)»] partial class N;", "L2 is -1E-60; a penalty" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«Dropout(1)»] [Dense(2)] partial class N;",
            "rate is 1; Dropout needs it to be at least 0" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«Dropout(double.NaN)»] [Dense(2)] partial class N;", "rate is NaN" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«BatchNorm(Epsilon = 0)»] partial class N;",
            "Epsilon is 0; BatchNorm needs it to be greater than 0" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«BatchNorm(Epsilon = 1e-60)»] partial class N;",
            "Epsilon is 1E-60; BatchNorm needs it to be greater than 0" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«BatchNorm(Momentum = 1.01)»] partial class N;",
            "Momentum is 1.01; BatchNorm needs it to be from 0 to 1" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«BatchNorm(Momentum = -0.1)»] partial class N;", "from 0 to 1" },
        { "GN0020", "[NeuralNetwork(3)] [Dense(2)] [«LayerNorm(Epsilon = -1)»] partial class N;",
            "LayerNorm needs it to be greater than 0" },
        { "GN0022", "[NeuralNetwork(3)] [«Dropout(0.5)»] [Dense(2)] partial class N;", "stands above every layer" },
        { "GN0022", "[NeuralNetwork] [Input(\"a\", 3)] [Dense(3)] [«Dropout(0.5, From = \"a\")»] [Dense(2)] partial class N;",
            "drops inputs" },
        { "GN0022", "[NeuralNetwork(3)] [Dense(2)] [«Dropout(0.5)»] partial class N;", "follows the last layer" },
        { "GN0022", "[NeuralNetwork(3)] [Dense(2)] [Dropout(0.5)] [«Dropout(0.5)»] [Dense(2)] partial class N;",
            "follows another [Dropout]" },
        {
            "GN0020", "[«NeuralNetwork(3, LabelSmoothing = 1)»] [Dense(2, Activation.Softmax)] partial class N;",
            "LabelSmoothing is 1; the loss CrossEntropy needs it to be at least 0 and less than 1"
        },
        { "GN0020", "[«NeuralNetwork(3, LabelSmoothing = -0.1)»] [Dense(2, Activation.Sigmoid)] partial class N;",
            "LabelSmoothing is -0.1" },
        { "GN0020", "[«NeuralNetwork(3, LabelSmoothing = double.NaN)»] [Dense(2, Activation.Sigmoid)] partial class N;",
            "LabelSmoothing is NaN" },
        { "GN0067", "[NeuralNetwork(3)] [«Gated»] [Dense(2)] partial class N;", "[Gated] halves what it reads, but the input row has 3 numbers" },
        { "GN0067", "[NeuralNetwork(4)] [«Gated(Activation.Tanh, Activation.Softmax)»] partial class N;", "which Softmax is not" },
        { "GN0067", "[NeuralNetwork(4)] [«Gated(Activation.PReLU)»] partial class N;", "which PReLU is not" },
        { "GN0006", "[NeuralNetwork(4)] [«Gated((Activation)99)»] partial class N;", "99 is not a member of the enum Activation" },
        { "GN0090", "[NeuralNetwork(3)] [Dense(2)] [«Embedding(9, 4)»] partial class N;", "reads what layer 1 computes" },
        { "GN0090", "[NeuralNetwork(3)] [Embedding(9, 4)] [«Embedding(9, 4)»] partial class N;", "reads what layer 1 computes" },
        { "GN0021", "[NeuralNetwork(3)] [«Dense(2, typeof(string))»] partial class N;",
            "'String' cannot be an activation: it is not a struct" },
        { "GN0021", "[NeuralNetwork(3)] [«Dense(2, null)»] partial class N;", "'null' cannot be an activation" },
        { "GN0021", "[NeuralNetwork(3)] [«Dense(2, typeof(int[]))»] partial class N;", "it is not a struct" },
        { "GN0021", "[NeuralNetwork(3)] [«Dense(2, typeof(int))»] partial class N;",
            "does not implement GenNet.Activations.IActivation" },
        { "GN0021", $"[NeuralNetwork(3)] [«Dense(2, typeof(C))»] partial class N; {Custom}",
            "does not implement GenNet.Activations.IActivation" },
        { "GN0021", $"[«NeuralNetwork(3, CustomLoss = typeof(G))»] [Dense(2)] partial class N; {Custom}", "'G' cannot be a loss" },
        { "GN0021", $"[«NeuralNetwork(3, CustomLoss = typeof(G), LabelSmoothing = 0.1)»] [Dense(2)] partial class N; {Custom}", "'G' cannot" },
        { "GN0021", $"{Heads} [«Output(\"b\", CustomLoss = typeof(int), LabelSmoothing = 2)»] partial class N;", "'Int32' cannot" },
        { "GN0006", "[«NeuralNetwork(3, Loss = (Loss)77, LabelSmoothing = 0.1)»] [Dense(2)] partial class N;", "77 is not a member" },
        { "GN0021", "[NeuralNetwork(3)] [«Dense(2, typeof(int), Alpha = 1, Beta = 2)»] partial class N;", "'Int32' cannot be an activation" },
        { "GN0021", $"[NeuralNetwork(3)] [«Dense(2, typeof(O<>))»] partial class N; {Custom}", "its type parameters are open" },
        { "GN0021", $"[NeuralNetwork(3)] [«Dense(2, typeof(P))»] partial class N {{ private {ActivationStruct("P")} }}",
            "no access to it" },
        { "GN0021", $"[NeuralNetwork(3)] [«Dense(2, typeof(P))»] partial class N; file {ActivationStruct("P")}", "no access to it" },
        { "GN0021", $"[NeuralNetwork(3)] [«Dense(2, typeof(P))»] partial class N; ref {ActivationStruct("P")}", "it is a ref struct" },
    };

    private static string Custom => $"{ActivationStruct("G")} {ActivationStruct("O<T>")} {CustomLoss}";

    private const string CustomLoss = """
        struct C : GenNet.Losses.ILoss
        {
            public static bool IsMean => true;
            public V Value<V>(V a, V y) where V : struct, GenNet.Numerics.IVector<V> => a - y;
            public V Derivative<V>(V a, V y) where V : struct, GenNet.Numerics.IVector<V> => V.Create(1);
        }
        """;

    private static string ActivationStruct(string name) => $$"""
        struct {{name}} : GenNet.Activations.IActivation
        {
            public V Forward<V>(V z) where V : struct, GenNet.Numerics.IVector<V> => z;
            public V Derivative<V>(V z, V a) where V : struct, GenNet.Numerics.IVector<V> => V.Create(1);
        }
        """;

    // Of the project: LanguageBeforeCSharp11IsRefused, MissingRuntimeIsSaid, RuntimeOfAnotherVersionIsRefused, TypeSystemIsRefused.
    // Of files: Onnx/GenerationTests, WeightsTests.
}
