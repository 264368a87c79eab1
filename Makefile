# Every verb is one line of a real tool. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
QUICK := tests/test_contract.py tests/test_architecture.py tests/test_core_*.py tests/test_checks_*.py tests/test_zoo.py \
	mlp/core mlp/exercises.py mlp/validation.py mlp/checks

.DEFAULT_GOAL := help
.PHONY: help book student-pack publish pdf serve check test chapters grade-demo term bench bench-grading mutation lint format clean

help:            ## list what can be made
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "this course needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

node_modules/.ready: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --omit=dev --ignore-scripts --loglevel=error && touch $@; \
	else echo "npm is not installed: the site is built without its own fonts and without editors at the exercises, and browsers set its formulas and draw its figures (install Node.js 18 or newer)"; fi

node_modules/.lint: package.json package-lock.json
	npm ci --ignore-scripts --loglevel=error
	@touch node_modules/.ready $@

chapters: $(READY)    ## solutions/*.md -> chapters/*.ipynb, the students' notebooks
	$(BIN)/python -m book.tools.release

book: node_modules/.ready chapters    ## the website, in _build/html
	$(BIN)/jupyter-book build . -W -n --keep-going
	$(BIN)/python -m book.tools.hunts _build/html
	$(BIN)/python -m book.tools.pack _build/html
	$(BIN)/python -m book.tools.lite
	@echo "open _build/html/index.html"

student-pack: chapters    ## what a student takes home, a zip file in _build/student
	$(BIN)/python -m book.tools.pack

publish:         ## SITE_URL=https://… make publish: a public repository and the site, in _build/publish
	@test -n "$(SITE_URL)" || { echo "where will the course be? SITE_URL=https://… make publish"; exit 1; }
	$(MAKE) book SITE_URL=$(SITE_URL)
	$(BIN)/python -m book.tools.publish

pdf: book        ## the whole book and each chapter as a PDF, in _build/html/pdf, linked from every page
	$(BIN)/python -m book.tools.pdf

serve: book      ## the website at http://localhost:8000
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory _build/html

check: lint      ## the fast verb: lint, the contract, the core, the checks, a sample of answers
	ZOO_SEEDS=1 $(BIN)/python -m pytest -q -n auto --dist worksteal -m "not slow" $(QUICK) $(PYTEST_FLAGS)

test: book       ## all the tests
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_FLAGS)

grade-demo: chapters    ## three invented submissions, graded by stock nbgrader commands
	$(BIN)/python -m book.tools.demo

term: chapters    ## a term of thirty invented students, from release to export (some minutes)
	$(BIN)/python -m book.tools.term

bench: $(READY)    ## the network against its peers, in one run (10 to 15 minutes)
	$(BIN)/python -m bench

bench-grading: chapters    ## grading against stock nbgrader, in one run (about 15 minutes)
	$(BIN)/python bench/bench_grading.py

mutation: $(READY)    ## break the core in small ways: do the tests notice? (10 minutes)
	$(BIN)/python scripts/mutation.py

lint: $(READY) node_modules/.lint    ## both languages: does the code keep to the style?
	$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	npm run --silent lint

format: $(READY) node_modules/.lint    ## both languages: fix and format
	$(BIN)/ruff check --fix --quiet . && $(BIN)/ruff format --quiet .
	npm run --silent format

clean:           ## remove what was built
	rm -rf _build
