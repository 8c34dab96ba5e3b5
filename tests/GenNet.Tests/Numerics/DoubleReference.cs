using System.Globalization;

namespace GenNet.Tests.Numerics;

/// <summary>
/// One line of elementary-double.txt, which scripts/elementary/table.py writes: a value, a second one or 0, a double next to the
/// exact result, and what is left to the exact result in units in the last place.
/// </summary>
internal readonly record struct DoubleReference(double X, double Y, double Near, double Rest)
{
    /// <summary>The references of a function; log(s(x)) = -log(1 + e^(-x)) has those of softplus.</summary>
    public static List<DoubleReference> Read(string name)
    {
        if (name == "logsigmoid") return Read("softplus").ConvertAll(r => new DoubleReference(-r.X, 0, -r.Near, -r.Rest));

        using Stream stream = typeof(DoubleReference).Assembly.GetManifestResourceStream("elementary-double.txt")!;
        using StreamReader reader = new(stream);
        List<DoubleReference> references = [];
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ');
            if (fields[0] != name) continue;

            double y = fields.Length == 5 ? FromBits(fields[2]) : 0, rest = int.Parse(fields[^1], CultureInfo.InvariantCulture) / 1000.0;
            references.Add(new(FromBits(fields[1]), y, FromBits(fields[^2]), rest));
        }

        return references;
    }

    private static double FromBits(string hexadecimal) => BitConverter.UInt64BitsToDouble(Convert.ToUInt64(hexadecimal, 16));
}
