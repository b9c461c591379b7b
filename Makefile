# Every chore by one word.  `make` lists them.
PY := .venv/bin/python
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help up test install check format lint types house fast bench world drills release-drills messages lock vendor shots

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

up: ## fresh machine → running demo district
	python3 dev.py up

test: ## everything, on the embedded PostgreSQL (and on TEST_DATABASE_URL where it is set)
	python3 dev.py test

install: ## the environment for building and testing
	python3 dev.py install

check: format lint types house ## format, lint, types, house

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .
	$(BIN)/typos
	$(BIN)/lint-imports --no-logo

types:
	YINGZHOU_TESTING=1 DATABASE_URL=postgresql://nobody@127.0.0.1:1/none $(BIN)/mypy yingzhou config

house:
	YINGZHOU_TEST_NODB=1 $(PY) -m pytest -q tests/house -m "not django_db"

fast: ## the tests that need no database
	YINGZHOU_TEST_NODB=1 $(PY) -m pytest -q tests/engines tests/rulebook tests/house -m "not django_db and not browser and not slow"

bench: ## every performance figure, peers in the same run
	$(PY) -m yingzhou.cli bench

world: ## rebuild the demo district in the default data folder
	$(PY) -m yingzhou.cli world

drills: ## the slow bars: kill storms, hostile files, tampering, restore
	$(PY) -m pytest -q -m slow tests

messages: ## compile the catalogues and list what has no English yet
	$(PY) locale/messages.py

lock: ## renew the lock files (needs uv)
	python3 dev.py lock

vendor: ## fetch and rebuild what is not ours (needs npm)
	$(PY) -m yingzhou.web.shared.vendored.refresh

shots: ## pictures of a running system: make shots ARGS="--at URL --user NAME --password-file FILE /desk/ …"
	$(PY) -m tests.web.shots $(ARGS)
