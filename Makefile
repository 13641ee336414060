# Kentongan's commands. `make` alone lists them. Needed on a bare Debian 12: python3.11, make, git.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv/bin/python
LOCAL := $(VENV) -m infra.local

.DEFAULT_GOAL := help
.PHONY: help venv demo run smoke test check style seed bench-main-job bench-tenancy bench-registry bench-service bench-supervision simulate drill-restore doctor code up down clean-local

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: ## Make .venv from requirements.lock, when it is not already
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Kentongan needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3.11 ...'; exit 1; }
	@$(PYTHON) -m infra.local.venv

demo: venv ## Start everything with sample offices and stay until Ctrl-C
	@exec $(LOCAL) demo

run: venv ## The same without sample data
	@exec $(LOCAL) run

smoke: venv ## Walk the main job over HTTP against the running demo
	@$(VENV) -m tests.smoke

test: venv ## All checks and all tests, on servers of their own (ARGS go to pytest)
	@exec $(LOCAL) test $(ARGS)

check: venv ## Format, lint, types, import contracts, missing migrations
	@exec $(LOCAL) check

style: venv ## Write the code in the house's format and mend what can be mended
	@$(VENV) -m ruff format . && $(VENV) -m ruff check --fix .

seed: venv ## Put the sample offices into the local database
	@$(LOCAL) up && $(VENV) manage.py make_ready --sample

code: ## The six digits the sample heads sign in with
	@$(VENV) manage.py demo_code

bench-main-job: venv ## Measure the main job; prints JSON lines
	@$(LOCAL) up && $(VENV) -m tests.bench.main_job

bench-tenancy: venv ## Measure a thousand villages: opening, memory, copies, migrations, jobs; prints JSON lines
	@$(LOCAL) up && $(VENV) -m tests.bench.tenancy $(ARGS)

bench-registry: venv ## Measure the register: 5,000 and 50,000 residents among 100 villages; JSON lines
	@$(LOCAL) up && $(VENV) -m tests.bench.registry $(ARGS)

bench-service: venv ## Measure letters: render, sign, counter, lists; 1,000 and 100,000 letters; JSON lines
	@$(LOCAL) up && $(VENV) -m tests.bench.service $(ARGS)

bench-supervision: venv ## Measure kecamatan and kabupaten: lag of figures, pages at 10, 146 and 852 villages, opening; JSON lines
	@$(LOCAL) up && $(VENV) -m tests.bench.supervision $(ARGS)

simulate: venv ## Let 1,000 villages live for 30 days and judge every evening (ARGS go to the command)
	@$(LOCAL) up && $(VENV) manage.py simulate $(ARGS)

drill-restore: venv ## Destroy a village on servers of its own and bring it back from its copy
	@$(VENV) -m tests.drill_restore

doctor: venv ## Say in one line each what is well or wrong on this machine
	@$(LOCAL) doctor

up: venv ## Start the database, the broker and the object store alone
	@$(LOCAL) up

down: ## Stop them
	@$(LOCAL) down

clean-local: ## Stop everything and delete the local data in .local
	@$(LOCAL) clean
