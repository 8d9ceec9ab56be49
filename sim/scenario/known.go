package scenario

import "sync"

// knownTrees are the trees of texts that were read without a mistake: who asks a deal again with another term reads it
// again, and half of reading is YAML.
var knownTrees struct {
	sync.Mutex
	byText map[string]*node
}

// treeOf is parseTree of a text that may have been read before. Trees are changed by what is laid over them: each caller has
// one of its own.
func treeOf(f *File, text string, m *Mistakes) *node {
	knownTrees.Lock()
	known := knownTrees.byText[text]
	knownTrees.Unlock()
	if known != nil {
		return known.copied(f)
	}
	before := m.Count()
	n := parseTree(f, []byte(text), m)
	if n == nil || m.Count() > before {
		return n
	}
	knownTrees.Lock()
	defer knownTrees.Unlock()
	if knownTrees.byText == nil || len(knownTrees.byText) >= 16 { // a deal, what it extends, and some others
		knownTrees.byText = map[string]*node{}
	}
	knownTrees.byText[text] = n.copied(nil)
	return n
}

// copied is a tree of its own with its places in another file.
func (n *node) copied(f *File) *node {
	if n == nil {
		return nil
	}
	c := *n
	c.File = f
	c.entries, c.items = make([]entry, len(n.entries)), make([]*node, len(n.items))
	for i, e := range n.entries {
		e.place.File = f
		e.value = e.value.copied(f)
		c.entries[i] = e
	}
	for i, x := range n.items {
		c.items[i] = x.copied(f)
	}
	return &c
}
