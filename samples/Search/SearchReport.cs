using GenNet;

/// <summary>What a search found, in words and numbers.</summary>
internal static class SearchReport
{
    /// <summary>Writes the settings, best first.</summary>
    public static void Write(SearchResult<Settings> result)
    {
        Console.WriteLine("architecture     rate    decay  batch  epochs    loss      +-  accuracy  parameters");
        foreach (SettingsResult<Settings> one in result.Ranking)
        {
            Settings settings = one.Settings;
            string numbers = one.Error
                ?? $"{one.Results[0].Epochs.Count,6}  {one.Score:F4}  {one.Deviation:F4}  "
                + $"{one.Results.Average(fold => fold.Final!.ValidationAccuracy),8:F3}  {one.ParameterHash[..16]}";
            Console.WriteLine(
                $"{settings.Architecture,-12}  {settings.LearningRate,7:F5}  {settings.WeightDecay,7:F5}  {settings.BatchSize,5}  "
                + numbers);
        }
    }

    /// <summary>Writes how well an ensemble does on data that nothing has seen, and whether it knows where it errs.</summary>
    public static void WriteTest(Ensemble<float> ensemble, Dataset test)
    {
        float[] means = new float[test.Count], deviations = new float[test.Count];
        ensemble.Predict(test.Features, means, deviations);
        ILookup<bool, float> spread = Enumerable.Range(0, test.Count).ToLookup(
            i => Metrics.PredictedLabel(means.AsSpan(i, 1)) == test.Labels[i], i => deviations[i]);
        Console.WriteLine(
            $"{ensemble.Members.Count} networks of the best settings tell {spread[true].Count()} of {test.Count} tumours rightly.");
        if (spread[false].Any())
        {
            Console.WriteLine(
                $"Where they err they are {spread[false].Average():F3} apart on average, and else {spread[true].Average():F3}.");
        }

        Console.WriteLine($"test accuracy: {(double)spread[true].Count() / test.Count:F3}");
    }
}
