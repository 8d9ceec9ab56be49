package result

import "testing"

// TestNamesStandForWholeWords: an id is replaced where it is a word, and not inside a quantity or a longer id.
func TestNamesStandForWholeWords(t *testing.T) {
	r := &Result{Names: map[string]string{"aws": "AWS", "amazon": "Amazon", "target-1": "Target 1"}}
	for text, want := range map[string]string{
		"stake of amazon after 5 years":    "stake of Amazon after 5 years",
		"amazon: $5bn to amazon.":          "Amazon: $5bn to Amazon.",
		"aws.spend of aws, aws_x and laws": "aws.spend of AWS, aws_x and laws",
		"target-1, target-10, retarget-1":  "Target 1, target-10, retarget-1",
		"amazon’s, amazon's":               "Amazon’s, Amazon's",
		"max(aws) >= $1.5bn (amazon)":      "max(AWS) >= $1.5bn (Amazon)",
		"":                                 "",
	} {
		if got := r.Say(text); got != want {
			t.Errorf("%q is said as %q, want %q", text, got, want)
		}
	}
	if got := (&Result{}).Say("amazon"); got != "amazon" {
		t.Errorf("without names: %q", got)
	}
}
