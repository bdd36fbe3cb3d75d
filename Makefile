# Shortcuts; everything is in the Maven build.
.PHONY: check format quick up

check: ## what CI runs
	./mvnw -B -ntp verify

format: ## puts the sources into the one format
	./mvnw -B -q spotless:apply

quick: ## compiles and packages, without tests and static checks
	./mvnw -B -q -Dquick -Dmaven.test.skip=true package

up: ## runs everything on this machine
	./stopcode up
