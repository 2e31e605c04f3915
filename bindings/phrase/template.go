package phrase

import "strings"

// word is a value in words. One that is not there is an amount of zero, a day that is none, an empty text, a flag that is down:
// optional parts of a sentence hang on it.
type word struct {
	text  string
	there bool
}

// render fills a template in.
//
//	{name}          the word
//	[ … {name} … ]  the part, if every word in it is there
//	[?name:…]       the part, if the word is there
//	[!name:…]       the part, if it is not
//
// Parts may stand in parts. Names without a word become "?", which the tests do not let happen.
func render(template string, words map[string]word) string {
	var out strings.Builder
	for template != "" {
		at := strings.IndexAny(template, "{[")
		if at < 0 {
			out.WriteString(template)
			break
		}
		out.WriteString(template[:at])
		if template[at] == '{' {
			name, rest, _ := strings.Cut(template[at+1:], "}")
			out.WriteString(lookup(words, name))
			template = rest
			continue
		}
		part, rest := bracketed(template[at:])
		out.WriteString(optional(part, words))
		template = rest
	}
	return out.String()
}

func lookup(words map[string]word, name string) string {
	w, ok := words[name]
	if !ok {
		return "?"
	}
	return w.text
}

// optional renders a part without its brackets, or nothing.
func optional(part string, words map[string]word) string {
	if part != "" && (part[0] == '?' || part[0] == '!') {
		name, inner, _ := strings.Cut(part[1:], ":")
		if words[name].there != (part[0] == '?') {
			return ""
		}
		return render(inner, words)
	}
	for _, name := range own(part) {
		if !words[name].there {
			return ""
		}
	}
	return render(part, words)
}

// own are the names in a part that do not stand in a further part of it.
func own(part string) []string {
	var names []string
	for part != "" {
		at := strings.IndexAny(part, "{[")
		if at < 0 {
			break
		}
		if part[at] == '[' {
			_, part = bracketed(part[at:])
			continue
		}
		name, rest, _ := strings.Cut(part[at+1:], "}")
		names, part = append(names, name), rest
	}
	return names
}

// bracketed splits "[…]…" after the bracket that closes the first one.
func bracketed(s string) (inside, rest string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return s[1:i], s[i+1:]
			}
		}
	}
	return s[1:], ""
}
