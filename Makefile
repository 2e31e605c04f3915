# Tallystick. `make` lists what there is to do; everything it needs beyond Go and Node it installs, at pinned versions.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

TALLY := bin/tally
BINDINGS := bindings/contracts/contracts.go
# Written by npm last, and so as new as the installed tools.
TOOLS := contracts/node_modules/.package-lock.json
# What the benchmark compares with; nothing else needs it.
PEERS := contracts/bench/node_modules/.package-lock.json
# forge finds its compiler from the contracts' folder only; tools/forge runs it without npm's launcher, which hides failures.
FORGE := cd contracts && tools/forge

#? help: list these targets
.PHONY: help
help:
	@awk -F': ' '/^#\? / { printf "  make %-20s %s\n", substr($$1, 4), substr($$0, index($$0, ": ") + 2) }' $(MAKEFILE_LIST)

#? setup: install forge and solc (npm ci) and build the pinned geth into the user's cache
.PHONY: setup
setup: $(TOOLS)
	go run ./devnet/geth

$(TOOLS): contracts/package-lock.json contracts/.npmrc
	cd contracts && npm ci
	touch $@

$(PEERS): contracts/bench/package-lock.json contracts/bench/.npmrc
	cd contracts/bench && npm ci
	touch $@

#? build: build bin/tally; needs Go only
.PHONY: build
build:
	go build -trimpath -o $(TALLY) ./cli

#? contracts: compile the contracts, without their tests
.PHONY: contracts
contracts: $(TOOLS)
	$(FORGE) build src

#? bindings: generate the Go bindings anew from the contracts
.PHONY: bindings
bindings: contracts
	$(call abigen,$(BINDINGS))

#? bindings-check: fail if the committed bindings are not the contracts'
.PHONY: bindings-check
bindings-check: contracts
	@fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	$(call abigen,"$$fresh/contracts.go"); \
	diff -u $(BINDINGS) "$$fresh/contracts.go" || { echo "the bindings are stale: run make bindings" >&2; exit 1; }

abigen = contracts/tools/combined-json > contracts/out/combined.json && \
	go tool abigen --v2 --combined-json contracts/out/combined.json --pkg contracts --out $(1)

#? demo: build, and play one receivable from confirmation to settlement; KEEP=1 leaves the network up
.PHONY: demo
demo: build
	$(TALLY) demo $(if $(KEEP),--keep)

#? test: everything that must hold, as .ci/run does
.PHONY: test
test: setup lint cross bindings-check prove test-contracts test-go

#? test-contracts: the contracts' tests, and their gas against contracts/snapshots
.PHONY: test-contracts
test-contracts: $(TOOLS)
	cd contracts && FORGE_SNAPSHOT_CHECK=true tools/forge test || { \
		echo "where gas differs from contracts/snapshots, and is meant to: run make gas, and say why in the commit" >&2; exit 1; }
	contracts/tools/untested-errors
	contracts/tools/externals --check
	contracts/tools/figures --check

#? prove: prove by solc's model checker that the ledger conserves units and payments
.PHONY: prove
prove: $(TOOLS)
	contracts/tools/prove

#? test-contracts-long: the same with many more fuzz and invariant runs
.PHONY: test-contracts-long
test-contracts-long: $(TOOLS)
	cd contracts && FOUNDRY_PROFILE=long tools/forge test

#? test-go: the Go tests with the race detector, on real nodes
.PHONY: test-go
test-go: setup contracts
	GORACE=atexit_sleep_ms=0 go test -race -timeout 50m ./...

#? test-short: the tests that start no network: a minute's check while working
.PHONY: test-short
test-short: contracts
	cd contracts && FOUNDRY_FUZZ_RUNS=32 FOUNDRY_INVARIANT_RUNS=4 tools/forge test
	go test . ./bindings/... ./relayer/...

#? faults: every fault case of relayer/README.md, and a soak of 10,000 acts; SEED=7 ACTS=10000 replays one
.PHONY: faults
faults: setup
	go test -count=1 -timeout 30m -run 'F[0-9][0-9]' ./relayer/...
	SOAK_SEED=$(or $(SEED),$$RANDOM) SOAK_ACTS=$(or $(ACTS),10000) go test -count=1 -timeout 60m -v -run F50 ./relayer/anchor

#? fuzz: every fuzz test in turn, each for FUZZTIME (30s); PKG=relayer/api those of one folder
.PHONY: fuzz
fuzz: $(TOOLS)
	@tests=$$(grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9]*' $(or $(PKG),bindings cli relayer) | sed 's/:func / /'); \
	while read -r file name; do \
		echo "$$name in $$(dirname "$$file")"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(or $(FUZZTIME),30s) -fuzzminimizetime 20x "./$$(dirname "$$file")" < /dev/null || { \
			echo "what it found is in $$(dirname "$$file")/testdata/fuzz/$$name: commit it with the repair" >&2; exit 1; }; \
	done <<< "$$tests"

#? gas: write contracts/snapshots anew, after a change that is meant to move them
.PHONY: gas
gas: $(TOOLS)
	$(FORGE) test --match-path 'test/Gas*.t.sol'
	contracts/tools/figures

#? bench: measure us against our peers, and write devnet/bench/README.md with its plots; QUICK=1 is a small one, in bin/bench
.PHONY: bench
bench: setup build $(PEERS)
	cd contracts/bench && ../tools/forge build
	go run ./devnet/bench $(if $(QUICK),-quick -out bin/bench)

#? lint: formatting, go vet and staticcheck
.PHONY: lint
lint: $(TOOLS)
	$(FORGE) fmt --check
	cd contracts/bench && ../tools/forge fmt --check
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	[[ -z "$$unformatted" ]] || { echo "not formatted, run make fmt:" $$unformatted >&2; exit 1; }
	go vet ./...
	go tool staticcheck ./...

#? cross: compile tally for every system that it is for
.PHONY: cross
cross:
	GOOS=linux GOARCH=arm64 go build -o /dev/null ./cli
	GOOS=darwin GOARCH=arm64 go build -o /dev/null ./cli
	GOOS=windows GOARCH=amd64 go build -o /dev/null ./cli

#? fmt: format the contracts and the Go code
.PHONY: fmt
fmt: $(TOOLS)
	$(FORGE) fmt
	cd contracts/bench && ../tools/forge fmt
	gofmt -w $$(git ls-files '*.go')

#? clean: delete what was built here; tools and geth stay
.PHONY: clean
clean:
	rm -rf bin contracts/out contracts/cache contracts/bench/out contracts/bench/cache
