using System.Runtime.InteropServices.JavaScript;
using GenNet.Playground;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
await JSHost.ImportAsync(Browser.Module, "../playground.js");
builder.RootComponents.Add<App>("#app");
await builder.Build().RunAsync();
