# What a person types here. Needs python3 (3.11 or newer) with venv, make and CA certificates.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
HOST ?= 127.0.0.1
BIN = $(VENV)/bin
export PATH := $(abspath $(BIN)):$(PATH)
# Byte code halves the start-up time; some machines switch it off.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
PEOPLE ?= 10000
.PHONY: help run test test-fast test-services check bench bench-small format environment developer-environment

help: ## Say what can be typed here
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 24

run: environment ## Start Been There with its demo (PORT=8000, HOST=127.0.0.1); Ctrl-C stops it
	@$(BIN)/python scripts/run.py --host $(HOST) --port $(PORT)

test: developer-environment ## Every test: the rooms, then the stories in a browser
	$(BIN)/pytest -n2 -m "not browser"
	$(BIN)/pytest -n2 --dist worksteal -m browser

test-fast: developer-environment ## Every test that needs no browser
	$(BIN)/pytest -n2 -m "not browser"

test-services: developer-environment ## Every test that opens a database, on PostgreSQL, Redis and an S3 server, started and stopped here
	$(BIN)/python scripts/services.py -- $(BIN)/pytest -n3 -m "not browser and not plain"

check: developer-environment ## Style, types, import order, templates, migrations, deployment
	$(BIN)/python scripts/check.py

bench: developer-environment ## CPU time of pages on PostgreSQL and Redis beside the least a page can be (PEOPLE=10000)
	$(BIN)/python scripts/bench.py --people $(PEOPLE) --requests 1000
	$(BIN)/python scripts/bench_films.py

bench-small: developer-environment ## The same with 1,000 people, in a few minutes
	$(BIN)/python scripts/bench.py --people 1000

format: developer-environment ## Put the Python files into the house style
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

icons: developer-environment ## Draw the app's icons anew from static/img/favicon.svg (needs Chromium)
	$(BIN)/python scripts/icons.py

messages: developer-environment ## Find new strings of the screens for their translation, and compile the catalogs (needs gettext)
	$(BIN)/python scripts/messages.py

environment:
	@$(PYTHON) scripts/environment.py --venv $(VENV) requirements/base.txt

developer-environment:
	@$(PYTHON) scripts/environment.py --venv $(VENV) requirements/dev.txt
