// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include <zairyu.h>
import "C"

import (
	"context"
	"time"
	"unsafe"
)

// CardPresence is whether there is a card on a listed reader.
type CardPresence int

// The answers.
const (
	CardUnknown CardPresence = C.ZAIRYU_CARD_UNKNOWN // this backend cannot tell without opening it
	CardNone    CardPresence = C.ZAIRYU_CARD_NONE
	CardPresent CardPresence = C.ZAIRYU_CARD_PRESENT
)

var cardWords = map[CardPresence]string{CardUnknown: "unknown", CardNone: "none", CardPresent: "present"}

// String is a word for it.
func (c CardPresence) String() string { return wordOr(cardWords, "card", c) }

// Suitability is how suitable a reader is for these cards, as far as its backend knows.
type Suitability int

// The degrees.
const (
	ReaderUnknown     Suitability = C.ZAIRYU_READER_UNKNOWN     // nothing is known for or against it
	ReaderContactless Suitability = C.ZAIRYU_READER_CONTACTLESS // reads contactless cards
	// a slot for cards with contacts: counts only if there is nothing better
	ReaderContact Suitability = C.ZAIRYU_READER_CONTACT
	// holds a security module inside the device: never counts
	ReaderSAM Suitability = C.ZAIRYU_READER_SAM
)

// A ReaderInfo is a reader in a list.
type ReaderInfo struct {
	URI         string // what [Read] and [Context.Open] take
	Label       string // a name to show
	Card        CardPresence
	Simulated   bool // no real card is behind it
	Suitability Suitability
	Changes     uint32 // changes whenever a card comes or leaves; 0 where the backend does not count
}

func (r ReaderInfo) addTo(into *C.zairyu_readers) error {
	rc := C.int(0)
	simulated := C.int(0)
	if r.Simulated {
		simulated = 1
	}
	withStrings(func(s []*C.char) {
		rc = C.zairyu_readers_add(into, s[0], s[1], C.int(r.Card), simulated, C.int(r.Suitability))
	}, r.URI, r.Label)
	if rc == C.ZAIRYU_OK && r.Changes != 0 {
		rc = C.zairyu_readers_set_changes(into, C.uint32_t(r.Changes))
	}
	return check(rc, nil)
}

func readerInfos(list *C.zairyu_readers) []ReaderInfo {
	readers := []ReaderInfo{}
	for i := C.size_t(0); i < C.zairyu_readers_count(list); i++ {
		readers = append(readers, ReaderInfo{
			URI:         C.GoString(C.zairyu_readers_uri(list, i)),
			Label:       C.GoString(C.zairyu_readers_label(list, i)),
			Card:        CardPresence(C.zairyu_readers_card(list, i)),
			Simulated:   C.zairyu_readers_simulated(list, i) != 0,
			Suitability: Suitability(C.zairyu_readers_suitability(list, i)),
			Changes:     uint32(C.zairyu_readers_changes(list, i)),
		})
	}
	return readers
}

// orAll is NULL for "", which means every scheme. The string is the caller's to free.
func orAll(scheme string) *C.char {
	if scheme == "" {
		return nil
	}
	return C.CString(scheme)
}

// Readers lists the readers of one backend's scheme, or of all for "". With "", a backend that fails is passed over
// as long as another finds a reader.
func (c *Context) Readers(ctx context.Context, scheme string) ([]ReaderInfo, error) {
	w, err := c.Watch(scheme)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.look(ctx, func(p *watching, wait *C.zairyu_wait, out **C.zairyu_readers, cerr **C.zairyu_error) C.int {
		return C.zairyu_readers_list(c.h.object, p.scheme, wait, out, cerr)
	})
}

// A Watcher tells when readers or cards come and go. It does one thing at a time.
type Watcher struct {
	h      *handle[*watching]
	parent *Context
}

// What is known now, in C.
type watching struct {
	scheme *C.char
	known  *C.zairyu_readers
}

// Watch begins to watch the readers of one backend's scheme, or of all for "".
func (c *Context) Watch(scheme string) (*Watcher, error) {
	if c.h.take() == nil {
		c.h.release()
		return nil, errClosed()
	}
	w := &watching{scheme: orAll(scheme)}
	free := func(w *watching) {
		C.zairyu_readers_free(w.known)
		C.free(unsafe.Pointer(w.scheme))
	}
	return &Watcher{newHandle(w, free, c.h.release), c}, nil
}

// Close ends it.
func (w *Watcher) Close() error {
	w.h.close()
	return nil
}

// Next waits until the readers are not as it last returned them: the first time it returns what there is. Whatever
// happened meanwhile counts, even if nobody was waiting. After a failure it may be called again.
func (w *Watcher) Next(ctx context.Context) ([]ReaderInfo, error) {
	return w.look(ctx, func(p *watching, wait *C.zairyu_wait, out **C.zairyu_readers, cerr **C.zairyu_error) C.int {
		return C.zairyu_readers_watch(w.parent.h.object, p.scheme, p.known, wait, out, cerr)
	})
}

type lookFunc func(p *watching, wait *C.zairyu_wait, out **C.zairyu_readers, cerr **C.zairyu_error) C.int

func (w *Watcher) look(ctx context.Context, call lookFunc) ([]ReaderInfo, error) {
	p, err := w.h.takeAlone()
	if err != nil {
		return nil, err
	}
	defer w.h.releaseAlone()
	err = w.parent.during(ctx, Forever, func(wait *C.zairyu_wait, cerr **C.zairyu_error) C.int {
		var out *C.zairyu_readers
		rc := call(p, wait, &out, cerr)
		if rc >= 0 {
			C.zairyu_readers_free(p.known)
			p.known = out
		}
		return rc
	})
	if err != nil {
		return nil, err
	}
	return readerInfos(p.known), nil
}

// during calls a C function of the context that takes a wait.
func (c *Context) during(ctx context.Context, most time.Duration,
	call func(wait *C.zairyu_wait, cerr **C.zairyu_error) C.int) error {
	op, err := begin(ctx, &c.last)
	if err != nil {
		return err
	}
	wait, err := op.wait(most)
	if err != nil {
		op.over()
		return err
	}
	defer C.zairyu_wait_free(wait)
	var cerr *C.zairyu_error
	rc := call(wait, &cerr)
	return op.end(rc, cerr)
}
