using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.ModelFiles;

/// <summary>An activation of a model.</summary>
/// <param name="Function">g.</param>
/// <param name="Alpha">Its alpha; null for the usual one.</param>
/// <param name="Slopes">The slopes of a PReLU, one for each unit.</param>
internal sealed record ModelActivation(Activation Function, double? Alpha = null, params double[] Slopes)
{
    public ActivationLayer Layer(Value reads, Value writes)
    {
        ActivationFacts facts = ActivationFacts.Of(Function);
        return new(EquatableArray.Of(reads), writes, Function, Custom: null, Alpha ?? facts.Alpha?.Default ?? 0, facts.Beta?.Default ?? 0);
    }
}
