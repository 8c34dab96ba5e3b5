using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of values side by side.</summary>
/// <param name="Concat">The declaration.</param>
/// <param name="Terms">Where what it reads stands, first to last.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record ConcatPlan(ConcatLayer Concat, EquatableArray<DeltaTerm> Terms, ValuePlan Writes) : LayerPlan(Concat, Writes)
{
    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        foreach ((int column, DeltaTerm term) in Columns)
            pass.PutColumns(Writes, term.Value.Name, term.Value.Stride, Writes.Name, Writes.Stride, column, term.Value.Width);
    }

    public override void Backward(PassWriter pass)
    {
        foreach ((int column, DeltaTerm term) in Columns.Where(part => pass.CarriesTo(part.Term.Value)))
        {
            (int first, int end) = (column, column + term.Value.Width);
            string part = $"dC/d{Writes.Name}[{StraightText.Vector(new(first, end))}]";
            pass.Comment($"dC/d{term.Value.Name} {(term.Adds ? "+" : "")}= {part}");
            pass.TakeColumns(Writes.DeltaName, Writes.Stride, column, term);
        }
    }

    /// <summary>Each value with its first column.</summary>
    private IEnumerable<(int Column, DeltaTerm Term)> Columns
    {
        get
        {
            int column = 0;
            foreach (DeltaTerm term in Terms)
            {
                yield return (column, term);
                column += term.Value.Width;
            }
        }
    }
}
