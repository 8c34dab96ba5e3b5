namespace GenNet.Tests.Trials;

/// <summary>
/// A test that starts PostgreSQL: skipped on a machine without it, unless <c>GENNET_DEMAND_POSTGRES</c> is set, as <c>.ci/run</c> does.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null && Environment.GetEnvironmentVariable("GENNET_DEMAND_POSTGRES") is null)
            Skip = "PostgreSQL is not installed (Debian: apt-get install postgresql).";
    }
}
