#!/bin/bash
# Runs suites under the sanitizers, each in a build of its own: thread for what several processes
# and threads share, address and undefined behaviour for the C kernels and what calls them.
set -euo pipefail
cd "$(dirname "$0")/.."

# Runs the suites named in $2 under the sanitizers of $1.
check() {
  local flags=() start=$SECONDS
  for name in $1; do flags+=(--sanitize "$name"); done
  swift test -c release --disable-testable-imports "${flags[@]}" \
    --scratch-path ".build/sanitized-${1// /-}" --filter "$2" 2>&1 | tee ".build/sanitizer.log" | tail -3
  if grep -E "WARNING: ThreadSanitizer|ERROR: AddressSanitizer|runtime error:" .build/sanitizer.log; then
    echo "sanitizers: $1 reports the above" >&2
    return 1
  fi
  echo "sanitizers: $1: no report, $((SECONDS - start)) s"
}

case "${1:-all}" in
  thread) check thread '^(ArtifactsTests|PipelinesTests|PreferencesTests|DashboardTests)\.' ;;
  address) check "address undefined" '^(CPUBackendTests|AutogradTests|LayersTests|TensorsTests)\.' ;;
  all) "$0" thread && "$0" address ;;
  *) echo "sanitizers: thread, address or all" >&2; exit 64 ;;
esac
