namespace GenNet.Threading;

/// <summary>Work in pieces that do not depend on each other, to be done in any order or at once.</summary>
internal interface IPieces
{
    /// <summary>Does a piece, counted from 0.</summary>
    void Do(int piece);
}
