using System.Reflection;
using Xunit.Sdk;

namespace GenNet.Tests.Support;

/// <summary>Batch sizes around the widths of vectors, tiles and chunks, where the loops' last rounds are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BatchSizesAttribute : DataAttribute
{
    private static readonly int[] s_sizes = [1, 2, 3, 7, 8, 63, 64, 65, 500];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => s_sizes.Select(size => new object[] { size });
}
