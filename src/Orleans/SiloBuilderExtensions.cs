using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenNet;

/// <summary>Has a silo run the trials of searches.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>
    /// Has the silo run trials of a search, as many at a time as it has processors. It needs a grain storage by the name of
    /// <see cref="ClusterRunner.StorageName"/>, which keeps the checkpoints.
    /// </summary>
    /// <param name="silo">The silo, of the same program as the one that searches, or of one with the same search.</param>
    /// <param name="name">The name that <see cref="ClusterRunner"/> is given.</param>
    /// <param name="search">The search, with its data, which each silo reads for itself; trials of other data are refused.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ISiloBuilder AddSearch<TSettings>(this ISiloBuilder silo, string name, Search<TSettings> search)
        where TSettings : notnull
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(search);
        silo.Services.TryAddSingleton<SiloProcessors>();
        silo.Services.AddSingleton(new SiloSearch(name, search.Trials));
        return silo;
    }
}
