using BenchmarkDotNet.Running;

// For work on a kernel: statistics and allocation of single calls, before and after a change.
// dotnet run -c Release --project benchmarks/Development -- --filter '*Narrow*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
