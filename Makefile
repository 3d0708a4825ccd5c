PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup serve test check fmt eval test-crash test-attack test-contract test-browser test-wheel nightly screenshots clean

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: ## Make .venv with everything in it; quick when it is up to date
	@$(PYTHON) deploy/environment.py

serve: setup ## Answer questions on http://127.0.0.1:8000, the demo archive in it the first time
	@$(if $(DATELINE_ARCHIVE),:,$(BIN)/dateline demo --if-empty)
	@$(BIN)/dateline serve

test: setup ## Run the tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

check: setup ## Lint, types and the tests
	$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check . && $(BIN)/python -m mypy
	@$(MAKE) --no-print-directory test

fmt: setup ## Format the code and mend what lint can mend
	@$(BIN)/python -m ruff check --fix . && $(BIN)/python -m ruff format .

eval: setup ## Measure the demo suite, and rtqa where ../shared/data is there: build/eval/SUITE/report.html
	@env -u DATELINE_ARCHIVE $(BIN)/dateline eval demo
	@env -u DATELINE_ARCHIVE $(BIN)/dateline eval rtqa

test-crash: setup ## Kill and damage: what was acknowledged is kept
	@$(PYTHON) deploy/tools.py strace
	@$(BIN)/python -m pytest -q tests/crash

test-attack: setup ## Try hostile input: bombs, floods, forgeries
	@$(BIN)/python -m pytest -q tests/attack

test-contract: setup ## Ask with the chat clients of others, which are installed under build/
	@$(PYTHON) deploy/clients.py
	@$(BIN)/python -m pytest -q tests/contract

test-browser: setup ## Try the page, and the links to cited words, in a real browser
	@$(PYTHON) deploy/tools.py chromium
	@$(PYTHON) deploy/axe.py
	@$(BIN)/python -m pytest -q --screenshot only-on-failure --output build/browser tests/browser

test-wheel: setup ## Build the wheel and try it beside a foreign rag/ folder
	@$(BIN)/python -m pytest -q tests/packaging

nightly: setup ## The slow tests: a real small language model, a real chat window (fetches 5 GB once)
	@$(BIN)/python deploy/language_model.py
	@$(BIN)/python deploy/chat_window.py
	@$(PYTHON) deploy/tools.py chromium
	@$(BIN)/python -m pytest -q tests/nightly

screenshots: setup ## Take the README's picture and one of each state into docs/pictures
	@$(PYTHON) deploy/tools.py chromium
	@$(BIN)/python deploy/screenshots.py

clean: ## Remove what make and the tests made, archives excepted
	@rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
