using GenNet.Generator.Planning;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes sums of products in straight lines, those of a tile side by side: an operand that they share is loaded once and used at once, so
/// that the sums stay in registers.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="operand">The name of the shared operand of a number and the expression that loads it; null if there is none.</param>
/// <param name="product">The product of a sum for a number.</param>
/// <param name="factors">The factors of this product as the first arguments of a multiply-add.</param>
internal sealed class SumWriter(
    SourceWriter writer, Func<int, (string Name, string Load)>? operand, Func<int, int, string> product, Func<int, int, string> factors)
{
    private readonly HashSet<string> _declared = [];

    /// <summary>Writes sums through some numbers.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="name">The name of a sum.</param>
    /// <param name="start">What a sum starts at; its first product if null.</param>
    /// <param name="numbers">The numbers.</param>
    public void Write(Chunk sums, Func<int, string> name, Func<int, string>? start, IEnumerable<int> numbers)
    {
        if (start is not null)
        {
            foreach (int sum in sums.Numbers)
                Assign(name(sum), start(sum));
        }

        bool isStarted = start is not null;
        foreach (int number in numbers)
        {
            if (operand?.Invoke(number) is (string shared, string load))
                Assign(shared, load);
            foreach (int sum in sums.Numbers)
                Assign(name(sum), isStarted ? $"V.MultiplyAdd({factors(sum, number)}, {name(sum)})" : product(sum, number));
            isStarted = true;
        }
    }

    /// <summary>
    /// Writes sums through a layer's inputs, in the partial sums of the plan, which are added as soon as there are two to add.
    /// </summary>
    /// <param name="sums">The sums.</param>
    /// <param name="name">The name of a sum.</param>
    /// <param name="start">What a sum starts at; its first product if null.</param>
    /// <param name="ranges">The vectors of weights, or the inputs if they have one each, of each partial sum.</param>
    /// <param name="inputs">
    /// How many of the inputs that share a vector of weights the sums have one by one: all of them, or 1 where they have the vector.
    /// </param>
    public void Write(Chunk sums, Func<int, string> name, Func<int, string>? start, IEnumerable<Chunk> ranges, int inputs)
    {
        Halves(0, 1, "");

        // The parts of inputs from the first on, at a distance: by halves, as LaneSum.OfParts adds the parts of a vector.
        void Halves(int first, int distance, string part)
        {
            if (distance == inputs)
            {
                Ranges(first, part);
                return;
            }

            Halves(first, 2 * distance, part);
            Halves(first + distance, 2 * distance, Next(part));
            Add(part);
        }

        void Ranges(int input, string part)
        {
            foreach (Chunk range in ranges)
            {
                IEnumerable<int> numbers = range.Numbers.Select(k => k * inputs + input);
                if (range.First == 0)
                {
                    Write(sums, sum => name(sum) + part, input == 0 ? start : null, numbers);
                    continue;
                }

                Write(sums, sum => name(sum) + Next(part), null, numbers);
                Add(part);
            }
        }

        void Add(string part)
        {
            foreach (int sum in sums.Numbers)
                writer.Line($"{name(sum)}{part} += {name(sum)}{Next(part)};");
        }

        static string Next(string part) => part.Length == 0 ? "a" : $"{(char)(part[0] + 1)}";
    }

    private void Assign(string name, string value) => writer.Line($"{(_declared.Add(name) ? "V " : "")}{name} = {value};");
}
