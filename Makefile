# Everything that is done with this repository, by name. `make help` lists it.

# The first of these that exists makes the environment; later commands use the environment's own.
PYTHON ?= $(shell for name in python3.11 python3.12 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null && echo $$name && break; \
	done || true)
BIN := .venv/bin
MEMBERS := prism-core gateway media-service stt-service tts-service llm-service companion-service mcp-servers fleet
SOURCES := $(addsuffix /src,$(MEMBERS))
PYTEST_OPTIONS ?= -q

.DEFAULT_GOAL := help
.PHONY: help run setup setup-python test check lint types imports protocol protocol-check unit frontend-test browser story \
	lock env-example xtts xtts-test bench clean

help: ## list what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: setup ## install what is missing, build the frontend and start the whole of Prism
	@$(BIN)/python -m prism_fleet

setup: ## install what is missing and build the frontend
	@$(or $(PYTHON),python3) scripts/bootstrap.py

setup-python: ## install the Python side only
	@$(or $(PYTHON),python3) scripts/bootstrap.py python

test: browser setup check unit xtts-test frontend-test story ## install what is needed and run every check and test, the browser's too

check: lint types imports protocol-check ## the fast checks

lint: setup-python ## style of Python, shape of the text, folder rules of the frontend
	@$(BIN)/ruff check .
	@$(BIN)/python scripts/check_text.py
	@$(BIN)/python scripts/check_frontend_layers.py
	@$(BIN)/python scripts/env_example.py --check

types: setup-python ## mypy, strict
	@$(BIN)/mypy $(SOURCES) scripts

imports: setup-python ## who may import whom
	@$(BIN)/lint-imports

protocol: setup ## write the TypeScript twin of the events
	@sh scripts/protocol.sh

protocol-check: setup ## fail when the TypeScript twin is not current
	@sh scripts/protocol.sh --check

# What failed is run once more, alone: whatever fails then too is a fault, and what passes is named above as unsteady.
unit: setup-python ## every Python test, the deployment's too
	@$(BIN)/pytest $(PYTEST_OPTIONS) -m "not browser" || { [ $$? -eq 1 ] && echo "unit: running what failed once more" && \
		$(BIN)/pytest $(PYTEST_OPTIONS) --last-failed --last-failed-no-failures none -m "not browser"; }

xtts-test: setup-python ## tests of the large text-to-speech engine's real code, on a tiny model (installs 1.8 GB once)
	@PYTEST_OPTIONS='$(PYTEST_OPTIONS)' sh scripts/xtts_test.sh

frontend-test: setup ## types and tests of the frontend
	@cd frontend && npm run --silent check && npm run --silent test

browser: ## make sure of the browser that the story is told in, before long work that needs it
	@$(or $(PYTHON),python3) scripts/story.py browser

story: setup ## the story of a viewer, in a real browser against a really running fleet, and every kind of HLS in one
	@$(BIN)/pytest $(PYTEST_OPTIONS) -m browser media-service/tests
	@$(BIN)/python scripts/story.py

lock: ## resolve the dependencies again into requirements.lock (hashes, no addresses)
	@$(or $(PYTHON),python3) scripts/bootstrap.py installer
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock \
		$(foreach name,core gateway media stt tts llm companion mcp fleet,--no-emit-package prism-$(name))
	@$(BIN)/python scripts/check_text.py requirements.lock

env-example: setup-python ## write .env.example from the settings of every service
	@$(BIN)/python scripts/env_example.py

xtts: setup-python ## add the large text-to-speech engine (about 2 GB)
	@$(BIN)/python -m pip install --editable prism-core --editable 'tts-service[xtts]'

# What the benches are made with; none of them is one.
BENCH_PARTS := bench/gateway_peer.py bench/gateway_subjects.py bench/microphone_room.py bench/stt_sounds.py \
	bench/synthetic_guide.py
bench: setup ## the benchmarks, each against a peer in the same run
	@for script in $(sort $(filter-out $(BENCH_PARTS),$(wildcard bench/*.py))); do echo "== $$script"; $(BIN)/python $$script || exit 1; done

clean: ## remove what was built and installed; data stays
	@rm -rf .venv .venv-xtts frontend/node_modules frontend/dist artifacts
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
