-- What Orleans' grain storage on ADO.NET asks of a PostgreSQL database: OrleansQuery has the text of its three queries, which give and take
-- names and types that Orleans fixes. They are described at
-- https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration; whoever has Orleans' own scripts
-- (src/AdoNet in github.com/dotnet/orleans) takes those.

CREATE TABLE OrleansStorage (
    ServiceId text NOT NULL,
    GrainTypeString text NOT NULL,
    GrainIdN0 bigint NOT NULL,
    GrainIdN1 bigint NOT NULL,
    GrainIdExtensionString text NOT NULL, -- Empty where the grain's key is no text.
    PayloadBinary bytea,
    Version integer NOT NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString)
);

CREATE TABLE OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

INSERT INTO OrleansQuery VALUES

('ReadFromStorageKey', '
    SELECT PayloadBinary, NULL::xml AS PayloadXml, NULL::text AS PayloadJson, now() AT TIME ZONE ''utc'' AS ModifiedOn, Version
    FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''')
'),

-- The new version, or the one that was given where another silo has written since: then Orleans refuses the write.
('WriteToStorageKey', '
    WITH changed AS (
        UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, Version = Version + 1
        WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
            AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND Version = @GrainStateVersion
        RETURNING Version
    ), added AS (
        INSERT INTO OrleansStorage
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @PayloadBinary, 1
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING Version
    )
    SELECT coalesce((SELECT Version FROM changed), (SELECT Version FROM added), @GrainStateVersion) AS NewGrainStateVersion
'),

('ClearStorageKey', '
    UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND Version = @GrainStateVersion
    RETURNING Version AS NewGrainStateVersion
');
