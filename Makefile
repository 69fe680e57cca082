# Everything a user or a developer needs; each target sets up what it stands on.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := .stamps
# A first run, so that what is kept of modules, data and patterns is there for all that follow.
READY  := env -u PYTHONDONTWRITEBYTECODE $(BIN)/caveat demo >/dev/null
export CAVEAT_CORPUS ?= ../shared/corpus
export CAVEAT_GOLD   ?= ../shared/gold

.PHONY: demo test lint types imports check gold salience coverage formats languages meaning mutations ways bench fuzz docs schemas snapshots lock clean

demo: $(STAMPS)/run
	@$(BIN)/caveat demo

test: $(STAMPS)/dev
	$(BIN)/pytest

lint: $(STAMPS)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMPS)/dev
	$(BIN)/mypy

imports: $(STAMPS)/dev
	$(BIN)/lint-imports

check: lint types imports test

# Agreement with careful readers, next to reader against reader and an always-fire baseline.
gold: $(STAMPS)/bench
	@$(BIN)/python -m benchmarks.gold --write $(ARGS)

# What is worth saying, learnt from the labels and measured on texts left out; rewrites the model of the package.
salience: $(STAMPS)/bench
	@$(BIN)/python -m benchmarks.salience --write

# The tree of every corpus file against the structure written down by readers; rewrites docs/coverage.md.
coverage: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.coverage

# The tree of official PDF and Word files against that of their texts; rewrites docs/formats.md.
formats: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.formats

# The tree of a text in several languages against the English one; rewrites docs/languages.md.
languages: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.languages $(ARGS)

# References, terms, propositions and marks against what readers wrote down.
meaning: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.meaning $(ARGS)

# Real sentences changed in one point: what is read of them must change too.
mutations: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks.mutations $(ARGS)

# Clause patterns beside a trained model; rewrites docs/two-ways.md.
ways: $(STAMPS)/bench
	@$(BIN)/python -m benchmarks.two_ways

bench: $(STAMPS)/bench
	@$(BIN)/python -m benchmarks.speed --write

# A million mutated texts, and fifty thousand files of the formats with a structure of their own; goes on where it stopped.
fuzz: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.fuzz --count 1000000 $(ARGS) text markdown html
	$(BIN)/python -m benchmarks.fuzz --count 50000 $(ARGS) akn docx pdf

docs: $(STAMPS)/dev
	$(BIN)/python -m caveat.cli.main criteria docs -o docs/criteria

schemas: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.schemas

snapshots: $(STAMPS)/dev
	$(BIN)/pytest --snapshot-update

# Pins every dependency with its hashes and no address of an index.
lock: $(STAMPS)/dev
	$(BIN)/uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.txt
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements-dev.txt
	$(BIN)/uv pip compile -q pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements-bench.txt

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Caveat needs Python 3.11 or newer; name one with PYTHON=python3.12")'
	@command -v uv >/dev/null 2>&1 && uv venv -q --allow-existing --seed -p $(PYTHON) $(VENV) || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements.txt pyproject.toml $(STAMPS)/venv
	@$(BIN)/python tools/install.py requirements.txt
	@$(READY)
	@touch $@

$(STAMPS)/dev: requirements-dev.txt pyproject.toml $(STAMPS)/venv
	@$(BIN)/python tools/install.py requirements-dev.txt
	@$(READY)
	@touch $@ $(STAMPS)/run

$(STAMPS)/bench: $(STAMPS)/dev requirements-bench.txt
	@$(BIN)/python tools/install.py requirements-bench.txt
	@touch $@

clean:
	rm -rf $(VENV) $(STAMPS) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
