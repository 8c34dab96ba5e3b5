// Predicts how long rides take, over HTTP, while it learns from those that end: see docs/shipping-a-model.md.

using Serve;

await Server.Create(args).RunAsync();
