#!/usr/bin/env bash
# Builds the site, docs and API, into artifacts/site: static files for any server, with nothing fetched from elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet build -c Release src/Runtime
dotnet tool restore
rm -rf artifacts/site artifacts/site-api
dotnet docfx site/docfx.json
find artifacts/site -name '*.map' -delete # for debuggers of docfx's own script
