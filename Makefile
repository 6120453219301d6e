# make quickstart   align a model from scratch and print the path of the report
# make test         run the tests
# make check        formatting, documentation, tests, size table: what a change must pass
# make install      the program, its man page and completions (PREFIX=/usr/local, DESTDIR)
# make sweep ONLY=… kill it, cut its power, fail its calls: kill, kill-random (N=…), power, fault,
#                   people, people-load, together, upgrade, damage (N=…), sanitizers
# make fuzz TARGET=… [RUNS=…] [SECONDS=…]   put mutated bytes before a parser, see scripts/fuzz.sh
# make bench        time the engine; PEERS=1 times the peers too, see scripts/bench.sh

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: quickstart test check install bench sweep fuzz packages build products format documentation \
  sizes

PREFIX := /usr/local
DESTDIR :=

# Libraries of the system that the package links.
LIBRARIES := libcmark-dev libopenblas-dev libsqlite3-dev libssl-dev zlib1g-dev
# The manifest enables testing in every build, so one optimised build serves tests and program.
RELEASE := -c release
REPORT := .llamero/quickstart.html
C_SOURCES = $(shell find Sources/CKernels Sources/CFaults -name '*.[ch]' -o -name '*.inc')

# Installs the Debian packages named in $(1) that are missing.
define install
missing=""; \
if ! command -v dpkg-query > /dev/null; then \
  echo "This is no Debian: please see to the equivalents of $(1) yourself." >&2; \
else \
  for package in $(1); do \
    dpkg-query -W -f='$${Status}' "$$package" 2> /dev/null | grep -q 'ok installed' \
      || missing="$$missing $$package"; \
  done; \
  if [ -n "$$missing" ]; then \
    echo "Installing$$missing." >&2; \
    root=""; [ "$$(id -u)" = 0 ] || root="sudo"; \
    $$root apt-get update -q; \
    $$root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends $$missing; \
  fi; \
fi
endef

quickstart: build
	.build/release/llamero run pipelines/quickstart.yaml
	.build/release/llamero report last -o $(REPORT)
	@echo "The report is in $(REPORT); open it in a browser."

build: packages
	swift build $(RELEASE) --product llamero

# What the tests start from outside.
products: build
	swift build $(RELEASE) --product Faults
	swift build $(RELEASE) --product Sweeps

test: products
	swift test $(RELEASE) --disable-testable-imports

check: export LLAMERO_CHECK := 1
check: format documentation test sizes

install: build
	scripts/install.sh .build/release/llamero "$(DESTDIR)$(PREFIX)"

packages:
	@$(call install,$(LIBRARIES))

format:
	@$(call install,clang-format)
	swift format lint --strict --recursive Sources Tests Package.swift
	clang-format --dry-run -Werror $(C_SOURCES)

# Every page of the catalogue, with each of its links.
documentation:
	@mkdir -p .build
	docc convert Sources/llamero/llamero.docc --warnings-as-errors --output-dir .build/documentation

# Lines per module and of its tests, and what the working tree changed since the last commit.
sizes:
	@count() { [ ! -d "$$1" ] || find "$$1" -type f \( -name '*.swift' -o -name '*.[ch]' \
	  -o -name '*.inc' -o -name '*.sql' -o -name '*.mustache' \) -exec cat {} + | wc -l; }; \
	change() { git diff --numstat HEAD -- "$$1" 2> /dev/null \
	  | awk '$$1 != "-" { n += $$1 - $$2 } END { printf "%+d", n }'; }; \
	printf '%-14s %7s %7s %7s\n' module lines tests change; \
	for folder in Sources/*/; do \
	  module="$$(basename "$$folder")"; \
	  printf '%-14s %7s %7s %7s\n' "$$module" "$$(count "$$folder")" \
	    "$$(count "Tests/$${module}Tests")" "$$(change "$$folder")"; \
	done; \
	printf '%-14s %7s %7s %7s\n' total "$$(count Sources)" "$$(count Tests)" "$$(change Sources)"

bench: build
	swift build $(RELEASE) --product Benchmarks
	PEERS=$(PEERS) scripts/bench.sh

fuzz: build
	scripts/fuzz.sh "$(TARGET)" "$(RUNS)" "$(SECONDS)"

sweep: products
ifeq ($(ONLY),sanitizers)
	scripts/sanitizers.sh
else
	.build/release/Sweeps $(or $(ONLY),--help) $(and $(N),--count $(N)) $(OPTIONS)
	@if [ -n "$(ONLY)" ]; then .build/release/Sweeps report; fi
endif
