namespace Serve;

/// <summary>The web server.</summary>
public static class Server
{
    /// <summary>
    /// <c>POST /predict</c> takes a ride and gives minutes, <c>POST /rides</c> takes rides that have ended, <c>GET /model</c> tells how
    /// much has been learned.
    /// </summary>
    /// <param name="args">As ASP.NET has them: <c>--urls http://localhost:5000</c>.</param>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, RideJson.Default));
        builder.Services.AddSingleton(new RideModel(History.Learn()));
        builder.Services.AddHostedService(services => services.GetRequiredService<RideModel>());

        WebApplication app = builder.Build();
        app.MapPost("/predict", (Ride ride, RideModel model) =>
            IsRide(ride.Kilometres, ride.Hour) ? Results.Ok(new Estimate(model.Predict(ride))) : NoRide());
        app.MapPost("/rides", (EndedRide[] rides, RideModel model) =>
        {
            if (!rides.All(ride => IsRide(ride.Kilometres, ride.Hour) && float.IsFinite(ride.Minutes) && ride.Minutes >= 0))
                return NoRide();
            Array.ForEach(rides, model.Learn);
            return Results.Accepted();
        });
        app.MapGet("/model", (RideModel model) => model.Progress);
        return app;
    }

    private static bool IsRide(float kilometres, float hour) => kilometres is >= 0 and < 1000 && hour is >= 0 and <= 24;

    private static IResult NoRide() =>
        Results.BadRequest("A ride has from 0 to 1000 kilometres, an hour from 0 to 24, and, where it has ended, minutes.");
}
