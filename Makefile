# 审发. Everything starts here; nothing else is needed on a fresh machine with Python 3.11.

PYTHON ?= python3
BIN := .venv/bin
BARE := .venv-bare/bin
# What the library does without: tests of the web part and of the printed form.
WEB_TESTS := tests/desk tests/web tests/demo tests/journeys tests/prove \
	tests/patrol tests/writers/test_form.py

.PHONY: run test prove check bench bench-privacy docs screenshots setup office browser clean

run: setup
	@rm -rf build/demo
	@$(BIN)/shenfa serve --demo --data build/demo --port 8000 \
		--demo-credentials build/demo-credentials.json

test: setup office browser .venv-bare/.ready
	$(BARE)/python -m pytest -n auto -q -m "not office and not ocr" \
		$(addprefix --ignore=,$(WEB_TESTS))
	$(BIN)/python -m pytest -n auto -q -m "office or ocr" $(addprefix --ignore=,$(WEB_TESTS))
	$(BIN)/python -m pytest -n auto --dist worksteal -q $(WEB_TESTS)

# What takes minutes: long random walks over both databases, besides the exhaustive search.
prove: setup
	$(BIN)/python -m pytest -q -s -m prove tests/prove tests/journeys
	$(BIN)/python -m pytest -q tests/review/test_every_interleaving.py

check: setup
	tools/check

bench: setup
	$(BIN)/python bench/rules.py

# Privacy beside its peers, in an environment of their own; without them ours alone, saying so.
bench-privacy: setup
	@[ -e .venv-peers/.ready ] || tools/install_peers || echo "同类软件无法安装，只测本系统"
	@python=$$([ -e .venv-peers/.ready ] && echo .venv-peers/bin/python || echo $(BIN)/python); \
		$$python bench/privacy.py && $$python bench/privacy_speed.py

docs: setup
	$(BIN)/python tools/build_rule_docs.py

# Every page of the demonstration at both widths, and the manual's pictures anew (needs chromium).
screenshots: setup
	$(BIN)/python tools/screenshots.py

ASSETS := src/shenfa/web/static/vendor/.ready

setup: .venv/.ready $(ASSETS)

$(ASSETS): package-lock.json tools/fetch_assets | .venv/.ready
	tools/fetch_assets

.venv/.ready: requirements/all.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/all.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The library as "pip install shenfa" gives it: no web (so no printed form), no OCR, no office suite.
.venv-bare/.ready: requirements/bare.txt pyproject.toml $(shell find src -name '*.py' -o -name '*.tsv' -o -name '*.j2' -o -name '*.json')
	$(PYTHON) -m venv .venv-bare
	$(BARE)/pip install --quiet --no-deps --require-hashes -r requirements/bare.txt
	$(BARE)/pip install --quiet --no-deps --no-build-isolation --force-reinstall .
	@touch $@

# LibreOffice reads .doc and .wps; only the tests marked "office" need it here.
office:
	@command -v soffice >/dev/null || tools/install_debian \
		libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui

# The journeys are made in a browser that shows Chinese.
browser:
	@command -v chromium >/dev/null || tools/install_debian chromium fonts-noto-cjk

clean:
	rm -rf .venv .venv-bare .venv-peers build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
