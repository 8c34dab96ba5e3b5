using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Threading;

namespace GenNet.Networks;

// What several threads share: pieces of a batch that any of them may do.
public readonly unsafe partial struct UnrolledEngine<T, TNetwork>
{
    /// <summary>A prediction, a part of whose rows is a piece.</summary>
    private readonly struct Prediction(Block<T> p, Block<T> x, int rows, Block<T> y, int parts) : IPieces
    {
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(rows, UnrolledPredictor<T, TNetwork>.Chunk);
            if (first < end)
                UnrolledPredictor<T, TNetwork>.Run(
                    p, x.At((nint)first * TNetwork.InputSize), end - first, y.At((nint)first * TNetwork.OutputSize));
        }
    }

    /// <summary>The losses of sections, some of which are a piece.</summary>
    private readonly struct Evaluation(
        Block<T> p, Block<T> x, int rows, Targets<T> targets, Block<T> y, Block<double> losses, int sections, int parts) : IPieces
    {
        public void Do(int piece)
        {
            (int section, int endSection) = new Part(piece, parts).Of(sections, 1);
            for (; section < endSection; section++)
            {
                (int first, int end) = new Part(section, sections).Of(rows, TrainingChunk);
                Block<T> outputs = y.IsNowhere ? y : y.At((nint)first * TNetwork.OutputSize);
                Loss(
                    p, x.At((nint)first * TNetwork.InputSize), end - first, targets.From(first), outputs, losses.At(section * LossCount));
            }
        }
    }

    /// <summary>dC/dx of a batch, a part of whose rows is a piece.</summary>
    private readonly struct InputGradients<TCost>(
        Block<T> p, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> dx, int parts) : IPieces
        where TCost : struct, ICost
    {
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(rows, UnrolledPredictor<T, TNetwork>.Chunk);
            nint place = (nint)first * TNetwork.InputSize;
            if (first < end)
                InputGradient<TCost>(p, x.At(place), end - first, targets.From(first), scale, dx.At(place));
        }
    }

    /// <summary>The gradients of sections, some of which are a piece.</summary>
    private readonly struct SectionGradients<TCost>(
        Pass<TCost> pass, Block<T> sums, Block<double> losses, int sections, int parts) : IPieces
        where TCost : struct, ICost
    {
        public void Do(int piece)
        {
            (int section, int end) = new Part(piece, parts).Of(sections, 1);
            for (; section < end; section++)
                pass.RunSection(new(section, sections), sums, losses.At(section * LossCount));
        }
    }
}
