namespace GenNet;

public abstract partial class Dataset<TSelf, T>
{
    /// <summary>Parts the samples at random in two; the same seed parts them alike on every machine.</summary>
    /// <param name="fraction">The share of the samples that go to training, over 0 and below 1; rounded to whole samples.</param>
    /// <param name="seed">Chooses the order in which samples are dealt out.</param>
    /// <param name="stratified">
    /// Whether each class, of samples with labels, is parted by the same shares, give or take one sample; with groups as nearly as whole
    /// groups allow.
    /// </param>
    /// <param name="groups">
    /// [n], numbers of groups that stay together, as all samples of a patient; empty for none. Large groups are dealt out first, each to
    /// the part that lacks most, so that shares are met as nearly as whole groups allow.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A part is left without a sample, or the samples cannot be parted by classes or by groups.
    /// </exception>
    public (TSelf Training, TSelf Test) Split(
        double fraction, int seed, bool stratified = false, ReadOnlySpan<int> groups = default)
    {
        double trainingCount = Math.Round(Count * fraction);
        if (!(trainingCount >= 1 && trainingCount <= Count - 1))
        {
            throw new ArgumentException(
                $"The fraction {fraction} of {Count} samples is {trainingCount} for training; each part needs at least 1.",
                nameof(fraction));
        }

        int[][] parts = Deal([(int)trainingCount, Count - (int)trainingCount], seed, stratified, groups);
        return (Subset(parts[0]), Subset(parts[1]));
    }

    /// <summary>
    /// Parts the samples at random in three: to learn from, to choose by (when to stop, which architecture), and to be judged by at last.
    /// </summary>
    /// <param name="training">The share of the samples that go to training; rounded to whole samples.</param>
    /// <param name="validation">The share of those for validation; the rest are for the test.</param>
    /// <param name="seed">Chooses the order in which samples are dealt out.</param>
    /// <param name="stratified">
    /// Whether each class, of samples with labels, is parted by the same shares, give or take one sample; with groups as nearly as whole
    /// groups allow.
    /// </param>
    /// <param name="groups">[n], numbers of groups that stay together; empty for none.</param>
    /// <exception cref="ArgumentException">
    /// A part is left without a sample, or the samples cannot be parted by classes or by groups.
    /// </exception>
    public (TSelf Training, TSelf Validation, TSelf Test) Split(
        double training, double validation, int seed, bool stratified = false, ReadOnlySpan<int> groups = default)
    {
        double trainingCount = Math.Round(Count * training), validationCount = Math.Round(Count * (training + validation)) - trainingCount;
        if (!(trainingCount >= 1 && validationCount >= 1 && trainingCount + validationCount <= Count - 1))
        {
            throw new ArgumentException(
                $"The fractions {training} and {validation} of {Count} samples are {trainingCount} for training and {validationCount} for "
                + "validation; each part, and what is left for the test, needs at least 1.",
                nameof(training));
        }

        int[] sizes = [(int)trainingCount, (int)validationCount, Count - (int)(trainingCount + validationCount)];
        int[][] parts = Deal(sizes, seed, stratified, groups);
        return (Subset(parts[0]), Subset(parts[1]), Subset(parts[2]));
    }

    /// <summary>
    /// Cross-validation: parts the samples at random in folds of equal size (give or take one), each of which is the validation
    /// data once while the others are the training data. The same seed parts them alike on every machine.
    /// </summary>
    /// <param name="folds">The number of folds, from 2 to <see cref="Dataset{T}.Count"/>.</param>
    /// <param name="seed">Chooses the order in which samples are dealt out.</param>
    /// <param name="stratified">
    /// Whether each class, of samples with labels, is parted by the same shares, give or take one sample; with groups as nearly as whole
    /// groups allow.
    /// </param>
    /// <param name="groups">[n], numbers of groups that stay together; empty for none.</param>
    /// <returns>A pair for each fold, made when it is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or more than samples.</exception>
    /// <exception cref="ArgumentException">
    /// A part is left without a sample, or the samples cannot be parted by classes or by groups.
    /// </exception>
    public IEnumerable<(TSelf Training, TSelf Validation)> KFold(
        int folds, int seed, bool stratified = false, ReadOnlySpan<int> groups = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, Count);
        int[] sizes = [.. Enumerable.Range(0, folds).Select(fold => Start(fold + 1) - Start(fold))];
        return Folds(Deal(sizes, seed, stratified, groups));

        int Start(int fold) => (int)((long)Count * fold / folds);

        IEnumerable<(TSelf, TSelf)> Folds(int[][] parts) => parts.Select(
            fold => (Subset([.. parts.Where(part => part != fold).SelectMany(part => part)]), Subset(fold)));
    }

    /// <summary>Consecutive samples, without a copy; also written <c>dataset[start..end]</c>.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="length">The number of samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples.</exception>
    public TSelf Slice(int start, int length)
    {
        CheckSample(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Count - start);
        return TSelf.Of(Content with
        {
            Features = Content.Features.Slice(start * FeatureCount, length * FeatureCount),
            Targets = Content.Targets.Slice(start * TargetCount, length * TargetCount),
            Labels = HasLabels ? Content.Labels.Slice(start, length) : default,
            SampleWeights = SampleWeights.IsEmpty ? default : Content.SampleWeights.Slice(start, length),
        });
    }

    /// <summary>A copy of some of the samples, in the order they are named; one may be named more than once.</summary>
    /// <param name="samples">Which samples, at least 1.</param>
    /// <exception cref="ArgumentException">None are named, or one that does not exist.</exception>
    public TSelf Subset(ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("No samples were named; a dataset needs at least 1.", nameof(samples));
        var features = new T[checked(samples.Length * FeatureCount)];
        var targets = new T[checked(samples.Length * TargetCount)];
        var labels = new int[HasLabels ? samples.Length : 0];
        var weights = new T[SampleWeights.IsEmpty ? 0 : samples.Length];
        CopyTo(samples, features, targets, labels, weights);
        return TSelf.Of(Content with { Features = features, Targets = targets, Labels = labels, SampleWeights = weights });
    }

    private int[][] Deal(int[] sizes, int seed, bool stratified, ReadOnlySpan<int> groups)
    {
        if (stratified && !HasLabels)
            throw new ArgumentException("The samples have targets; only samples with labels can be stratified.", nameof(stratified));
        if (!groups.IsEmpty && groups.Length != Count)
            throw new ArgumentException($"{groups.Length} groups were given; {Count} samples need {Count}.", nameof(groups));

        var order = new SeededOrder(Count, seed);
        int[][] parts = !groups.IsEmpty ? order.DealByGroup(sizes, groups, stratified ? Labels : default)
            : stratified ? order.DealByClass(sizes, Labels)
            : order.Deal(sizes);
        if (parts.Any(part => part.Length == 0))
        {
            throw new ArgumentException(
                $"{sizes.Length} parts cannot be made of whole groups, of which there are {groups.ToArray().Distinct().Count()}; "
                + "each part needs at least 1.",
                nameof(groups));
        }

        return parts;
    }
}
