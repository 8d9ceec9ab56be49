package scenario

import "strings"

// idForm is what an id may be.
var idForm = wordForm{"_-"}

// wordForm is a small letter, then small letters, digits and some other characters.
type wordForm struct{ other string }

// String is the form as a regular expression, for editors.
func (f wordForm) String() string { return "^[a-z][a-z0-9" + f.other + "]*$" }

func (f wordForm) MatchString(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
		case i > 0 && (isDigit(c) || strings.IndexByte(f.other, c) >= 0):
		default:
			return false
		}
	}
	return s != ""
}

// oneLine is a text with one space between its words.
func oneLine(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
