# Everything a developer needs; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test format clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and run Vitrine with a database, on http://localhost:8080 or SERVER_PORT; Ctrl-C stops all of it
	@src/scripts/run.sh

test: ## everything CI runs: format, static analysis, unit tests, tests with PostgreSQL (ARGS go to Maven)
	@src/scripts/test.sh $(ARGS)

format: ## format the sources
	@src/scripts/maven.sh -q -B -ntp spotless:apply

clean: ## delete what was built, and the databases, pictures and models below var/
	@src/scripts/clean.sh
