#!/bin/sh
# Generates the TypeScript twin of the wire's types; with `--check`, fails when the committed one has drifted.
set -eu
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
.venv/bin/python -m prism_core.schema > "$made/wire.json"
frontend/node_modules/.bin/json2ts -i "$made/wire.json" --unreachableDefinitions --additionalProperties=false \
    --bannerComment "/** Generated from prism_core.events by \`make protocol\`; do not edit. */" > "$made/events.ts"
if [ "${1:-}" = "--check" ]; then
    cmp -s "$made/events.ts" frontend/src/protocol/events.ts || {
        echo "frontend/src/protocol/events.ts has drifted from prism_core.events; run 'make protocol'" >&2
        exit 1
    }
else
    cp "$made/events.ts" frontend/src/protocol/events.ts
fi
