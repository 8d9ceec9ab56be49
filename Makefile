# dealsim needs Go; nothing else to build, run or test it.
.PHONY: run test build lint bench clean

run: ## simulate the shipped base deal into out/amazon-anthropic-2026/
	go run ./cmd/dealsim run amazon-anthropic-2026

test: ## every test
	go test -timeout 20m ./...

build: ## the program, as ./dealsim
	go build -o dealsim ./cmd/dealsim

lint: ## formatting and suspicious code
	test -z "$$(gofmt -l cmd sim plots scenarios)" || { gofmt -l cmd sim plots scenarios; exit 1; }
	go vet ./...

bench: ## benchmarks of the engine and its kernels
	go test -run '^$$' -bench . -benchmem ./sim/...

clean:
	rm -rf out dealsim
