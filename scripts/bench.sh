#!/bin/bash
# Times the engine and, with PEERS=1, what people use instead: in turn, on the same cores.
#
#   scripts/bench.sh                 our part: about three minutes
#   PEERS=1 scripts/bench.sh         the peers too: about half an hour
#
# LLAMERO_REFERENCE names the folder of reference data, PEER_SCRIPTS that of the peers' scripts
# (beside it by default), PEER_PYTHON a Python that has their packages, PPO_PYTHON one with TRL 1.9.
# Writes reports/benchmarks/{llamero,peers}.jsonl and table.md.
set -uo pipefail
cd "$(dirname "$0")/.."
: "${LLAMERO_REFERENCE:?names the folder of reference data}"
export LLAMERO_REFERENCE
reports=reports/benchmarks
scripts="${PEER_SCRIPTS:-$LLAMERO_REFERENCE/../peers}"
python="${PEER_PYTHON:-python3}"
mkdir -p "$reports"
: > "$reports/llamero.jsonl"
failures=0
bf16="$(.build/release/llamero doctor | grep -c BF16 || true)"

fail() {
  echo "failed: $1" >&2
  failures=$((failures + 1))
}

ours() {
  echo "llamero: $*" >&2
  .build/release/Benchmarks "$@" >> "$reports/llamero.jsonl" || fail "$*"
}

# Both precisions, where the processor has them.
both() {
  ours "$@"
  if [ "$bf16" != 0 ]; then ours "$@" --precision bf16; fi
}

peer() {
  [ -n "${PEERS:-}" ] || return 0
  local interpreter="$1" script="$2"
  shift 2
  echo "peer: $script $*" >&2
  (cd "$scripts" && "$interpreter" "$script" "$@" 2> /dev/null | grep '^{"') \
    >> "$reports/peers.jsonl" || fail "$script $*"
}

if [ -n "${PEERS:-}" ]; then
  : > "$reports/peers.jsonl"
  models="$(mktemp -d)"
  trap 'rm -rf "$models"' EXIT
  (cd "$scripts" && "$python" models.py "$models" > /dev/null 2>&1)
fi

both machine
both dense-step S 8 256 --micro-batch-tokens 512
peer "$python" dense_step.py sft S 8 256 fp32
peer "$python" dense_step.py sft S 8 256 bf16
both dense-step M 4 512 --runs 3 --micro-batch-tokens 512
both dense-step M 4 512 --runs 3 --micro-batch-tokens 512 --gradient-checkpointing
both dense-step M 4 512 --runs 3 --micro-batch-tokens 512 --gradient-checkpointing --moments bf16
peer "$python" dense_step.py sft M 4 512 fp32
peer "$python" dense_step.py sft M 4 512 bf16
both sft-epoch
peer "$python" trl_sft.py fp32
peer "$python" trl_sft.py bf16
both reward-epoch
peer "$python" trl_reward.py fp32
peer "$python" trl_reward.py bf16
both ppo
peer "${PPO_PYTHON:-$python}" trl_ppo.py fp32
# What takes seconds is timed three times in turn: the table has the medians.
for _ in 1 2 3; do
  both sample S 64 64 128
  peer "$python" generate.py S 64 64 128 fp32
  both decode S 64 64 64
  [ -z "${PEERS:-}" ] || peer "$python" llamacpp_decode.py "$models" S f32 64 64 64
  both decode M 1 64 64
  [ -z "${PEERS:-}" ] || peer "$python" llamacpp_decode.py "$models" M f32 1 64 64
done
both sample S 16 256 64 --samples 16 --runs 1
peer "$python" generate.py S 256 256 64 fp32
for length in 1024 2048 4096; do
  ours dense-step S 1 "$length" --runs 1 --micro-batch-tokens "$length"
done

{
  echo "# Benchmarks"
  echo
  echo "- processor: $(lscpu | sed -n 's/^Model name: *//p'), $(nproc) cores"
  echo "- kernels: $(.build/release/llamero doctor 2> /dev/null | sed -n 's/^device *//p')"
  echo "- revision: $(git rev-parse --short HEAD)$(git diff --quiet HEAD || echo ', changed')"
  echo "- date: $(date -u +%F)"
  echo
  if [ -n "${PEERS:-}" ]; then
    .build/release/Benchmarks table "$reports/llamero.jsonl" "$reports/peers.jsonl"
  else
    .build/release/Benchmarks table "$reports/llamero.jsonl"
  fi
} > "$reports/table.md"
cat "$reports/table.md"
[ "$failures" = 0 ] || { echo "$failures measurements failed" >&2; exit 1; }
