using System.Collections.Immutable;
using GenNet.Generator.Formats;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>What can be wrong with a declaration.</summary>
internal static class Diagnostics
{
    private const string Category = "GenNet";

    private const int LongestArgument = 300;

    /// <summary>Where the rules' pages are.</summary>
    public const string HelpBase = "https://github.com/gennet/gennet/blob/main/docs/rules/";

    // Filled by the fields below, so it must stand above them.
    private static readonly ImmutableArray<DiagnosticDescriptor>.Builder s_all = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "GN0001", "A neural network's class is partial",
        "'{0}' must be partial, because the compiler writes the rest of it; add the modifier 'partial'");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "GN0002", "Types around a neural network are partial",
        "'{0}' contains the neural network '{1}' and must be partial too; add the modifier 'partial'");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "GN0003", "A neural network is an ordinary class",
        "'{0}' is {1}; a neural network must be an ordinary class, in types that are neither generic nor file-local");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "GN0004", "A neural network has layers",
        "'{0}' has no layers; add at least one, [Dense(units, activation)] say");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error(
        "GN0005", "Sizes are in range",
        "{0} is {1}; it must be from 1 to {2}");

    public static readonly DiagnosticDescriptor UndefinedValue = Error(
        "GN0006", "Enum values are defined",
        "{0} is not a member of the enum {1}");

    public static readonly DiagnosticDescriptor LossDoesNotFit = Error(
        "GN0007", "Loss and output fit each other",
        "The loss {0} needs {3} to be {1}, but it is {2}");

    public static readonly DiagnosticDescriptor MeaninglessOption = Error(
        "GN0008", "Options have an effect",
        "{0} has no effect with {1}; remove it");

    public static readonly DiagnosticDescriptor NotFinite = Error(
        "GN0009", "Numbers are finite",
        "{0} is {1}; it must be a finite {2}");

    public static readonly DiagnosticDescriptor SeveralDeclarations = Error(
        "GN0010", "Layers are declared in one place",
        "The layers of '{0}' are spread over partial declarations, which have no order; put them below [NeuralNetwork]");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "GN0011", "A network fits into memory",
        "'{0}' has {1}; at most {2} are possible");

    public static readonly DiagnosticDescriptor SoftmaxOfOneUnit = Warning(
        "GN0012", "Softmax has several units",
        "The {0} of a single unit is always {1}; use Sigmoid for a single output");

    public static readonly DiagnosticDescriptor NothingLearns = Warning(
        "GN0013", "BinaryStep stops the gradient",
        "BinaryStep has the derivative 0, so neither layer {0} nor any before it learns through it");

    public static readonly DiagnosticDescriptor UnrollBeyondBudget = Create(
        "GN0014", "Unroll.Full has a budget", DiagnosticSeverity.Info,
        "'{0}' is written as register tiles, because Unroll.Full goes as far as {1}");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "GN0015", "The language is C# 11 or later",
        "The neural network '{0}' needs C# 11 or later, but the project is compiled as C# {1}; set <LangVersion> to 11 or remove it");

    public static readonly DiagnosticDescriptor RuntimeMissing = Error(
        "GN0016", "GenNet.Runtime is referenced",
        "The neural network '{0}' needs the assembly GenNet.Runtime, which the project does not reference");

    public static readonly DiagnosticDescriptor MemberCollides = Error(
        "GN0017", "Generated members have their names to themselves",
        "'{0}' collides with a member that the compiler writes for the neural network '{1}'; give it another name");

    public static readonly DiagnosticDescriptor ConstructorDoesNotChain = Error(
        "GN0018", "Constructors call the generated one",
        "A constructor of the neural network '{0}' must call the generated one, which makes the parameters; add ': this(seed)'");

    public static readonly DiagnosticDescriptor StrayLayers = Error(
        "GN0019", "Layers belong to a neural network",
        "'{0}' has layers but is no neural network; add [NeuralNetwork(inputs)] above them");

    public static readonly DiagnosticDescriptor NumberOutOfRange = Error(
        "GN0020", "Numbers are in range",
        "{0} is {1}; {2} needs it to be {3}");

    public static readonly DiagnosticDescriptor UnusableType = Error(
        "GN0021", "Custom activations and losses are structs that generated code can use",
        "'{0}' cannot be {1}: {2}");

    public static readonly DiagnosticDescriptor MisplacedDropout = Error(
        "GN0022", "Dropout stands between layers",
        "This [Dropout] {0}; put one below the layer whose outputs it drops, with another layer after it");

    public static readonly DiagnosticDescriptor OtherRuntime = Error(
        "GN0023", "Generator and Runtime are of one version",
        "The neural network '{0}' is compiled against GenNet.Runtime {1}, but the generator writes for version {2}; "
        + "reference both with one version of the package GenNet");

    public static readonly DiagnosticDescriptor NameHidden = Error(
        "GN0024", "Names of System and GenNet are not hidden",
        "'{0}' hides what the code of the neural network '{1}' needs by this name; rename it, or put it into another namespace");

    public static readonly DiagnosticDescriptor NoPartOfNetwork = Error(
        ModelBaking.NoPart, "ONNX nodes are those of GenNet's layers",
        "The neural network '{0}' cannot be made from '{1}': the {2} cannot be part of it, because {3}");

    public static readonly DiagnosticDescriptor NoNetworkInFile = Error(
        ModelFormat.NoOnnx, "ONNX files are networks of GenNet's layers",
        "The neural network '{0}' cannot be made from '{1}': {2}");

    public static readonly DiagnosticDescriptor FileGivesLayers = Error(
        "GN0032", "The file gives the layers",
        "'{0}' has its layers from '{1}'; remove this attribute");

    public static readonly DiagnosticDescriptor ModelTooLarge = Error(
        ModelBaking.TooLarge, "Models that are compiled in have a limit",
        "The neural network '{0}' has {1} parameters in '{2}', but at most {3} can be compiled in; "
        + "declare its layers by attributes and load the parameters at run time");

    public static readonly DiagnosticDescriptor NoStreamModel = Error(
        ModelFormat.NoStreamModel, "Files of Neural Amp Modeler and RTNeural are networks of layers that GenNet has",
        "The neural network '{0}' cannot be made from '{1}': {2}");

    public static readonly DiagnosticDescriptor NoSuchWeights = Error(
        Baking.NoSuchFile, "Weights are an additional file",
        "The neural network '{0}' takes its weights from '{1}', but {2}");

    public static readonly DiagnosticDescriptor UnusableWeights = Error(
        Baking.UnusableFile, "Weights are those of the network",
        "The weights of the neural network '{0}' cannot be taken from '{1}': {2}");

    public static readonly DiagnosticDescriptor WeightsTooLarge = Error(
        Baking.TooLarge, "Weights that are compiled in have a limit",
        "The neural network '{0}' has {1} parameters, but at most {2} can be compiled in; "
        + "remove Weights and load them at run time by {0}.Load");

    public static readonly DiagnosticDescriptor NameIsNoIdentifier = Error(
        "GN0060", "Names are identifiers",
        "'{0}' cannot name a value; a name is an identifier, in Pascal case too");

    public static readonly DiagnosticDescriptor NameIsTaken = Error(
        "GN0061", "Names are unique",
        "The name '{0}' is taken{1}; give this value another one");

    public static readonly DiagnosticDescriptor NothingToRead = Error(
        "GN0062", "What is read is declared above",
        "There is no value '{0}' above; {1}");

    public static readonly DiagnosticDescriptor SizesDiffer = Error(
        "GN0063", "What is added has one size",
        "Add needs two values of one size, but {0} has {1} numbers and '{2}' has {3}");

    public static readonly DiagnosticDescriptor NothingReads = Error(
        "GN0064", "Every value is read",
        "Nothing reads {0}; read it below by From, Add or Concat, or remove it");

    public static readonly DiagnosticDescriptor InputsUnclear = Error(
        "GN0065", "Inputs are declared in one way",
        "'{0}' {1}; say either [NeuralNetwork(inputs)], or [NeuralNetwork] and an [Input(name, size)] for each input");

    public static readonly DiagnosticDescriptor NothingToJoin = Error(
        "GN0066", "Concat names values",
        "Concat names no values; name those that it is to put side by side");

    public static readonly DiagnosticDescriptor NoGates = Error(
        "GN0067", "Gated activations have a gate for each number",
        "[Gated] {0}");

    public static readonly DiagnosticDescriptor OutputTwice = Error(
        "GN0070", "An output is named once",
        "'{0}' is an output already; name each output once");

    public static readonly DiagnosticDescriptor NameIsOfStruct = Error(
        "GN0071", "Inputs and outputs have names that a struct can have as members",
        "'{0}' would be {1} of the struct {2}, which cannot have a member of that name; give the value another one");

    public static readonly DiagnosticDescriptor NoSequence = Error(
        "GN0080", "Layers over time read sequences",
        "{0} reads a sequence of frames, but there is none above it; give [NeuralNetwork] Steps = n, and put it above {1}");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Error(
        "GN0081", "Groups divide inputs and channels",
        "Groups is {0}; it must divide the {1} inputs and the {2} channels");

    public static readonly DiagnosticDescriptor WindowTooShort = Warning(
        "GN0082", "Windows are as long as what an output sees",
        "A window has {0} frames, but an output depends on {1}; some weights see zeros alone and never learn: set Steps to {1} or more");

    public static readonly DiagnosticDescriptor FramesDiffer = Error(
        "GN0083", "Sequences join with sequences",
        "{0} is a sequence of {1} frames, but {2} is none; put both above {3}, or both below");

    public static readonly DiagnosticDescriptor EmbeddingOfNoInput = Error(
        "GN0090", "Embeddings read inputs",
        "This [Embedding] reads what layer {0} computes, but only inputs hold categories; put it above the layers that compute");

    public static ImmutableArray<DiagnosticDescriptor> All => s_all.ToImmutable();

    /// <summary>A diagnostic whose message is one line that ends, whatever names and paths there are in it.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, Location location, IEnumerable<object> arguments) => Diagnostic.Create(
        rule, location, [.. arguments.Select(argument => argument is string text ? MessageText.Line(text, LongestArgument) : argument)]);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Create(id, title, DiagnosticSeverity.Error, message);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Create(id, title, DiagnosticSeverity.Warning, message);

    private static DiagnosticDescriptor Create(string id, string title, DiagnosticSeverity severity, string message)
    {
        var rule = new DiagnosticDescriptor(
            id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{HelpBase}{id}.md");
        s_all.Add(rule);
        return rule;
    }
}
