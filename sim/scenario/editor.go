package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// js is a piece of a JSON Schema.
type js = map[string]any

// editor makes the JSON Schema of a scenario file. It stands beside the decoder, since it says the same to an editor:
// it must refuse nothing that the decoder takes. What a value means is not in it: of a text it says no more than that
// a quantity starts with a sign, a dollar or a digit.
type editor struct {
	lang *schema.Language
	defs js
}

// JSONSchema is what a scenario file may say, for editors that read JSON Schema: made from the field tables, so that
// it cannot say anything else. Draft 7, which every language server for YAML reads.
//
// Any file is held against the keys and forms; one without "extends" also against what must not be missing. What an
// overlay leaves out may stand in the file below it, and ~ may stand for anything in it.
func JSONSchema(lang *schema.Language) []byte {
	e := &editor{lang: lang, defs: js{}}
	e.values()
	for _, name := range schema.Sorted(lang.Processes) {
		k := lang.Processes[name]
		e.defs["process."+name] = with(e.block(k, js{"process": js{"const": name}}), js{"required": needs(k.Fields, "process")})
	}
	e.defs["process"] = e.chosen("process", "the process it follows", lang.Processes)
	root := js{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"title":       "A dealsim scenario",
		"description": "Made by dealsim schema from the program's own tables: see docs/language.md.",
		"type":        "object", "properties": e.top(), "additionalProperties": false,
		"if": js{"required": []string{"extends"}}, "else": ref("whole"), "definitions": e.defs,
	}
	e.defs["whole"] = e.whole()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(root); err != nil {
		panic(err) // maps of texts and numbers
	}
	return out.Bytes()
}

func ref(name string) js { return js{"$ref": "#/definitions/" + name} }

// with is a piece with more keys.
func with(s, more js) js {
	s = maps.Clone(s)
	maps.Copy(s, more)
	return s
}

// quantity is how every quantity starts; day and span are of the same texts.
const quantity = `^\s*-?\s*\$?\s*-?\s*[.\d]`

// values are the definitions that fields refer to.
func (e *editor) values() {
	literal := js{"type": []string{"string", "number", "null"}, "pattern": quantity,
		"patternErrorMessage": "a distribution is made of values such as $5bn, 12% or 5 GW"}
	e.defs["literal"] = literal
	row := js{"anyOf": []any{ref("literal"), js{"type": "array", "items": ref("literal"), "minItems": 2, "maxItems": 2}}}
	families := js{
		"min": with(literal, js{"description": "cut off below"}),
		"max": with(literal, js{"description": "cut off above"}),
	}
	for name, k := range e.lang.Distributions {
		named := js{}
		for _, f := range k.Fields {
			named[f.Name] = with(literal, js{"description": f.Help})
		}
		families[name] = js{"type": []string{"array", "object", "string", "number", "null"}, "description": about(k),
			"items": row, "properties": named, "patternProperties": js{`^p\d`: ref("literal")}, "additionalProperties": false}
	}
	e.defs["distribution"] = js{"type": "object", "properties": families, "additionalProperties": false, "minProperties": 1}
	// what may move is a process, or a distribution; in an overlay also a part of the process below it
	moving := with(families, js{"process": e.names("the process it follows", e.lang.Processes)})
	e.defs["moving"] = js{"type": "object", "properties": moving, "patternProperties": e.union(e.lang.Processes), "additionalProperties": false, "minProperties": 1,
		"if": js{"required": []string{"process"}}, "then": ref("process")}
	none := "^(" + strings.Join(schema.Sorted(e.lang.Distributions), "|") + ")$"
	e.defs["law"] = js{"if": js{"type": "object", "patternProperties": js{none: false}}, "then": js{"required": []string{"process"}}}
	e.defs["id"] = js{"pattern": idForm.String(), "maxLength": 64, "not": js{"enum": schema.Sorted(reserved)},
		"patternErrorMessage": "names start with a small letter and have small letters, digits, - and _"}
}

// union are the fields of several kinds, for a block whose kind stands in another file. They are patterns, which an
// editor checks but does not offer: what it should offer first is the kind.
func (e *editor) union(kinds map[string]*schema.Kind) js {
	out := js{}
	for _, name := range schema.Sorted(kinds) {
		for _, f := range kinds[name].Fields {
			key, s := "^"+f.Name+"$", e.field(&f)
			if out[key] != nil && !reflect.DeepEqual(out[key], s) {
				s = js{} // it depends on the kind
			}
			out[key] = s
		}
	}
	return out
}

// names is a choice of a kind, each with what it is.
func (e *editor) names(help string, kinds map[string]*schema.Kind) js {
	var about []string
	for _, name := range schema.Sorted(kinds) {
		about = append(about, kinds[name].Summary)
	}
	return js{"enum": schema.Sorted(kinds), "enumDescriptions": about, "description": help}
}

// chosen is a block whose fields depend on the kind that a key of it names.
func (e *editor) chosen(key, help string, kinds map[string]*schema.Kind) js {
	var each []any
	for _, name := range schema.Sorted(kinds) {
		each = append(each, is(key, name, ref(kinds[name].Section+"."+name)))
	}
	return js{"type": "object", "properties": js{key: e.names(help, kinds)}, "allOf": each}
}

// is holds a block against a piece when a key of it has a value.
func is(key, value string, then js) js {
	return js{"if": js{"properties": js{key: js{"const": value}}, "required": []string{key}}, "then": then}
}

