// Lets a netstandard2.0 project have records.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
