package lang

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// form is an English text with its arguments left open, and what it is in Chinese.
type form struct {
	english *regexp.Regexp
	chinese string
}

// verbs are the places of arguments in a text; in a translation they may say which argument.
var verbs = regexp.MustCompile(`%(\[\d+\])?[sdqv]`)

// forms are the relayer's texts, those with most words of their own first, so that a text is not taken
// for a vaguer one.
var forms = sync.OnceValue(func() []form {
	texts := make([]string, 0, len(chineseRelayer))
	for english := range chineseRelayer {
		texts = append(texts, english)
	}
	own := func(text string) int { return len(verbs.ReplaceAllString(text, "")) }
	slices.SortFunc(texts, func(a, b string) int {
		if own(a) != own(b) {
			return own(b) - own(a)
		}
		return strings.Compare(a, b)
	})
	list := make([]form, 0, len(texts))
	for _, english := range texts {
		pattern := verbs.ReplaceAllString(regexp.QuoteMeta(english), "(.+)")
		list = append(list, form{
			english: regexp.MustCompile("^(?s:" + pattern + ")$"),
			chinese: verbs.ReplaceAllString(chineseRelayer[english], "%${1}s"),
		})
	}
	return list
})

// Answer says in this language what a relayer answered in English; what it does not know it leaves as it is.
func (l Lang) Answer(english string) string {
	if l != Chinese {
		return english
	}
	for _, f := range forms() {
		if found := f.english.FindStringSubmatch(english); found != nil {
			args := make([]any, len(found)-1)
			for i, text := range found[1:] {
				args[i] = text
			}
			return fmt.Sprintf(f.chinese, args...)
		}
	}
	return english
}

// Answers reports whether Answer knows an English format string.
func (l Lang) Answers(english string) bool {
	_, ok := chineseRelayer[english]
	return l != Chinese || ok
}
