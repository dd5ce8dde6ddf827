# One way to run: `make demo` on a fresh machine with Python 3.11 (or 3.12, 3.13), make and git.
# Everything lives in .venv; nothing is installed outside the checkout.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && { echo $$p; break; }; done)
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= work/demo
FLAGS ?=

# Words about what to do, not a stack trace, where the interpreter cannot make a virtual environment.
define NEEDS_VENV
Python 3.11 or newer with the modules venv and ensurepip is needed; found: $(or $(PYTHON),none).
On Debian or Ubuntu:  apt-get install python3 python3-venv
Another interpreter:  make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)
endef
export NEEDS_VENV

# BLAS threads fight each other on small matrices; work is spread over processes instead.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --no-deps
PACKAGE := $(INSTALL) --no-deps --no-build-isolation --editable .

.PHONY: help demo test explore check lint docs bench quick floors lock wheel clean distclean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */\1\t/' | expand -t 12

$(BIN)/python:
	@$(or $(PYTHON),false) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { printf '%s\n' "$$NEEDS_VENV" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(LOCKED) -r requirements/run.txt
	$(PACKAGE)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(LOCKED) -r requirements/dev.txt
	$(PACKAGE)
	@touch $@ $(VENV)/run.stamp

demo: $(VENV)/run.stamp  ## build the dossier of the example captures and say where to look
	$(BIN)/crosswire build examples/straits/captures -o $(DEMO)
	@printf '\nOpen %s/index.html in a browser, or run: %s open %s\n' "$(DEMO)" "$(BIN)/crosswire" "$(DEMO)"

test: $(VENV)/dev.stamp  ## run the tests (FLAGS="-k name" narrows them)
	$(BIN)/python -m pytest -n 2 --dist loadfile $(FLAGS)

explore: $(VENV)/dev.stamp  ## look for new faults: the property tests alone, with other examples each time
	$(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-profile=explore $(FLAGS)

check: lint docs test  ## everything that must hold before a change lands

lint: style types imports  ## style, types, direction of imports

.PHONY: style types imports
style: $(VENV)/dev.stamp  ## ruff
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp  ## mypy
	$(BIN)/mypy

imports: $(VENV)/dev.stamp  ## import-linter
	$(BIN)/lint-imports

COGGED := README.md $(addprefix docs/,architecture.md captures.md commands.md records.md errors.md quality.md)

docs: $(VENV)/dev.stamp  ## check that the generated parts of the docs are current (make cog renews them)
	$(BIN)/python -m cogapp -P --check --check-fail-msg "run: make cog" -I docs $(COGGED)

.PHONY: cog
cog: $(VENV)/dev.stamp  ## renew the generated parts of the docs
	$(BIN)/python -m cogapp -P -r -I docs $(COGGED)

.PHONY: pictures
pictures: $(VENV)/dev.stamp  ## take the pictures of docs/views.md again (needs chromium)
	$(BIN)/python docs/pictures.py

bench: $(VENV)/dev.stamp  ## score every labelled set of ../shared and hold the floors
	$(BIN)/python bench/gate.py $(FLAGS)

quick: $(VENV)/dev.stamp  ## the quick part of the bench, as CI runs it
	$(BIN)/python bench/gate.py --quick $(FLAGS)

floors: $(VENV)/dev.stamp  ## raise the floors to what was reached
	$(BIN)/python bench/gate.py --update $(FLAGS)

lock:  ## renew requirements/*.txt with hashes (needs uv)
	$(UV) pip compile $(LOCKING) pyproject.toml requirements/build.in -o requirements/run.txt
	$(UV) pip compile $(LOCKING) --extra dev -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt

LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

wheel: $(VENV)/dev.stamp  ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel -d dist

clean:  ## remove what builds and tests leave behind
	rm -rf dist build work/demo work/bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean  ## the same, and the virtual environment
	rm -rf $(VENV)
