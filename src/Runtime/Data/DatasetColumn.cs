namespace GenNet;

/// <summary>
/// A column of a table, by its name or by its place: written as a string, as a number from 0,
/// or as a place from the end such as <c>^1</c>.
/// </summary>
public readonly struct DatasetColumn
{
    private readonly string? _name;
    private readonly Index _place;

    private DatasetColumn(string? name, Index place) => (_name, _place) = (name, place);

    /// <summary>The column of that name; case matters.</summary>
    public static implicit operator DatasetColumn(string name) => new(name, default);

    /// <summary>The column at that place, from 0.</summary>
    public static implicit operator DatasetColumn(int place) => new(null, place);

    /// <summary>The column at that place, from the start or from the end.</summary>
    public static implicit operator DatasetColumn(Index place) => new(null, place);

    /// <summary>The name or the place.</summary>
    public override string ToString() => _name is null ? _place.ToString() : $"'{MessageText.Of(_name)}'";

    /// <summary>Whether it is a name rather than a place.</summary>
    internal bool IsName => _name is not null;

    /// <summary>The place from 0, or -1 when there is no such column or its name stands more than once.</summary>
    internal int Find(string[] header, int columnCount)
    {
        if (_name is null)
            return _place.GetOffset(columnCount) is var offset && (uint)offset < (uint)columnCount ? offset : -1;
        int found = Array.IndexOf(header, _name);
        return Array.LastIndexOf(header, _name) == found ? found : -1;
    }
}
