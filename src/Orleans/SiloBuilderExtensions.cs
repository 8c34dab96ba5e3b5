using System.Numerics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenNet;

/// <summary>Has a silo run the trials of searches, or compute shards of data-parallel trainings.</summary>
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

    /// <summary>Has the silo compute shards of a data-parallel training.</summary>
    /// <param name="silo">The silo, of the same program as the one that trains, or of one with the same network and data.</param>
    /// <param name="name">The name that <see cref="ClusterWorkers"/> is given.</param>
    /// <param name="network">
    /// A network of the class that is trained, whose <see cref="INeuralNetwork{T}.Threads"/> the silo uses; the parameters are sent.
    /// </param>
    /// <param name="data">The samples that are learned from, which each silo reads for itself; other data are refused.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ISiloBuilder AddTraining<T>(this ISiloBuilder silo, string name, INeuralNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        silo.Services.AddSingleton(new SiloTraining(name, () => ShardWorker.Of(network, data)));
        return silo;
    }
}
