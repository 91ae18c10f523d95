# For those used to make; everything here is one `vp` command.
.PHONY: run-pas-stub pas-health test check

PAS_PORT ?= 6200

run-pas-stub:
	bin/vp serve --synthetic --pas-port $(PAS_PORT)

pas-health:
	curl --fail --silent --show-error http://127.0.0.1:$(PAS_PORT)/health

test:
	npm test

check:
	npm run check
