package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/cli/intake"
	"github.com/tallystick/tallystick/cli/lang"
)

// spoken are the functions whose texts the user reads, with the place of the text among their arguments.
func spoken() map[string]int {
	return map[string]int{"exitf": 1, "usagef": 0, "hintf": 0, "note": 0, "confirm": 0, "promptSecret": 0, "beginProgress": 1, "Text": 0, "say": 0, "report": 3, "Because": 0, "refuse": 1}
}

// TestEverythingTheUserReadsIsInTheChineseCatalogue reads this package's source: each text that is
// handed to a function that speaks to the user, and each column's title, has its Chinese form.
func TestEverythingTheUserReadsIsInTheChineseCatalogue(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := filepath.Glob("intake/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range append(files, rows...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				place, speaks := spoken()[calledName(n)]
				if speaks && place < len(n.Args) {
					if text, ok := literal(n.Args[place]); ok && translatable(text) {
						found++
						if !lang.Chinese.Has(text) {
							t.Errorf("%s: %q", file, text)
						}
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "key" && file != "settings.go" {
					if text, ok := literal(n.Value); ok {
						found++
						if lang.Chinese.Header(text) == lang.English.Header(text) {
							t.Errorf("%s: column %q", file, text)
						}
					}
				}
			}
			return true
		})
	}
	if found < 200 {
		t.Errorf("only %d texts found: the test does not read what it should", found)
	}
}

func TestWhatIsWrongWithANumberOfAFileIsSaidInChinese(t *testing.T) {
	for _, err := range []error{
		amount.ErrFormat, amount.ErrGrouping, amount.ErrDecimals, amount.ErrNegative, amount.ErrZero, amount.ErrTooLarge,
		currency.ErrUnknown, currency.ErrDecimals,
	} {
		if !lang.Chinese.Has(err.Error()) {
			t.Errorf("%q", err)
		}
	}
	s := newSession(&console{})
	s.lang = lang.Chinese
	_, refused, err := intake.Read(strings.NewReader("v,i,a,d\n7,8,1.234,2027-01-02\n,8,1.00,2027-01-02\n"), intake.Mapping{
		Columns: intake.Columns{Vendor: "v", Invoice: "i", Amount: "a", Due: "d"},
	})
	if err != nil || len(refused) != 2 {
		t.Fatalf("%v, %v", refused, err)
	}
	for i, want := range []string{"金额 \"1.234\"：小数超过两位；最小单位为 0.01", "缺少供应商号"} {
		if got := s.reason(refused[i].Reason); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestWhatTheRelayerAnswersIsInTheChineseCatalogue reads the API's source: the hint and the detail of each problem that it makes has its
// Chinese form.
func TestWhatTheRelayerAnswersIsInTheChineseCatalogue(t *testing.T) {
	files, err := filepath.Glob("../relayer/api/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || calledName(call) != "problem" || len(call.Args) < 3 {
				return true
			}
			for _, arg := range call.Args[1:3] {
				if text, ok := literal(arg); ok && translatable(text) {
					found++
					if !lang.Chinese.Answers(text) {
						t.Errorf("%s: %q", file, text)
					}
				}
			}
			return true
		})
	}
	if found < 60 {
		t.Errorf("only %d texts found: the test does not read what it should", found)
	}
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// translatable says whether a text has words of its own beside its arguments and flags.
func translatable(text string) bool {
	for _, word := range strings.Fields(text) {
		if !strings.HasPrefix(word, "%") && !strings.HasPrefix(word, "-") && strings.ContainsAny(strings.ToLower(word), "abcdefghijklmnopqrstuvwxyz") {
			return true
		}
	}
	return false
}
