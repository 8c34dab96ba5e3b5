using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a sum of two values.</summary>
/// <param name="Add">The declaration.</param>
/// <param name="Terms">Where what it reads stands.</param>
/// <param name="Writes">Where the sum stands, and its delta: in the places of a term that nothing else reads.</param>
internal sealed record AddPlan(AddLayer Add, EquatableArray<DeltaTerm> Terms, ValuePlan Writes) : LayerPlan(Add, Writes)
{
    public static AddPlan Of(AddLayer add, Planner planner)
    {
        // A delta that goes on where it stands is no longer there for the pass to the inputs, which comes later.
        Value? over = add.Reads.FirstOrDefault(value => planner.ReadersOf(value).Count == 1
            && (!planner.IsLearned(value) || add.Reads.All(planner.IsLearned)));
        return new(
            add, planner.Terms(add),
            over is null ? planner.Place(add.Writes) : planner.PlaceOver(planner.Find(over), add.Writes, keepsRead: false));
    }

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Sum(Terms[0].Value.Name, Terms[1].Value.Name, Writes.Name, Writes);
    }

    public override void Backward(PassWriter pass)
    {
        DeltaTerm[] terms = [.. Terms.Where(term => pass.CarriesTo(term.Value))];
        pass.Comment(string.Join(", ", terms.Select(term => $"dC/d{term.Value.Name} {(term.Adds ? "+" : "")}= dC/d{Writes.Name}")));
        foreach (DeltaTerm term in terms.Where(term => term.Value.Delta != Writes.Delta))
            pass.HandOn(Writes, term);
    }
}
