# Two commands are enough on a fresh machine with Python 3.11 or newer:
#
#   make demo     the whole product with a sandbox in Telegram's place
#   make test     all tests
#
# Both build .venv by themselves. PORT=9000 chooses the demo's port, FRESH=1 starts it anew,
# ROBOTS=0 leaves the two phones alone.

PYTHON ?= python3
V := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help venv demo test check bench format pictures lock clean

# One line that counts instead of pip's many; when it fails, the last of what pip said.
define install
{ $(V)/pip install --progress-bar off --require-hashes -r $(1) 2>&1 && echo ALL-IS-THERE; } | awk ' \
  { said[NR] = $$0 } \
  /^Collecting/ { printf "\r  fetching: %d packages", ++count; fflush() } \
  /^Installing collected/ { printf "\r  unpacking %d packages …", count; fflush() } \
  /^ALL-IS-THERE$$/ { done = 1 } \
  END { if (count) print ""; if (!done) for (i = NR > 12 ? NR - 12 : 1; i <= NR; i++) print said[i]; exit !done }' \
|| { echo "The packages could not be installed. Check the network and the room on the disk, then run it again."; exit 1; }
endef

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: .venv/run.stamp ## build .venv, with what the product needs to run

.venv/run.stamp: constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	  "Python 3.11 or newer is needed and $(PYTHON) is older. Name another: make demo PYTHON=python3.12"; exit 1; }
	@echo "Building .venv, once; it takes a minute or so."
	@test -x $(V)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo \
	  "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(call install,constraints.txt)
	@$(V)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp constraints-dev.txt
	@echo "Adding what tests and checks need."
	@$(call install,constraints-dev.txt)
	@touch $@

demo: .venv/run.stamp ## play the whole product in two phones
	@exec $(V)/peercargo demo --robots $(or $(ROBOTS),300) $(if $(FRESH),--fresh)

test: .venv/dev.stamp ## run all tests (ARGS="-k joining" runs some)
	@$(V)/pytest -n 2 -q $(ARGS)

check: .venv/dev.stamp ## format, lint, types, imports and the rules of the house
	@$(V)/ruff format --check --quiet . || { echo "Not formatted. Run: make format"; exit 1; }
	@$(V)/ruff check --quiet .
	@$(V)/mypy --no-error-summary .
	@$(V)/lint-imports --no-logo
	@$(V)/pytest -q tests/house

format: .venv/dev.stamp ## format the code
	@$(V)/ruff format --quiet .
	@$(V)/ruff check --quiet --fix .

bench: .venv/dev.stamp ## measure (python -m bench lists the benchmarks)
	@$(V)/python -m bench all

pictures: .venv/dev.stamp ## make the README's pictures anew (needs chromium)
	@PYTHONPATH=. $(V)/python docs/pictures.py

lock: ## pin the newest versions again (needs uv)
	uv pip compile pyproject.toml --extra build -o constraints.txt $(LOCK)
	uv pip compile pyproject.toml --extra build --extra dev -c constraints.txt -o constraints-dev.txt $(LOCK)

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

clean: ## remove .venv and the caches; the demo's data stay
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
