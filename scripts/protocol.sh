#!/bin/sh
# Generates the TypeScript twins of the wire's types and of the table of mouths; with `--check`, fails when a committed one has drifted.
set -eu
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
.venv/bin/python -m prism_core.schema > "$made/wire.json"
frontend/node_modules/.bin/json2ts -i "$made/wire.json" --unreachableDefinitions --additionalProperties=false \
    --bannerComment "/** Generated from prism_core.events by \`make protocol\`; do not edit. */" > "$made/events.ts"
.venv/bin/python -m prism_core.mouths > "$made/mouths.ts"
for twin in events mouths; do
    if [ "${1:-}" = "--check" ]; then
        cmp -s "$made/$twin.ts" "frontend/src/protocol/$twin.ts" || {
            echo "frontend/src/protocol/$twin.ts has drifted from prism_core.$twin; run 'make protocol'" >&2
            exit 1
        }
    else
        cp "$made/$twin.ts" "frontend/src/protocol/$twin.ts"
    fi
done
