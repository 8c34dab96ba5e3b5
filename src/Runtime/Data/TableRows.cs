using System.Numerics;

namespace GenNet;

/// <summary>The rows of a table, one after the other.</summary>
/// <param name="source">What the table is called in messages.</param>
/// <param name="rowWord">What a row is called in messages.</param>
internal abstract class TableRows<T>(string source, string rowWord) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What a row is called in messages.</summary>
    public string RowWord => rowWord;

    /// <summary>The columns' names; none where they have only places.</summary>
    public abstract string[] Names { get; }

    /// <summary>The number of columns, known from the first row on.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>The number of the row, as messages give it.</summary>
    public abstract int Row { get; }

    /// <summary>What may have been meant where the row holds no number; "" where nothing is suspected.</summary>
    public virtual string NumberHint => "";

    /// <summary>Goes on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Read();

    /// <summary>Says, at the first row, which columns will be asked for.</summary>
    public virtual void Use(IReadOnlyList<int> columns)
    {
    }

    /// <summary>Reads a number that is plainly one; what this does not read may be a number all the same.</summary>
    /// <returns>Whether it is a finite number.</returns>
    public abstract bool TryReadNumber(int column, TableNumber texts, out T value);

    /// <summary>Reads a text without blanks around it.</summary>
    /// <returns>Whether there is one: what is missing in whatever table, null or NaN, is named instead.</returns>
    public abstract bool TryReadText(int column, out ReadOnlySpan<char> text);

    /// <summary>An exception about the columns rather than a value.</summary>
    public virtual InvalidDataException InvalidColumns(string reason) => Invalid(reason);

    /// <summary>An exception that names the table.</summary>
    public InvalidDataException Invalid(string reason) => new($"{source}: {reason}.");

    /// <summary>An exception that names the table and the row.</summary>
    public InvalidDataException Invalid(int row, string reason) => new($"{source}, {rowWord} {row}: {reason}.");
}
