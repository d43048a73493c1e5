# Sets Kiosk up in .venv and runs it. `make` alone lists the targets; `make PYTHON=python3.12 …` picks the interpreter.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/installed

.DEFAULT_GOAL := help
.PHONY: help demo run test check test-vm bench clean system

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## try it: sample data and a simulated scanner
	@$(PY) -P -m kiosk demo

run: $(INSTALLED) ## start the station, with its scanners and its store
	@$(PY) -P -m kiosk

# Modules are kept compiled even where Python is told not to: tests start the program hundreds of times.
test check: export PYTHONDONTWRITEBYTECODE :=

test: $(INSTALLED) ## run the tests
	$(PY) -m pytest -n auto --dist worksteal

check: $(INSTALLED) ## run linters, type checks, import contracts and the tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m pytest -n auto --dist worksteal

test-vm: $(INSTALLED) ## run the tests that need real kernel devices, in a virtual machine
	tests/vm/run

bench: $(INSTALLED) ## measure speed and memory, print figures and ratios
	$(PY) tests/bench/run.py

clean: ## remove .venv and everything else that was made here
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Python that is named on the command line, and is not that of .venv, sets .venv up anew.
ifneq ($(filter command environment,$(origin PYTHON)),)
ifneq ($(shell $(PYTHON) -V 2>&1 || :),$(shell $(PY) -V 2>&1 || :))
.PHONY: $(INSTALLED)
endif
endif

# pip before 25.1 can't install the dependency group; newer ones repeat setuptools' warning that an editable
# installation is one, unless Python's warnings are off. A .venv of another Python version is built anew.
$(INSTALLED): pyproject.toml
	@$(MAKE) --no-print-directory system
	@echo "Installing Kiosk into $(VENV) …"
	@version() { "$$1" -c 'import sys; print(sys.version_info[:2])' 2>/dev/null; }; \
	[ "$$(version $(PY))" = "$$(version $(PYTHON))" ] || $(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	@PYTHONWARNINGS=ignore $(PY) -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

# python-evdev comes as source and is compiled, so a compiler and headers are needed. All that is missing is
# named at once.
system:
	@name=$(notdir $(PYTHON)); \
	if ! command -v $(PYTHON) >/dev/null; then \
	  echo "There is no $(PYTHON) here. Run: apt-get install $$name $$name-venv $$name-dev gcc libc6-dev" >&2; exit 1; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Kiosk needs Python 3.11 or newer, $(PYTHON) is $$($(PYTHON) -V 2>&1 | head -n 1). Name a newer one, such as: make PYTHON=python3.12" >&2; exit 1; fi; \
	missing=; compiler=$${CC:-gcc}; \
	header() { [ -e "/usr/include/$$1" ] || echo "#include <$$1>" | $$compiler -E - >/dev/null 2>&1; }; \
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || missing="$$missing $$name-venv"; \
	$(PYTHON) -c 'import os, sysconfig as s; os.stat(s.get_path("include") + "/Python.h")' 2>/dev/null \
	  || missing="$$missing $$name-dev"; \
	command -v $$compiler >/dev/null || missing="$$missing gcc"; \
	header stdio.h || missing="$$missing libc6-dev"; \
	header linux/input.h || missing="$$missing linux-libc-dev"; \
	if [ -n "$$missing" ]; then \
	  echo "Kiosk needs Debian packages that are missing here. Run: apt-get install$$missing" >&2; exit 1; fi
