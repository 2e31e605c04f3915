package relayer

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTheReadmeNamesTheTestsOfEveryFault asserts that the table in README.md lists, for each of the fifty faults, tests that are there and carry
// its number.
func TestTheReadmeNamesTheTestsOfEveryFault(t *testing.T) {
	function, number := regexp.MustCompile(`(?m)^func (Test\w+)\(`), regexp.MustCompile(`F\d\d`)
	there := make(map[string][]string)
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(filepath.Clean(path))
		if err != nil {
			return err
		}
		for _, name := range function.FindAllStringSubmatch(string(source), -1) {
			for _, fault := range number.FindAllString(name[1], -1) {
				there[fault] = append(there[fault], name[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[string][]string)
	named := regexp.MustCompile("`(Test\\w+)`")
	for _, line := range strings.Split(string(readme), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !number.MatchString(cells[1]) {
			continue
		}
		for _, name := range named.FindAllStringSubmatch(cells[3], -1) {
			listed[strings.TrimSpace(cells[1])] = append(listed[strings.TrimSpace(cells[1])], name[1])
		}
	}
	for n := 1; n <= 50; n++ {
		fault := fmt.Sprintf("F%02d", n)
		if len(listed[fault]) == 0 {
			t.Errorf("README.md lists no test of %s; there are %q", fault, there[fault])
		}
		for _, name := range listed[fault] {
			if !slices.Contains(there[fault], name) {
				t.Errorf("README.md lists %s for %s, and there is no such test", name, fault)
			}
		}
	}
}
