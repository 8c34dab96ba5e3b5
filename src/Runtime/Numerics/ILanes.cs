namespace GenNet.Numerics;

/// <summary>
/// Marks a vector whose lanes are of type <typeparamref name="T"/>, so that generic code can choose by precision:
/// <c>if (x is ILanes&lt;double&gt;)</c>.
/// </summary>
/// <typeparam name="T">The type of a lane.</typeparam>
/// <remarks>
/// The JIT decides that test, written in place, while it reads the method, and never looks at the branch not taken.
/// <see cref="IVector{V}.IsDouble"/> is a call that it resolves later: by then both branches are inlined, and what is dead
/// has used up the 512 local variables after which the JIT stops inlining.
/// </remarks>
public interface ILanes<T>;
