using System.Numerics;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>A compiled network of either precision, with double on its outside.</summary>
internal abstract class Subject
{
    /// <summary>Makes a network of a type that was compiled a moment ago.</summary>
    public static Subject Of(Type type)
    {
        Type network = type.GetInterfaces().Single(
            candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(INeuralNetwork<,>));
        return (Subject)Activator.CreateInstance(
            typeof(Compiled<,>).MakeGenericType(network.GetGenericArguments()), Activator.CreateInstance(type, 0))!;
    }

    public abstract void SetParameters(double[] parameters);

    public abstract double[] Predict(double[] inputs);

    public abstract double ComputeLoss(double[] inputs, double[] targets);

    public abstract (double Loss, double[] Gradient) ComputeGradient(double[] inputs, double[] targets);

    public abstract double[] ComputeInputGradient(double[] inputs, double[] targets);

    public abstract (double[] ByParameters, double[] ByInputs) ComputeJacobians(double[] input);

    private sealed class Compiled<TNet, T>(TNet network) : Subject
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void SetParameters(double[] parameters) => network.SetParameters(Narrow(parameters));

        public override double[] Predict(double[] inputs)
        {
            T[] outputs = Unwritten(inputs.Length / TNet.InputSize * TNet.OutputSize);
            network.Predict(Narrow(inputs), outputs);
            return Widen(outputs);
        }

        public override double ComputeLoss(double[] inputs, double[] targets) =>
            double.CreateChecked(network.ComputeLoss(Narrow(inputs), Narrow(targets)));

        public override (double Loss, double[] Gradient) ComputeGradient(double[] inputs, double[] targets)
        {
            T[] gradient = Unwritten(TNet.ParameterCount);
            T loss = network.ComputeGradient(Narrow(inputs), Narrow(targets), gradient);
            return (double.CreateChecked(loss), Widen(gradient));
        }

        public override double[] ComputeInputGradient(double[] inputs, double[] targets)
        {
            T[] gradient = Unwritten(inputs.Length);
            network.ComputeInputGradient(Narrow(inputs), Narrow(targets), gradient);
            return Widen(gradient);
        }

        public override (double[] ByParameters, double[] ByInputs) ComputeJacobians(double[] input)
        {
            T[] byParameters = Unwritten(TNet.OutputSize * TNet.ParameterCount), byInputs = Unwritten(TNet.OutputSize * TNet.InputSize);
            network.ComputeJacobian(Narrow(input), byParameters);
            network.ComputeInputJacobian(Narrow(input), byInputs);
            return (Widen(byParameters), Widen(byInputs));
        }

        private static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateChecked);

        private static double[] Widen(T[] values) => Array.ConvertAll(values, double.CreateChecked);

        /// <summary>An array in which a number that was never written shows.</summary>
        private static T[] Unwritten(int length)
        {
            T[] values = new T[length];
            Array.Fill(values, T.NaN);
            return values;
        }
    }
}
