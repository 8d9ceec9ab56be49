# dealsim needs Go; nothing else to build, run or test it.
.PHONY: run test build lint schema bench clean

run: ## simulate the shipped base deal into out/amazon-anthropic-2026/
	go run ./cmd/dealsim run amazon-anthropic-2026

test: ## every test
	go test -timeout 20m ./...

build: ## the program, as ./dealsim
	go build -o dealsim ./cmd/dealsim

lint: ## formatting and suspicious code
	test -z "$$(gofmt -l cmd sim plots scenarios)" || { gofmt -l cmd sim plots scenarios; exit 1; }
	go vet ./...

schema: ## what editors are told, after a change of a field table
	go run ./cmd/dealsim schema > scenarios/dealsim.schema.json.new && mv scenarios/dealsim.schema.json.new scenarios/dealsim.schema.json

bench: ## benchmarks of the engine and its kernels
	go test -run '^$$' -bench . -benchmem ./sim/...

clean:
	rm -rf out dealsim
