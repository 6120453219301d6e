#!/bin/bash
# Runs suites under the sanitizers, each in a build of its own: thread for what several processes
# and threads share, address and undefined behaviour for the C kernels and what calls them.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build
# The test library itself leaks at its end, and Swift's own report of a crash trips over the sanitizer.
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no

# Runs the suites named in $2 under the sanitizer $1, with the other arguments for the build.
check() {
  local name="$1" suites="$2" start=$SECONDS
  shift 2
  swift test -c release --disable-testable-imports --sanitize "$name" "$@" \
    --scratch-path ".build/sanitized-$name" --filter "$suites" 2>&1 \
    | tee ".build/sanitizer.log" | tail -3
  if grep -E "WARNING: ThreadSanitizer|ERROR: AddressSanitizer|runtime error:" .build/sanitizer.log; then
    echo "sanitizers: $name reports the above" >&2
    return 1
  fi
  echo "sanitizers: $name: no report, $((SECONDS - start)) s"
}

case "${1:-all}" in
  thread) check thread '^(ArtifactsTests|PipelinesTests|PreferencesTests|DashboardTests)\.' ;;
  # Swift knows no sanitizer of undefined behaviour on Linux; in C it traps, which ends the test.
  address)
    check address \
      '^(CPUBackend|Autograd|Layers|Tensors|Files|Safetensors|Llama|Training)Tests\.' \
      -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined
    ;;
  all) "$0" thread && "$0" address ;;
  *) echo "sanitizers: thread, address or all" >&2; exit 64 ;;
esac
