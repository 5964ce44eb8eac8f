PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STUDY := example-study
export HF_HUB_OFFLINE := 1

.PHONY: run test test-all lint check bench frontend model clean

run: $(READY)
	$(BIN)/python -m corpora.example $(STUDY)
	$(BIN)/workbench serve $(STUDY)

test: $(READY) browser
	$(BIN)/pytest -n 3 --dist worksteal

test-all: $(READY) browser
	$(BIN)/pytest -n 3 --dist worksteal -m "slow or not slow" --hypothesis-profile=exploring

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check: lint
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest tests/test_architecture.py

bench: $(READY)
	for file in benchmarks/[a-z]*.py; do echo "$$file"; $(BIN)/python "$$file" || exit 1; done

# Needs Node 20; users do not, because the result is committed.
frontend:
	cd workbench/ui/transcript_view/frontend && npm ci && npm test && npm run build

.PHONY: docs
docs: $(READY)
	$(BIN)/python -m workbench.cli.reference > docs/commands.md

# The browser tests drive Chromium; where it can neither be found nor installed they say so and are skipped.
.PHONY: browser
browser:
	@command -v chromium >/dev/null || test -n "$$WORKBENCH_CHROMIUM" || \
	{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q chromium; } || \
	echo "No Chromium here: the browser tests will be skipped."

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -c constraints.txt torch==2.13.0
	$(BIN)/pip install -q -c constraints.txt -e ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) $(STUDY)
