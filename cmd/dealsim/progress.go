package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// meter shows progress on stderr, and only on a terminal.
type meter struct{ bar *progressbar.ProgressBar }

func (a *app) progress(name string) *meter {
	f, ok := a.err.(*os.File)
	if !ok || a.common.quiet || !term.IsTerminal(int(f.Fd())) {
		return &meter{}
	}
	return &meter{progressbar.NewOptions64(int64(a.common.paths), progressbar.OptionSetWriter(f), progressbar.OptionSetVisibility(true),
		progressbar.OptionSetDescription(name), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true))}
}

func (m *meter) step(done, _ int) {
	if m.bar != nil {
		_ = m.bar.Set64(int64(done)) // a bar that cannot be drawn is no reason to stop
	}
}

func (m *meter) finish() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
}
