# Each target does its own set-up; a second run of it is quick. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
PORT ?= 8000
HOST ?= 127.0.0.1
ARGS ?=
export UV_PYTHON_DOWNLOADS := never
# Where it is set, each of the many processes would compile some thousand modules anew: four seconds of each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev demo test test-fast test-postgres chaos check bench pictures lock messages schema clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup:
	@tools/setup run

setup-dev:
	@tools/setup dev

demo: setup  ## The demo academy on this machine: web, worker and scheduler (PORT=8000)
	@SITE_URL=$${SITE_URL:-http://localhost:$(PORT)} DJANGO_SETTINGS_MODULE=lms.settings.demo exec $(PYTHON) manage.py serve --host $(HOST) --port $(PORT)

test: setup-dev  ## Every test, on SQLite, with a real browser (ARGS="-k word")
	@$(PYTHON) manage.py compile_messages
	$(PYTHON) -m pytest -n 2 --dist loadgroup -q -m "not bench" $(ARGS)

test-fast: setup-dev  ## The tests that need neither a browser nor processes of their own
	@$(PYTHON) manage.py compile_messages
	$(PYTHON) -m pytest -n 2 -q -m "not bench and not browser and not slow" $(ARGS)

test-postgres: setup-dev  ## The same suite on PostgreSQL, but for the browser (DATABASE_URL=postgres://…)
	@test -n "$(DATABASE_URL)" || { echo "Say which server: make test-postgres DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres"; exit 2; }
	@$(PYTHON) manage.py compile_messages
	DATABASE_URL=$(DATABASE_URL) $(PYTHON) -m pytest -n 2 --dist loadgroup -q -m "not bench and not browser" $(ARGS)

chaos: setup-dev  ## 200 random moments of attempts cut, closed or killed: no answer is lost (PELDANO_CHAOS=200 PELDANO_CHAOS_SEED=…)
	@$(PYTHON) manage.py compile_messages
	PELDANO_CHAOS=$${PELDANO_CHAOS:-200} $(PYTHON) -m pytest -q -s tests/chaos $(ARGS)

check: setup-dev  ## Style, types, import order, templates, translations, deployment settings
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy
	.venv/bin/djlint templates --lint --quiet
	$(PYTHON) tools/check_house.py
	@$(PYTHON) manage.py write_schema --check
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=academy.example.com \
	  SITE_URL=https://academy.example.com DJANGO_SETTINGS_MODULE=lms.settings.production $(PYTHON) manage.py check --deploy --fail-level WARNING

bench: setup-dev  ## CPU per request and certificate, on SQLite and, with DATABASE_URL, PostgreSQL; readiness of 100,000 people there
	$(PYTHON) tools/bench.py $(ARGS)

pictures: setup-dev  ## Photographs of every screen for every role, in var/pictures (ARGS="--only today")
	$(PYTHON) tools/pictures.py $(ARGS)

schema: setup-dev  ## Writes lms/running/schema.sql anew, after a change of migrations
	$(PYTHON) manage.py write_schema

messages: setup-dev  ## Collects the texts to translate into locale/es
	$(PYTHON) manage.py makemessages -l es --no-obsolete --no-wrap -e html,txt,py --ignore .venv --ignore var --ignore tests

lock: setup-dev  ## Compiles the requirements with their hashes
	.venv/bin/uv pip compile -q --no-header --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --no-header --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean:  ## Removes what was made here: the environment and the data in var/
	rm -rf .venv var
