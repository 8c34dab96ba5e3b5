namespace GenNet.Tests.Onnx;

/// <summary>A test that ONNX Runtime takes part in; skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntime.Missing;
}
