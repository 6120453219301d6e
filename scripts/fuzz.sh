#!/bin/bash
# Puts mutated bytes before one parser, with libFuzzer from Swift's own toolchain:
#   scripts/fuzz.sh TARGET [RUNS] [SECONDS] [libFuzzer's options…]
# TARGET is a file of Sources/Fuzzing/Targets. Only the modules that the parser is made of report
# which branches an input takes; the others come from the build of the program. New inputs gather
# in .build/fuzz/TARGET/corpus, an input that breaks the parser in .build/fuzz/TARGET.
# BUILD=1 builds only; the binary needs no Swift on the machine where it runs.
set -euo pipefail
cd "$(dirname "$0")/.."

target="${1:-}" runs="${2:-}" seconds="${3:-}"
shift $(($# < 3 ? $# : 3))

# The modules whose branches count, lowest first.
case "$target" in
  safetensors | index) modules="Safetensors" ;;
  config) modules="Llama" ;;
  sentencepiece) modules="Tokenization" ;;
  json | csv | gzip) modules="Corpora" ;;
  yaml) modules="Pipelines" ;;
  rows | store) modules="Artifacts" ;;
  forms) modules="Dashboard" ;;
  *)
    echo "fuzz: safetensors, index, config, sentencepiece, json, csv, gzip, yaml, rows, store or forms" >&2
    exit 64
    ;;
esac

out=".build/fuzz/$target"
mkdir -p "$out/modules" "$out/corpus"
release="$(swift build -c release --show-bin-path)"
file="$(grep -l "FuzzTarget(\"$target\")" Sources/Fuzzing/Targets/*.swift)"

# How the package manager shows the compiler the modules of C.
mapfile -t imports < <(
  grep -oE '"-fmodule-map-file=[^"]*"|"-I[^"]*/checkouts/[^"]*"' .build/release.yaml | tr -d '"' | sort -u)
# The package manager names the package after its folder.
package="$(grep -oE '"-module-name","Artifacts",.*' .build/release.yaml \
  | grep -m 1 -oE '"-package-name","[^"]*"' | head -n 1 | cut -d '"' -f 4)"
arguments=(-I "$out/modules" -I "$release/Modules" -package-name "$package" -swift-version 6)
for import in "${imports[@]}"; do arguments+=(-Xcc "$import"); done
features=(ExistentialAny InternalImportsByDefault MemberImportVisibility)
for feature in "${features[@]}"; do arguments+=(-enable-upcoming-feature "$feature"); done

# Compiles the files after $1 as the module $1, with branches that report.
compile() {
  local module="$1"
  shift
  swiftc -O -parse-as-library -whole-module-optimization -enable-testing -sanitize=fuzzer \
    "${arguments[@]}" -module-name "$module" -emit-module \
    -emit-module-path "$out/modules/$module.swiftmodule" -emit-object -o "$out/$module.o" "$@"
}

for module in $modules; do
  mapfile -t sources < <(find "Sources/$module" -name '*.swift' | sort)
  for resource in "$release/$module.build"/DerivedSources/*.swift; do
    [ ! -e "$resource" ] || sources+=("$resource")
  done
  compile "$module" "${sources[@]}"
done

cat > "$out/Entry.swift" << END
import Foundation

private let scratch = try? FuzzTarget.$target.scratch()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let scratch else { preconditionFailure("there is no scratch folder") }
  FuzzTarget.$target.run(Array(UnsafeBufferPointer(start: data, count: count)), in: scratch)
  return 0
}
END
compile Fuzzing "$out/Entry.swift" Sources/Fuzzing/{FuzzTarget,Scratch}.swift "$file"

# The linker takes what is needed out of everything that the release build compiled.
objects=("$out/Fuzzing.o")
for module in $modules; do objects+=("$out/$module.o"); done
mapfile -t others < <(
  find "$release" -path '*.build/*.o' | grep -vE "/(Fuzzing|$(tr ' ' '|' <<< "$modules")|llamero|Sweeps|Benchmarks|[A-Za-z]*Test[A-Za-z]*)\.build/|-tool\.build/" | sort)
swiftc -static-stdlib -sanitize=fuzzer -use-ld=lld -Xlinker --as-needed -o "$out/fuzz" "${objects[@]}" \
  -Xlinker --start-lib "${others[@]}" -Xlinker --end-lib \
  -l_FoundationCollections -l_FoundationCShims -l_FoundationICU -lCoreFoundation \
  -lsqlite3 -lcrypto -lz -Xlinker --gc-sections 2> >(grep -v 'Cannot export local symbol' >&2)

[ -z "${BUILD:-}" ] || exit 0
dictionary="Tests/FuzzingTests/Dictionaries/$target.dict"
options=(-timeout=5 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$out/")
[ ! -e "$dictionary" ] || options+=(-dict="$dictionary")
[ -z "$runs" ] || options+=(-runs="$runs")
options+=(-max_total_time="${seconds:-$([ -n "$runs" ] && echo 0 || echo 60)}")
SWIFT_BACKTRACE=enable=no "$out/fuzz" "${options[@]}" "$@" \
  "$out/corpus" "Tests/FuzzingTests/Corpus/$target"
