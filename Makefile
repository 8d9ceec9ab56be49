# dealsim needs Go; nothing else to build, run or test it.
.PHONY: run test build lint schema deals bench bench-keep bench-peers bench-growth bench-shipped bench-where clean

# of the benchmarks: paths, rounds, numbers of threads and names of programs; which benchmarks and how often
VECTORS := $(shell GOEXPERIMENT=simd go list simd/archsimd >/dev/null 2>&1 && echo simd)
N       ?= 1000000
ROUNDS  ?= 5
THREADS ?= 1,2
ONLY    ?=
BENCH   ?= .
COUNT   ?= 6

run: ## simulate the shipped base deal into out/amazon-anthropic-2026/
	go run ./cmd/dealsim run amazon-anthropic-2026

test: ## every test
	go test -timeout 20m ./...

build: ## the program, as ./dealsim, with vectors where this Go and the processor have them; the numbers are the same
	CGO_ENABLED=0 GOEXPERIMENT=$(VECTORS) go build -o dealsim ./cmd/dealsim

lint: ## formatting and suspicious code
	test -z "$$(gofmt -l cmd sim plots scenarios bench)" || { gofmt -l cmd sim plots scenarios bench; exit 1; }
	go vet ./...

schema: ## what editors are told, after a change of a field table
	go run ./cmd/dealsim schema > scenarios/dealsim.schema.json.new && mv scenarios/dealsim.schema.json.new scenarios/dealsim.schema.json

deals: ## the tables and charts of the README, from runs of the shipped deals
	go run ./cmd/deals
	go build -o dealsim ./cmd/dealsim
	./dealsim run amazon-anthropic-2026 --format png --quiet --out out/readme
	cp out/readme/amazon-anthropic-2026/plots/commitment-aws.png out/readme/amazon-anthropic-2026/plots/tranches.png docs/
	./dealsim compare fixed-price-tranches --by amazon_stake_value_10y --chart docs/fixed-price.png
	./dealsim compare annual-floors --by true_up_today --chart docs/annual-floors.png
	./dealsim compare one-block-20bn --by amazon_conditional_paid --chart docs/one-block.png
	./dealsim compare amazon-portfolio --by all_anthropic,all_openai,half_each --chart docs/both-labs.png

bench: ## benchmarks of kernels, processes, clauses and the engine, beside the last ones kept in bench/results
	mkdir -p bench/results
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./sim/... | tee bench/results/now.txt
	test ! -f bench/results/before.txt || go tool -modfile=tools/go.mod benchstat bench/results/before.txt bench/results/now.txt

bench-keep: ## what make bench has measured last becomes what the next is compared with
	mv bench/results/now.txt bench/results/before.txt

bench-peers: ## dealsim and other programs on one workload, side by side (see bench/README.md)
	go run ./bench/race -n $(N) -rounds $(ROUNDS) -threads $(THREADS) -only '$(ONLY)'

bench-shipped: ## what each scenario that is shipped costs
	go run ./bench/shipped

bench-growth: ## what paths, steps, tranches and companies cost
	go run ./bench/growth

bench-where: ## where the time of a run of the base deal goes, for docs/speed.md
	go run ./bench/where

clean:
	rm -rf out dealsim
