using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Serve;

namespace GenNet.Serve.Tests;

/// <summary>The sample that serves while it learns, under traffic.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private readonly WebApplication _app = Server.Create(["--urls", "http://127.0.0.1:0"]);
    private readonly HttpClient _client = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _client.BaseAddress = new(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task It_predicts_while_it_learns_that_the_city_has_changed()
    {
        var asked = new Ride(10, 12);
        float before = await Predict(asked);
        Assert.InRange(before, 15, 22); // 3 + 10 x 1.5, and up to a minute

        // Roads are closed: everything takes an hour more. Clients go on asking meanwhile.
        using var learned = new CancellationTokenSource();
        Task<float[]>[] clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Ask(asked, learned.Token)))];
        var random = new Random(1);
        float after = before;
        for (int round = 0; round < 200 && after < before + 30; round++)
        {
            EndedRide[] rides = [.. Enumerable.Range(0, 320).Select(_ => Slow(random))];
            Assert.Equal(HttpStatusCode.Accepted, (await _client.PostAsJsonAsync("/rides", rides)).StatusCode);
            after = await Predict(asked);
        }

        await learned.CancelAsync();
        Assert.True(after >= before + 30, $"{after} minutes after, {before} before");
        Progress progress = await _client.GetFromJsonAsync<Progress>("/model");
        Assert.True(progress is { Version: > 0, Learned: >= 32 });
        foreach (float[] answers in await Task.WhenAll(clients))
        {
            Assert.NotEmpty(answers);
            Assert.All(answers, answer => Assert.True(float.IsFinite(answer)));
        }
    }

    [Theory]
    [InlineData("/predict", """{"kilometres": -1, "hour": 8}""")]
    [InlineData("/predict", """{"kilometres": 5, "hour": 25}""")]
    [InlineData("/predict", "{")]
    [InlineData("/rides", """[{"kilometres": 5, "hour": 8, "minutes": -1}]""")]
    [InlineData("/rides", """[{"kilometres": 1e30, "hour": 8, "minutes": 5}]""")]
    public async Task What_is_no_ride_is_refused(string path, string body)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.PostAsync(path, content)).StatusCode);
        Assert.Equal(default, await _client.GetFromJsonAsync<Progress>("/model"));
    }

    private static EndedRide Slow(Random random)
    {
        float kilometres = 1 + 19 * random.NextSingle(), hour = 24 * random.NextSingle();
        return new(kilometres, hour, 63 + 1.5f * kilometres);
    }

    private async Task<float[]> Ask(Ride ride, CancellationToken end)
    {
        List<float> answers = [];
        do
            answers.Add(await Predict(ride));
        while (!end.IsCancellationRequested);
        return [.. answers];
    }

    private async Task<float> Predict(Ride ride)
    {
        HttpResponseMessage response = await _client.PostAsJsonAsync("/predict", ride);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Estimate>()).Minutes;
    }
}
