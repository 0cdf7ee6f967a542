#!/usr/bin/env bash
# Pins every requirement file with hashes and without an index address. Needs `uv`.
set -euo pipefail
cd "$(dirname "$0")"
compile() {
  uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command requirements/compile.sh \
    --quiet "$@"
}
compile run.in -o run.txt
compile dev.in -c run.txt -o dev.txt
compile function-answer.in -c run.txt -o function-answer.txt
compile function-ingest.in -c run.txt -o function-ingest.txt
compile function-operations.in -c run.txt -o function-operations.txt
compile emulator.in -o emulator.txt