// about is a kind in words.
func about(k *schema.Kind) string {
	text := k.Summary
	if k.Example != "" {
		text += "\n\nSuch as:\n\n" + strings.TrimRight(k.Example, "\n")
	}
	return text
}

// block is a map of a kind's fields, with more keys that are no fields of it.
func (e *editor) block(k *schema.Kind, more js) js {
	return with(e.fields(k.Fields, more), js{"title": k.Name, "description": about(k)})
}

// fields is a map of fields.
func (e *editor) fields(fields []schema.Field, more js) js {
	properties := js{}
	for i := range fields {
		properties[fields[i].Name] = e.field(&fields[i])
	}
	maps.Copy(properties, more)
	return js{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
}

// needs are the names of the required fields.
func needs(fields []schema.Field, more ...string) []string {
	for _, f := range fields {
		if f.Required {
			more = append(more, f.Name)
		}
	}
	return more
}

// field is what may stand at a key.
func (e *editor) field(f *schema.Field) js {
	s := e.form(f)
	help := f.Help
	switch wants := f.Wants(); {
	case f.Form == schema.Group || f.Form == schema.Each || f.Form == schema.Prose:
	case f.Form == schema.Choice:
		help += "\n\nOne of: " + wants + "."
	default:
		help += "\n\nWanted: " + wants + ", such as " + Example(f) + "."
	}
	switch {
	case f.Required:
		help += " Required."
	case f.Default != "":
		help += " Unless given: " + f.Default + "."
		s["default"] = f.Default
	}
	s["description"] = strings.TrimSpace(help)
	return s
}

func (e *editor) form(f *schema.Field) js {
	text := []string{"string", "null"}
	starts := js{"type": text, "pattern": quantity, "errorMessage": fmt.Sprintf("want %s, such as %s", f.Wants(), Example(f))}
	switch f.Form {
	case schema.Number:
		return e.number(f, "distribution")
	case schema.Signal, schema.Law:
		return e.number(f, "moving")
	case schema.Choice:
		choices := []any{}
		for _, c := range f.Choices {
			choices = append(choices, c)
		}
		return js{"enum": append(choices, nil)}
	case schema.Ref:
		return js{"type": text, "pattern": `^\s*[a-z][a-z0-9_-]*\s*$`}
	case schema.Day, schema.Span:
		return starts
	case schema.Count:
		return within(js{"type": []string{"integer", "string", "null"}, "pattern": `^\s*[+-]?\d+\s*$`}, f)
	case schema.Knots:
		return js{"type": []string{"object", "null"}, "propertyNames": js{"pattern": quantity}, "additionalProperties": e.number(f, "distribution")}
	case schema.ByYear:
		return js{"type": []string{"object", "null"}, "propertyNames": js{"pattern": `^[1-9]\d*$`}, "additionalProperties": e.number(f, "distribution")}
	case schema.List:
		return js{"type": []string{"array", "null"}, "items": e.number(f, "distribution"), "minItems": 1}
	case schema.Group:
		group := e.fields(f.Fields, nil)
		if f.Short == "" {
			return group
		}
		short := f.Sub(f.Short)
		s := js{"if": js{"type": "object"}, "then": group, "else": e.form(short)}
		if short.Form == schema.Choice { // language servers complete no values from an else
			offered := []any{}
			for _, c := range short.Choices {
				offered = append(offered, js{"label": c, "body": c, "description": short.Help})
			}
			s["defaultSnippets"] = offered
		}
		return s
	case schema.Each:
		return js{"type": []string{"object", "null"}, "propertyNames": js{"pattern": keyForm.String()}, "additionalProperties": e.fields(f.Fields, nil)}
	case schema.Prose:
		return js{"type": []string{"string", "number", "boolean", "null"}}
	}
	return js{"type": text} // Condition
}

// number is what may stand for a number. A plain number may not where something with a unit is wanted.
func (e *editor) number(f *schema.Field, braces string) js {
	types := []string{"string", "object", "null"}
	want := dim(f)
	s := js{"if": js{"type": "object"}, "then": ref(braces)}
	if want == unit.Number || want == unit.Any {
		types = append(types, "number")
	} else {
		s["errorMessage"] = "want " + want.String() + ", such as " + want.Example()
	}
	s["type"] = types
	if want == unit.Number {
		return within(s, f)
	}
	return s
}

// within adds the bounds of a plain number.
func within(s js, f *schema.Field) js {
	if f.Min != nil {
		s["minimum"] = *f.Min
	}
	if f.Max != nil {
		s["maximum"] = *f.Max
	}
	return s
}

// required is what must stand in a map of fields that is no part of an overlay; nil for nothing.
func required(fields []schema.Field, more ...string) js {
	inside := js{}
	for i := range fields {
		f := &fields[i]
		switch sub := required(f.Fields); {
		case f.Form == schema.Signal || f.Form == schema.Law:
			inside[f.Name] = ref("law")
		case sub == nil:
		case f.Form == schema.Group:
			inside[f.Name] = sub
		case f.Form == schema.Each:
			inside[f.Name] = js{"additionalProperties": sub}
		}
	}
	s := js{}
	if need := needs(fields, more...); len(need) > 0 {
		s["required"] = need
	}
	if len(inside) > 0 {
		s["properties"] = inside
	}
	if len(s) == 0 {
		return nil
	}
	return s
}
