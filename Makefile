# klar: henter det som trengs.     bygg: bygger alle nettstedene.
# vis: viser ett mens du skriver.  sjekk: den raske titten.   test: prøver alt.
# test-rask: prøver det som ikke trenger nettlesere.
# sjekk-js: ser på skript og stilark; rett-js: retter formen på dem.
# herding: prøver lenge å bryte det vi lover.

PYTHON ?= python3
KOMMUNE ?= eksempel
BIN := .venv/bin

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: klar bygg vis test test-rask sjekk sjekk-py sjekk-js rett-js sjekk-sider bilder herding bench bench-mange bench-stor bench-skrive bench-sok utgivelse pakke lås

klar: .venv/.klar

bygg: .venv/.klar
	@$(BIN)/kvalitetsplan bygg

vis: .venv/.klar
	@$(BIN)/kvalitetsplan vis $(KOMMUNE)

# Begge delene samtidig: de venter ikke på hverandre.
sjekk: .venv/.klar-test
	@$(MAKE) --no-print-directory -j2 sjekk-py sjekk-js

sjekk-py: .venv/.klar-test
	@$(BIN)/ruff check src hooks tests bench utgivelse
	@$(BIN)/ruff format --check src hooks tests bench utgivelse
	@$(BIN)/mypy
	@$(BIN)/kvalitetsplan valider

# Skript og stilark: form, regler, typer, og de delene som kan prøves uten nettleser. Bare den som
# endrer dem, trenger Node. Et nettsted bygges uten.
sjekk-js:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.klar && npm run --silent sjekk; \
	else echo "Hopper over skript og stilark: npm finnes ikke her."; fi

rett-js: node_modules/.klar
	@npm run --silent rett

test: sjekk
	@$(BIN)/python tests/klargjor.py
	@$(BIN)/pytest -n 2 --dist worksteal

# Uten nettlesere og hele nettsteder.
test-rask: sjekk
	@$(BIN)/pytest -n 2 --dist worksteal -m "not treg"

# Tastatur, nettlesermotorer, telefon, vekt og axe, i én tabell.
sjekk-sider: .venv/.klar-test
	@$(BIN)/python bench/sider.py

# Tar bildene i docs/utvikling/utseende.md på nytt.
bilder: .venv/.klar-test
	@$(BIN)/python bench/bilder.py

# Prøver å bryte det vi lover. HVA="drap par" kjører bare noen av forsøkene.
herding: .venv/.klar-test
	@cd tests && ../$(BIN)/python -m herding $(HVA)

bench: .venv/.klar-test
	@$(BIN)/python bench/bygg.py

bench-mange: .venv/.klar-test
	@$(BIN)/python bench/mange.py

bench-stor: .venv/.klar-test
	@$(BIN)/python bench/stor.py

bench-skrive: .venv/.klar-test
	@$(BIN)/python bench/skrive.py

bench-sok: .venv/.klar-test
	@$(BIN)/python bench/sok.py
	@$(BIN)/python bench/sok.py bench/sporringer-nynorsk.yaml

# Gir ut en ny versjon: setter den, daterer endringene, merker den i git og lager pakken i dist/.
# Skriv for eksempel: make utgivelse VERSJON=2026.12.0
utgivelse: test
	@$(BIN)/python utgivelse merk "$(VERSJON)"
	@$(BIN)/python utgivelse bygg

# Bare pakken og det som følger med den, i dist/.
pakke: .venv/.klar-test
	@$(BIN)/python utgivelse bygg

LÅS = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

# Nye låsefiler: versjoner og kontrollsummer, ingen adresser.
lås: .venv/.klar-test
	@$(BIN)/pip install -q --require-hashes -r requirements-utgivelse.txt
	@$(LÅS) pyproject.toml --group bygging -o requirements.txt
	@$(LÅS) pyproject.toml --group bygging --extra test -o requirements-test.txt
	@$(LÅS) --group utgivelse -o requirements-utgivelse.txt

node_modules/.klar: package.json package-lock.json .npmrc
	@npm ci --silent
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Trenger Python 3.11 eller nyere. Skriv for eksempel: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python mangler venv. På Debian og Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.klar: pyproject.toml requirements.txt | .venv/bin/python
	@echo "Gjør klart første gang. Det tar et minutt …"
	@$(BIN)/pip install -q --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.klar-test: pyproject.toml requirements-test.txt .venv/.klar
	@$(BIN)/pip install -q --require-hashes -r requirements-test.txt
	@touch $@
