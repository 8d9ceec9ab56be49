package process

import (
	"math"

	"dealsim/sim/program"
)

// tellTurns says when a state of 0 and 1 changes. A state that only rises has no word for falling.
func tellTurns(m program.Maker, state program.Slot, up, down string) {
	m.Tell(func(s *program.Scene) {
		was, is := s.Before(state) > 0.5, s.At(state) > 0.5
		if s.Step == 0 || was == is || !is && down == "" {
			return
		}
		text := down
		if is {
			text = up
		}
		s.Say(program.Event{Kind: "turn", Value: math.NaN(), Against: math.NaN(), Cash: math.NaN(), Text: text})
	})
}
