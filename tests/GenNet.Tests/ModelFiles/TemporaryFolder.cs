namespace GenNet.Tests.ModelFiles;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("gennet-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public IEnumerable<string> Files => Directory.GetFiles(_path).Select(file => Path.GetFileName(file));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
