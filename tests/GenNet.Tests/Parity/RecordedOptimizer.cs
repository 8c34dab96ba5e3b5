using System.Reflection;
using System.Text.Json;

namespace GenNet.Tests.Parity;

/// <summary>Makes what a recording names, GenNet's defaults standing for the arguments that PyTorch was not given.</summary>
public static class RecordedOptimizer
{
    public static Optimizer Create(JsonElement recorded) =>
        Create<Optimizer>(TypeOf(recorded.Text("kind")), recorded.GetProperty("arguments"));

    public static Type TypeOf(string name) => typeof(Optimizer).Assembly.GetType($"GenNet.{name}", throwOnError: true)!;

    /// <summary>Calls the public constructor; every argument recorded must be one of its parameters.</summary>
    public static TResult Create<TResult>(Type type, JsonElement arguments)
    {
        ConstructorInfo constructor = type.GetConstructors().Single();
        ParameterInfo[] parameters = constructor.GetParameters();
        Assert.All(arguments.EnumerateObject(), argument => Assert.Contains(parameters, parameter => parameter.Name == argument.Name));
        return (TResult)constructor.Invoke([.. parameters.Select(parameter =>
            arguments.TryGetProperty(parameter.Name!, out JsonElement value)
                ? Value(value, parameter.ParameterType)
                : parameter.DefaultValue)]);
    }

    public static void SetRate(JsonElement recorded, int step, Optimizer optimizer)
    {
        if (recorded.GetProperty("learningRates").ValueKind != JsonValueKind.Null)
            optimizer.LearningRate = recorded.Numbers("learningRates")[step];
    }

    private static object Value(JsonElement value, Type type) =>
        type == typeof(bool) ? value.GetBoolean()
        : type == typeof(int) || type == typeof(int?) ? value.GetInt32()
        : type == typeof(double) ? value.GetDouble()
        : type.IsEnum ? Enum.Parse(type, value.GetString()!, ignoreCase: true)
        : value.EnumerateArray().Select(item => item.GetInt32()).ToArray();
}
