# Everything casework's people type. `make demo` and `make test` need Python 3.11+, make and a
# package registry, nothing else: Node.js comes as a Python package.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
# Of `make bench-rings`: the sizes of its worlds, and where they are kept between runs.
ACCOUNTS ?=
WORLDS ?= var/worlds

BIN := .venv/bin
# npm of the environment starts the node of the environment, whatever the machine has.
NODE_PATH_FIRST := PATH="$(CURDIR)/$(BIN):$$PATH"
SOURCES := $(wildcard assets/*.mjs static/js/*.js static/css/*.css)
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One after the other, so that what is printed can be read.
.NOTPARALLEL:
.PHONY: help install spark assets demo serve lint unit journeys check test bench-intake bench-rings bench-graphs fuzz \
        bench-photographs clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-17s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

install: .venv/.tools assets ## the environment with its tools, and the assets; nothing else

spark: .venv/.spark ## what `casework discover --engine spark` runs on; Java 17 is the machine's

assets: static/dist/.stamp ## what the pages need in the browser, into static/dist

demo: .venv/.stamp assets ## a demo investigation, from delivered files to sealed packs, on PORT
	@$(BIN)/casework demo --port $(PORT)

serve: .venv/.stamp assets ## the pages and the worker, on PORT
	@$(BIN)/casework serve --port $(PORT)

check: lint unit ## lint, format, types, floors, then the tests with branch coverage

test: unit journeys ## every test, the journeys through a real browser too

lint: .venv/.tools ## ruff, ruff format, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict casework config.py wsgi.py tests
	$(BIN)/lint-imports

unit: .venv/.tools assets ## the tests without a browser, with branch coverage
	$(PYTEST) --cov --ignore=tests/journeys

journeys: .venv/.tools assets ## whole ways through the pages, in Chromium
	$(PYTEST) tests/journeys

fuzz: .venv/.tools assets ## 100,000 mutated files thrown at the intake; the tests throw a few hundred
	$(BIN)/python -m tests.flow.intake.fuzzing

bench-intake: .venv/.tools ## how fast deliveries go in, beside copying them and beside row by row
	@$(BIN)/python -m benchmarks.bench_intake

bench-rings: .venv/.bench ## how well rings are found, beside what people would use; of ACCOUNTS
	@$(BIN)/python -m benchmarks.bench_rings --worlds $(WORLDS) $(if $(ACCOUNTS),--accounts $(ACCOUNTS))

bench-graphs: .venv/.tools ## communities in graphs with known ones, and components, beside networkx
	@$(BIN)/python -m benchmarks.bench_graphs

bench-photographs: .venv/.tools assets ## how photographed waybills are read, beside barcode and Tesseract alone
	@$(BIN)/python -m benchmarks.bench_photographs

clean: ## take away what was built; what was delivered and decided (var) stays
	rm -rf .venv node_modules static/dist static/dist.new build *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f .coverage .coverage.*
	find casework tests migrations benchmarks -name __pycache__ -prune -exec rm -rf {} +

# The stamps: made again only when what they stand on has changed.

.venv/.stamp: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("casework needs Python 3.11 or newer; %s is %s. Name another one: make PYTHON=..." % (sys.executable, sys.version.split()[0]))'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what requirements.txt names"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

.venv/.tools: .venv/.stamp requirements-dev.txt
	@echo "Installing the tools that requirements-dev.txt names"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.txt
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

.venv/.spark: .venv/.stamp requirements-spark.txt
	@echo "Installing what requirements-spark.txt names"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-spark.txt
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

.venv/.bench: .venv/.tools requirements-bench.txt
	@echo "Installing what requirements-bench.txt names"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-bench.txt
	@$(BIN)/pip check --disable-pip-version-check
	@touch $@

node_modules/.stamp: package.json package-lock.json | .venv/.stamp
	@echo "Fetching what package-lock.json names"
	@$(NODE_PATH_FIRST) npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	@touch $@

static/dist/.stamp: node_modules/.stamp $(SOURCES)
	@echo "Building static/dist"
	@$(NODE_PATH_FIRST) node assets/build.mjs
	@touch $@
