using Parquet;
using Parquet.Schema;

namespace GenNet.Parquet.Tests;

/// <summary>Writes tables of one row group.</summary>
internal static class Table
{
    public sealed record Column(DataField Field, Func<ParquetRowGroupWriter, DataField, Task> WriteAsync);

    public static Column Values<T>(string name, T[] values) where T : struct =>
        new(new DataField<T>(name), (group, field) => group.WriteAsync<T>(field, values));

    public static Column Nullable<T>(string name, T?[] values) where T : struct =>
        new(new DataField<T?>(name), (group, field) => group.WriteAsync<T>(field, values));

    public static Column Texts(string name, string?[] values) =>
        new(new DataField<string>(name), (group, field) => group.WriteAsync(field, values!));

    public static async Task<byte[]> WriteAsync(params Column[] columns)
    {
        ParquetSchema schema = new(columns.Select(column => column.Field));
        using MemoryStream stream = new();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < columns.Length; i++)
                await columns[i].WriteAsync(group, schema.DataFields[i]);
        }

        return stream.ToArray();
    }
}
