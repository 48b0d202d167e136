# make run    builds everything and serves a demo
# make test   everything that must hold
# make lint   what can be said without running it
# make s3     pictures in a real S3-compatible store, which it builds first
# make accuracy  how well the copytaster reads, into docs/accuracy.md; make sizes  how long it takes
# make speed  what a first visit costs, with Lighthouse; on a machine that has nothing else to do

LISTEN ?= 127.0.0.1:8080
DATA   ?= data

GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
LDFLAGS := -s -w -X main.version=$(VERSION)

WEB_SOURCES := $(shell find web/reader web/embed web/desk web/tokens -type f) web/packed.ts web/package-lock.json

# The codecs of pictures are those inside the binary, never a library of the machine.
export GOFLAGS += -tags=nodynamic

.PHONY: run build test lint test-go test-web test-browser bench accuracy sizes speed fuzz s3 clean

run: build
	bin/stoppress serve --demo --listen $(LISTEN) --data $(DATA)

# What is not tested for races is compiled in one way, so that each part finds what another has compiled.
build lint: export CGO_ENABLED = 0
build lint: export GOFLAGS += -trimpath

build: web/built/.made
	$(GO) build -ldflags '$(LDFLAGS)' -o bin/stoppress ./cmd/stoppress

web/built/.made: $(WEB_SOURCES) web/node_modules/.made
	cd web && npm run build
	touch $@

web/node_modules/.made: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	touch $@

e2e/node_modules/.made: e2e/package-lock.json
	cd e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
	touch $@

test: lint test-go test-web test-browser

lint: web/node_modules/.made e2e/node_modules/.made web/built/.made
	test -z "$$(gofmt -l cmd internal bench web/*.go)" || (gofmt -d cmd internal bench web/*.go; exit 1)
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@# Without its database there is nothing to compare with: that is said, and is no failure.
	@out=$$($(GO) tool govulncheck ./... 2>&1) || case "$$out" in \
	  *"fetching vulnerabilities"*) echo "govulncheck: skipped, its database cannot be reached from here" ;; \
	  *) echo "$$out"; exit 1 ;; esac
	cd web && npm run lint && npm run check
	cd e2e && npm run lint

test-go: web/built/.made
	$(GO) test -race -timeout 10m ./...

test-web: web/node_modules/.made
	cd web && npm test

test-browser: build e2e/node_modules/.made
	e2e/with-chromium npm --prefix e2e test

bench: build e2e/node_modules/.made accuracy sizes
	$(GO) test -run '^$$' -bench . -benchmem ./internal/...
	e2e/with-chromium npm --prefix e2e run bench
	cd bench && $(GO) vet ./... && $(GO) build -trimpath -o ../bin/bench .
	bin/bench

# The real texts are no part of the repository: where they are not, the page says so.
accuracy: export STOPPRESS_SAMPLES ?= $(abspath ../shared/samples)
accuracy:
	$(GO) test -count=1 -run LabelledTextsAreReadWell ./internal/copytaster -accuracy $(CURDIR)/docs/accuracy.md

sizes:
	$(GO) test -run '^$$' -bench Sizes -benchtime 1x -timeout 30m ./internal/copytaster -accuracy $(CURDIR)/docs/accuracy.md

speed: build e2e/node_modules/.made
	e2e/with-chromium npm --prefix e2e test -- tests/speed
	e2e/with-chromium npm --prefix e2e run speed

fuzz:
	$(GO) test -run '^$$' -fuzz FuzzSanitiseHTML -fuzztime 1m ./internal/coverage
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 1m -fuzzminimizetime 10x ./internal/copytaster
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 1m ./internal/subs
	$(GO) test -run '^$$' -fuzz FuzzPatch -fuzztime 1m ./internal/api
	$(GO) test -run '^$$' -fuzz FuzzParseCursor -fuzztime 1m ./internal/newsroom
	$(GO) test -run '^$$' -fuzz FuzzParser -fuzztime 1m ./internal/sse
	$(GO) test -run '^$$' -fuzz FuzzReadHead -fuzztime 1m ./internal/unfurl
	$(GO) test -run '^$$' -fuzz FuzzReadChange -fuzztime 1m ./internal/edge
	$(GO) test -run '^$$' -fuzz FuzzReadHeader -fuzztime 1m -fuzzminimizetime 10x ./internal/media
	$(GO) test -run '^$$' -fuzz FuzzFind -fuzztime 1m ./internal/player

S3_ADDRESS ?= 127.0.0.1:29007

s3:
	GOBIN=$(CURDIR)/bin CGO_ENABLED=0 $(GO) install github.com/versity/versitygw/cmd/versitygw@v1.8.0
	@files=$$(mktemp -d) && mkdir "$$files/pictures" && \
	{ ROOT_ACCESS_KEY=key ROOT_SECRET_KEY=secretsecret bin/versitygw --quiet --port $(S3_ADDRESS) posix "$$files" & server=$$!; } && \
	trap 'kill $$server; rm -rf "$$files"' EXIT && \
	curl -s -o /dev/null --retry 20 --retry-connrefused --retry-delay 1 http://$(S3_ADDRESS)/ && \
	STOPPRESS_TEST_S3=http://$(S3_ADDRESS)/pictures STOPPRESS_S3_ACCESS_KEY=key STOPPRESS_S3_SECRET_KEY=secretsecret \
	  STOPPRESS_S3_REGION=us-east-1 $(GO) test -count=1 -run 'S3|Store' -v ./internal/media

clean:
	rm -rf bin web/node_modules e2e/node_modules
	find web/built -mindepth 1 ! -name .keep -delete
