package scenario

import (
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// top are the sections of a file.
func (e *editor) top() js {
	text := []string{"string", "number", "boolean"}
	out := js{
		"scenario": js{"type": text, "description": "The title. Required, but in an overlay."},
		"summary":  js{"type": append(text, "null"), "description": "A line for dealsim list."},
		"as_of":    js{"type": "string", "pattern": `^\s*\d{4}-\d{2}-\d{2}\s*$`, "errorMessage": "want a date, such as 2026-04-20", "description": "The day of the deal, such as 2026-04-20. Required, but in an overlay."},
		"horizon":  js{"type": "string", "pattern": quantity, "errorMessage": "want a length of time, such as 10y or 12 quarters", "description": "How long to look, such as 10y or 12 quarters. Required, but in an overlay."},
		"step":     js{"enum": []any{"quarter", "month", "year", nil}, "default": "quarter", "description": "How long a step is; a quarter unless given."},
		"extends":  js{"type": "string", "description": "Another file to start from: one beside this, or a shipped scenario (dealsim list). This one is laid over it, key by key; ~ removes."},
	}
	for _, section := range sections {
		if out[section] == nil {
			out[section] = e.section(section)
		}
	}
	return out
}

// byName is a section that holds things by their names.
func byName(help string, item js) js {
	return js{"type": []string{"object", "null"}, "description": help, "propertyNames": ref("id"), "additionalProperties": item}
}

// object is a map of the properties.
func object(properties js) js {
	return js{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
}

func (e *editor) section(section string) js {
	prose := func(help string) js {
		return js{"type": []string{"string", "number", "boolean", "null"}, "description": help}
	}
	value := func(help string) js {
		return with(e.number(&schema.Field{Own: true}, "distribution"), js{"description": help})
	}
	expression := js{"type": []string{"string", "number", "null"}, "description": "An expression, such as total(cloud.spend)."}
	switch section {
	case "sources":
		return byName("What an input may cite.", object(js{"title": prose("What it is called. Required."), "publisher": prose("Who wrote it."),
			"date": prose("When, such as 2026-04."), "url": prose("Where it can be read.")}))
	case "inputs":
		return byName("Numbers worth arguing about.", object(js{
			"value": value("The number: a quantity, a distribution, or an expression of other inputs. Required."),
			"status": js{"enum": []string{"sourced", "reported", "assumed"}, "description": "Where it comes from. Sourced and reported need a source. Required.",
				"enumDescriptions": []string{"said by a party to the deal", "said by others", "nobody knows: a guess with a reason"}},
			"source": js{"type": []string{"string", "null"}, "description": "The name of an entry under sources."},
			"role": js{"enum": []any{"lever", "uncertainty", nil}, "description": "What it is a part of.",
				"enumDescriptions": []string{"a term of the deal", "the world", "neither"}},
			"note": prose("What a reader should know of it."),
		}))
	case "quantities", "metrics":
		help := map[string]string{"quantities": "Quantities that follow from others, by an expression.", "metrics": "What you ask of every path: an expression, or {is: …, label: …}."}[section]
		return byName(help, js{"type": []string{"string", "number", "object", "null"},
			"properties": js{"is": expression, "label": prose("What tables and charts call it.")}, "additionalProperties": false})
	case "names":
		return byName("What people call an id: in the summary, charts and stories. Ids stay in expressions and tables.",
			with(prose("A name, as titles and sentences have it."), js{"maxLength": 40}))
	case "stress":
		return byName("Shocks that must strike, each with its day.", js{"type": []string{"string", "null"}, "pattern": quantity, "errorMessage": "want a day, such as 2028-Q1"})
	case "correlations":
		row := js{"type": []string{"array", "null"}, "minItems": 3, "maxItems": 3,
			"items": []any{js{"type": "string"}, js{"type": "string"}, js{"type": []string{"string", "number"}, "minimum": -1, "maximum": 1}}}
		return js{"type": []string{"array", "object", "null"}, "items": row, "additionalProperties": row,
			"description": "Which drivers move together: a list of [driver, driver, share], or a map of such lists."}
	case "copula":
		return with(object(js{
			"family": js{"enum": []string{"gaussian", "t"}, "description": "Gaussian unless given; t for joint extremes."},
			"df":     js{"type": []string{"integer", "string", "null"}, "minimum": 1, "maximum": 100, "description": "Degrees of freedom of t: the fewer, the more extremes come together."},
		}), js{"description": "How the correlated drivers hang together in the extremes."})
	case "readings":
		rate := func(help string) js {
			return with(e.number(&schema.Field{Dim: unit.Rate}, "distribution"), js{"description": help})
		}
		return with(object(js{"risk_free": rate("The risk-free rate, such as 4%/y. Required."), "credit_spread": rate("What is added to it for the parties' credit."),
			"premiums": js{"type": []string{"object", "null"}, "additionalProperties": e.number(&schema.Field{}, "distribution"),
				"description": "The price of risk of each driver, for each unit of its volatility. Required."}}),
			js{"description": "The same deal as expected, as discounted, and as a market would value it."})
	case "series":
		return js{"type": []string{"array", "null"}, "items": js{"type": "string"}, "description": "The quantities to follow over time; all of them unless given, none with []."}
	case "expect":
		row := object(js{
			"metric":    js{"type": []string{"string", "null"}, "description": "A metric of summary.csv."},
			"statistic": js{"enum": statistics, "default": "mean", "description": "What of it; the mean unless given."},
			"within":    js{"type": []string{"array", "null"}, "items": js{"type": []string{"string", "number"}}, "minItems": 2, "maxItems": 2, "description": "Two bounds, such as [$100bn, $220bn]."},
		})
		return js{"type": []string{"array", "object", "null"}, "items": row, "additionalProperties": row, "description": "What you believe of a metric: dealsim check FILE --expect holds it."}
	case "drivers":
		return byName("Quantities that move by a process.", js{"type": []string{"object", "null"}, "if": js{"required": []string{"process"}}, "then": ref("process"), "else": js{
			"properties":           js{"process": e.names("the process it follows", e.lang.Processes)},
			"patternProperties":    e.union(e.lang.Processes),
			"additionalProperties": false}})
	}
	return e.kinds(section)
}

// kinds is a section of the field tables.
func (e *editor) kinds(section string) js {
	more := js{}
	if contains(switchable, section) {
		more["off"] = js{"enum": []any{"yes", "no", "true", "false", true, false, nil}, "description": "yes: built, but it does nothing."}
	}
	one, several := e.lang.Sections[section], e.lang.Kinds[section]
	if one == nil && several == nil {
		panic("scenario: an editor is told nothing of section " + section)
	}
	if one != nil {
		e.defs[section] = e.block(one, more)
		return byName(one.Summary, ref(section))
	}
	help := section + ", each of one kind:"
	for _, name := range schema.Sorted(several) {
		e.defs[section+"."+name] = e.block(several[name], with(more, js{"kind": js{"const": name}}))
		help += "\n\n" + name + ": " + several[name].Summary
	}
	block := e.chosen("kind", "of which kind it is", several)
	block["type"] = []string{"object", "null"}
	block["if"] = js{"not": js{"required": []string{"kind"}}}
	block["then"] = js{"properties": with(more, js{"kind": true}), "patternProperties": e.union(several), "additionalProperties": false}
	return byName(help, block)
}

// whole is what must not be missing in a file that extends no other.
func (e *editor) whole() js {
	list := func(item js) js { return js{"items": item, "additionalProperties": item} }
	process := []string{"process"}
	cites := js{"if": js{"properties": js{"status": js{"enum": []string{"sourced", "reported"}}}, "required": []string{"status"}}, "then": js{"required": []string{"source"}}}
	sub := js{
		"sources":  js{"additionalProperties": js{"required": []string{"title"}}},
		"inputs":   js{"additionalProperties": with(cites, js{"required": []string{"value", "status"}})},
		"drivers":  js{"additionalProperties": js{"required": process}},
		"copula":   with(is("family", "t", js{"required": []string{"df"}}), js{"required": []string{"family"}}),
		"readings": js{"required": []string{"risk_free", "premiums"}},
		"expect":   list(js{"required": []string{"metric", "within"}}),
	}
	for _, section := range sections {
		if one := e.lang.Sections[section]; one != nil {
			if need := required(one.Fields); need != nil {
				sub[section] = js{"additionalProperties": need}
			}
		}
		if several := e.lang.Kinds[section]; several != nil {
			var each []any
			for _, name := range schema.Sorted(several) {
				if need := required(several[name].Fields); need != nil {
					each = append(each, is("kind", name, need))
				}
			}
			sub[section] = js{"additionalProperties": js{"required": []string{"kind"}, "allOf": each}}
		}
	}
	return js{"required": []string{"scenario", "as_of", "horizon"}, "properties": sub}
}
