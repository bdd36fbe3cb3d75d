.PHONY: check

# What CI runs.
check:
	.ci/run
