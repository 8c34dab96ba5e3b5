namespace GenNet.Tests.Data;

/// <summary>The files of TestData.</summary>
internal static class TestFile
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "TestData", name);
}
