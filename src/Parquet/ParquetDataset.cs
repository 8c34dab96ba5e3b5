using System.Numerics;

namespace GenNet;

/// <summary>
/// Datasets read from Parquet files: <c>Dataset.FromParquet("houses.parquet", new TableOptions { TargetColumns = ["price"] })</c>.
/// </summary>
/// <remarks>
/// Columns are read as <c>FromCsv</c> reads them: numbers of all types, booleans as 1 and 0, texts as categories, classes or numbers. Nulls
/// and NaN are missing values. Dates, times, binary and nested columns are refused where they are used. One row group is held at a time.
/// </remarks>
public static class ParquetDataset
{
    /// <typeparam name="TSelf">The dataset's class: <see cref="Dataset"/> or <see cref="DoubleDataset"/>.</typeparam>
    /// <typeparam name="T">Its floating-point type.</typeparam>
    extension<TSelf, T>(Dataset<TSelf, T>)
        where TSelf : Dataset<TSelf, T>, IDataset<TSelf, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>Reads a Parquet file.</summary>
        /// <param name="path">The file.</param>
        /// <param name="options">Which columns are what.</param>
        /// <exception cref="ArgumentException">The options contradict themselves.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged or not as the options say; the message tells the file, the row from 0, the column and what would read it.
        /// </exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static TSelf FromParquet(string path, TableOptions options) => ParquetRows<T>.Read<TSelf>(path, options);

        /// <summary>Reads Parquet.</summary>
        /// <param name="stream">The bytes of a file, from the stream's start to its end; it can seek, and stays open.</param>
        /// <param name="options">Which columns are what.</param>
        /// <exception cref="ArgumentException">The stream cannot seek, or the options contradict themselves.</exception>
        /// <exception cref="InvalidDataException">The bytes are damaged or not as the options say.</exception>
        /// <exception cref="IOException">The stream cannot be read.</exception>
        public static TSelf FromParquet(Stream stream, TableOptions options) => ParquetRows<T>.Read<TSelf>(stream, options);
    }
}
