using System.Diagnostics;

namespace GenNet.Tests.Onnx;

/// <summary>A test with ONNX's own checker, of Debian's python3-onnx; skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckerFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    private static readonly bool s_isThere = File.Exists(Python) && Run("import onnx") is (0, _);

    public CheckerFactAttribute() => Skip = s_isThere ? null : "Needs ONNX's checker: apt-get install python3-onnx.";

    /// <summary>Checks the models of a folder, with the inference of all shapes and types.</summary>
    /// <returns>The exit code, and what was printed.</returns>
    public static (int Code, string Printed) Check(string folder) => Run(
        """
        import onnx, pathlib, sys
        models = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
        for model in models:
            try:
                onnx.checker.check_model(str(model), full_check=True)
            except Exception as exception:
                print(model.name, exception)
        print(len(models), "checked")
        """,
        folder);

    private static (int Code, string Printed) Run(string script, params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardOutput = true })!;
        string printed = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return (python.ExitCode, printed);
    }
}
