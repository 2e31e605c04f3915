// Package lang is what the command line says, in English and Chinese.
//
// A text is looked up by its English form, so that code reads as what it prints. Guarantee: a
// text without a Chinese form is shown in English, never dropped, and a Chinese form takes the
// same arguments in the same order as its English one (a test holds both).
//
// Sentences for signed acts and for the contracts' refusals are not here: they belong to the
// bindings, because a bank that uses the SDK shows them as well.
package lang

import (
	"fmt"
	"strings"
)

// Lang is a language in which the command line can speak.
type Lang string

// The languages that --lang takes.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Parse reads the value of --lang: "en" or "zh".
func Parse(s string) (Lang, error) {
	switch l := Lang(strings.ToLower(s)); l {
	case English, Chinese:
		return l, nil
	default:
		return English, fmt.Errorf("language %q is not one of en, zh", s)
	}
}

// FromLocale answers the language of a POSIX environment: the first of LC_ALL, LC_MESSAGES and
// LANG that is set decides, and any Chinese locale ("zh_CN.UTF-8", "zh") means Chinese.
func FromLocale(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), "zh") {
				return Chinese
			}
			return English
		}
	}
	return English
}

// Text says an English format string and its arguments in this language.
func (l Lang) Text(format string, args ...any) string {
	if l == Chinese {
		if translated, ok := inChinese(format); ok {
			format = translated
		}
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// Header is the title of a table's column whose stable field name is key: "password_file" is
// "PASSWORD FILE" in English, and its own word in Chinese where there is one.
func (l Lang) Header(key string) string {
	if l == Chinese {
		if translated, ok := chineseHeaders[key]; ok {
			return translated
		}
	}
	return strings.ToUpper(strings.ReplaceAll(key, "_", " "))
}

// Word is a word out of a fixed list, such as a state, in this language; one that the catalogue
// does not have is shown as it is.
func (l Lang) Word(english string) string {
	if l == Chinese {
		if translated, ok := chineseWords[english]; ok {
			return translated
		}
	}
	return english
}

// Has reports whether the language has its own form of an English text.
func (l Lang) Has(english string) bool {
	_, ok := inChinese(english)
	return l != Chinese || ok
}

// chineseTexts are the maps of texts, one for each area that has a file of its own. A text stands in one of them.
func chineseTexts() []map[string]string {
	return []map[string]string{
		chinese, chineseDrafts, chineseDoctor, chineseIntake, chineseLogin, chineseOperate, chinesePush, chineseReports, chineseRights, chineseRuns,
	}
}

func inChinese(english string) (string, bool) {
	for _, texts := range chineseTexts() {
		if translated, ok := texts[english]; ok {
			return translated, true
		}
	}
	return "", false
}
