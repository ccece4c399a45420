# Everything a developer needs; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test bench drill fuzz reproduce embed screenshots format clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and run Vitrine with a database, on http://localhost:8080 or SERVER_PORT; Ctrl-C stops all of it
	@src/scripts/run.sh

test: ## everything CI runs: format, static analysis, unit tests, tests with PostgreSQL (ARGS go to Maven)
	@src/scripts/test.sh $(ARGS)

bench: ## measure a running service: ARGS are of modes, selectivity, report, load, towers, scale, artefacts, servers, jmh, start, soak and fleet; VITRINE_URL and CATALOGUE say where
	@src/scripts/bench.sh $(ARGS)

drill: ## kill, restart and switch two replicas of the service while they work, and check what comes of it; five minutes
	@src/scripts/drill.sh

fuzz: ## send a service hostile requests of every sort and check each answer and all data; REQUESTS and SEED say how many and which
	@src/scripts/fuzz.sh

reproduce: ## train the paper's three pairs of towers on VITRINE_DATA and write the table beside the paper's; hours, resumable (ARGS: --help)
	@src/scripts/reproduce.sh $(ARGS)

embed: ## embed a catalogue that is too large for one machine with Spark: ARGS are run, load, package or test, and more; src/docs/bulk-embedding.md
	@src/scripts/embed.sh $(ARGS)

screenshots: ## take the documentation's pictures of the pages again, into src/docs/images
	@VITRINE_SCREENSHOTS=src/docs/images src/scripts/test.sh -q -Dit.test=ScreenshotsIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false

format: ## format the sources
	@src/scripts/maven.sh -q -B -ntp spotless:apply

clean: ## delete what was built, and the databases, pictures and models below var/
	@src/scripts/clean.sh
