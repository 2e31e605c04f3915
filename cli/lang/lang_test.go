package lang

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var verb = regexp.MustCompile(`%(\[\d+\])?[a-z]`)

func TestEveryChineseTextTakesTheArgumentsOfItsEnglishOneInTheSameOrder(t *testing.T) {
	seen := make(map[string]bool)
	for _, texts := range chineseTexts() {
		for english, translated := range texts {
			if seen[english] {
				t.Errorf("%q stands in two maps", english)
			}
			seen[english] = true
			if translated == "" {
				t.Errorf("%q has an empty Chinese text", english)
			}
			if diff := cmp.Diff(verb.FindAllString(english, -1), verb.FindAllString(translated, -1)); diff != "" {
				t.Errorf("%q: arguments differ (-en +zh):\n%s", english, diff)
			}
		}
	}
}

func TestAnUnknownTextIsShownInEnglish(t *testing.T) {
	if got, want := Chinese.Text("lot %d of %s", 3, "R31-17"), "lot 3 of R31-17"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeadersFollowTheLanguage(t *testing.T) {
	tests := []struct {
		lang Lang
		key  string
		want string
	}{
		{English, "password_file", "PASSWORD FILE"},
		{Chinese, "amount", "金额"},
		{Chinese, "no_such_field", "NO SUCH FIELD"},
	}
	for _, test := range tests {
		if got := test.lang.Header(test.key); got != test.want {
			t.Errorf("%s header of %q: got %q, want %q", test.lang, test.key, got, test.want)
		}
	}
}

func TestTheLocaleChoosesTheLanguage(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want Lang
	}{
		{"nothing set", nil, English},
		{"a Chinese LANG", map[string]string{"LANG": "zh_CN.UTF-8"}, Chinese},
		{"LC_ALL before LANG", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, English},
		{"GB18030", map[string]string{"LC_MESSAGES": "zh_CN.GB18030"}, Chinese},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := FromLocale(func(name string) string { return test.env[name] }); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestAnUnknownLanguageIsRefused(t *testing.T) {
	if _, err := Parse("fr"); err == nil {
		t.Error("fr was taken")
	}
	if got, err := Parse("ZH"); err != nil || got != Chinese {
		t.Errorf("ZH: got %s, %v", got, err)
	}
}
