# make call   talk to the call center on this machine
# make test   every check that needs no AWS account
# make live STACK=dev   checks of a deployed stack, in a real account
# Needs Python 3.11 or newer, and the package registry.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help call up down reset install test check lint types imports unit cloud live clean

help:
	@sed -n 's/^# //p' Makefile

call: install
	@$(BIN)/callcenter call

up down reset: install
	@$(BIN)/callcenter $@

# -- installing: two virtual environments, from pinned and hashed requirement files ---------------

install: .venv/.run .venv-emulator/.installed

.venv/.python .venv-emulator/.python:
	@bash .ci/make-venv "$(PYTHON)" $(@D)

.venv/.run: requirements/run.txt pyproject.toml | .venv/.python
	@bash .ci/pip-install .venv "the call center" -r requirements/run.txt
	@bash .ci/pip-install .venv "its command line" --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@bash .ci/pip-install .venv "the checks" -r requirements/dev.txt
	@touch $@

.venv-emulator/.installed: requirements/emulator.txt | .venv-emulator/.python
	@bash .ci/pip-install .venv-emulator "the AWS emulator" -r requirements/emulator.txt
	@touch $@

# -- checking -----------------------------------------------------------------------------------

test: .venv/.dev .venv-emulator/.installed lint types imports unit cloud

check: lint types imports unit

lint: .venv/.dev
	@echo "── lint"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/.dev
	@echo "── types"
	@$(BIN)/basedpyright

imports: .venv/.dev
	@echo "── imports"
	@$(BIN)/lint-imports

unit: .venv/.dev
	@echo "── unit tests"
	@$(BIN)/pytest -n auto -m "not cloud and not live"

cloud: .venv/.dev .venv-emulator/.installed
	@echo "── local cloud tests"
	@$(BIN)/pytest -m cloud

live: .venv/.dev
	@echo "── live tests of stack $(STACK): real AWS, real cost (docs/live-tests.md)"
	@CALLCENTER_LIVE="$(STACK)" $(BIN)/pytest -m live -rs --force-enable-socket -W ignore::ResourceWarning tests/live

clean:
	@rm -rf .venv .venv-emulator .build .callcenter
