# "make test" proves the project on a fresh Debian machine with Go; every other target is a part of it.
GO    ?= go
TAGS  ?= -tags offline
LINT  := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
BIN   := $(CURDIR)/.bin
# Debian packages the tests use when they may: a browser for the page, a spreadsheet for the workbook, xmllint for JUnit, a
# domain controller (without its recommended samba-ad-provision it cannot make a domain).
DEBS  := chromium libreoffice-calc-nogui python3-openpyxl poppler-utils libxml2-utils samba-ad-dc samba-ad-provision ldap-utils ldb-tools

.PHONY: test needs unit race lint platforms sdk fuzz bench build golden library screenshots

test: needs lint unit race platforms sdk

# With CI=true a missing need is a failure; elsewhere it is named and its tests skip by name.
needs:
	@bash .ci/needs $(DEBS)
	@bash .ci/packages

unit:
	$(GO) vet $(TAGS) ./...
	$(GO) test $(TAGS) -timeout 45m ./...

# The race detector needs cgo; the stories and the concurrent packages are what it is for.
race:
	CGO_ENABLED=1 $(GO) test $(TAGS) -short -race -timeout 45m ./collect/... ./diff/... ./policies/... ./report/...

lint:
	@test -z "$$(gofmt -l cmd collect diff policies report samples)" || { gofmt -l cmd collect diff policies report samples; echo "gofmt: run gofmt -w on the files above"; exit 1; }
	@test -x $(BIN)/golangci-lint || GOBIN=$(BIN) GOFLAGS= $(GO) install $(LINT)
	$(BIN)/golangci-lint run --build-tags offline ./...

# Elsewhere nothing is run, but everything compiles, tests included.
platforms:
	@for os in windows darwin; do echo "vet for $$os"; GOOS=$$os CGO_ENABLED=0 $(GO) vet $(TAGS) ./... || exit 1; GOOS=$$os CGO_ENABLED=0 $(GO) build $(TAGS) -o /dev/null ./cmd/wbaudit || exit 1; done

# The build with live collection: the Graph SDK takes minutes and 10 GB of memory to compile once.
sdk:
	@GO="$(GO)" bash .ci/sdk

# A minute for each fuzz target.
fuzz:
	@for package in $$($(GO) list $(TAGS) ./...); do \
	  for target in $$($(GO) test $(TAGS) -list '^Fuzz' $$package | grep ^Fuzz); do \
	    echo "$$package $$target"; $(GO) test $(TAGS) -run '^$$' -fuzz "^$$target$$" -fuzztime 60s $$package || exit 1; \
	  done; \
	done

bench:
	$(GO) test $(TAGS) -run '^$$' -bench . -benchmem -timeout 60m ./...

# TAGS= builds with live collection, like the target sdk.
build:
	$(GO) build $(TAGS) -trimpath -o wbaudit ./cmd/wbaudit

# Rewrites every golden file; read the difference before committing it.
golden:
	$(GO) test $(TAGS) ./policies ./report/... ./samples/... -update

# Bundles the page's table library anew out of the packages that .ci/npm pins; what is built is committed.
library:
	@bash .ci/packages
	@bash .ci/library

# Takes the README's pictures from the demo and from a story of a move; what else is worth a look (dark, narrow, print) goes to .bin/pictures.
screenshots:
	@mkdir -p $(BIN)/pictures && rm -rf $(BIN)/pictures/demo
	@$(GO) run $(TAGS) ./cmd/wbaudit demo --out $(BIN)/pictures/demo >/dev/null
	$(GO) test $(TAGS) ./report/html -run TestPictures -count=1 -args -page $(BIN)/pictures/demo/report.html -pictures $(BIN)/pictures
	$(GO) test $(TAGS) ./report/xlsx -run TestPictures -count=1 -args -book $(BIN)/pictures/demo/report.xlsx -pictures $(BIN)/pictures
	cp $(BIN)/pictures/page.png $(BIN)/pictures/workbook.png samples/contoso/
	@# A no-go ends with 3.
	@rm -rf $(BIN)/pictures/move; $(GO) run $(TAGS) ./cmd/wbaudit readiness --to cloudsync --export samples/citypower/export --config samples/citypower/wbaudit.yaml --out $(BIN)/pictures/move >/dev/null 2>&1; test -f $(BIN)/pictures/move/report.xlsx
	$(GO) test $(TAGS) ./report/html -run TestPictures -count=1 -args -page $(BIN)/pictures/move/report.html -pictures $(BIN)/pictures/move
	$(GO) test $(TAGS) ./report/xlsx -run TestPictures -count=1 -args -book $(BIN)/pictures/move/report.xlsx -pictures $(BIN)/pictures/move
	cp $(BIN)/pictures/move/page.png samples/citypower/ && cp $(BIN)/pictures/move/workbook.png samples/citypower/
