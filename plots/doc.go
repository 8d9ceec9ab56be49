// Package plots draws a result.Result: one drawing for each figure, written as PNG, SVG or PDF.
//
//	Result ─All→ Figures ─Write→ bytes
//	         (what to draw)  (how)
//
// A chart (one file each: fan.go, tranches.go, …) turns a result into figures; a figure holds numbers, labels and
// axes, and nothing of how they look. The theme knows how things look, the page where they stand. So a chart is
// tested by its series and labels, and the page by the boxes of its text.
//
// The package uses gonum/plot's canvases and fonts but not its plots, whose default legend stands on the data. The
// same figure gives the same bytes, in every format; nothing here reads a clock. Fonts are parsed when the first
// figure is drawn. Figures are not changed by writing, so that they may be written at the same time.
//
// A new chart is one new file that registers itself.
package plots
