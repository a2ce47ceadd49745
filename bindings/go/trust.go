// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

// #include <stdlib.h>
// #include <zairyu/verify.h>
import "C"

import (
	"time"
	"unsafe"
)

// Trust is a store of the CA certificates that a card may be issued under. Fill it first; then any number of
// goroutines may verify with it.
type Trust struct {
	h      *handle[*C.zairyu_trust]
	parent *Context
}

// TrustFlags say what a store takes, or-ed.
type TrustFlags uint32

// The flags.
const (
	// also accept certificates that are not on the built-in list, as AnchorCustom.
	TrustCustom TrustFlags = C.ZAIRYU_TRUST_CUSTOM
	// of AddDirectory and AddDefault: what cannot be used is left out, and listed by Refused
	TrustTolerant TrustFlags = C.ZAIRYU_TRUST_TOLERANT
)

// NewTrust makes an empty store.
func (c *Context) NewTrust() (*Trust, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_trust
	var cerr *C.zairyu_error
	if err := check(C.zairyu_trust_new(p, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	c.h.take()
	free := func(p *C.zairyu_trust) { C.zairyu_trust_free(p) }
	return &Trust{newHandle(out, free, c.h.release), c}, nil
}

// Close frees it.
func (t *Trust) Close() error {
	t.h.close()
	return nil
}

// Add adds a CA certificate in DER, or those of a PEM text: all or none. One that is not on the agency's list fails
// with [ErrUnknownAnchor], unless the flags have [TrustCustom].
func (t *Trust) Add(certificate []byte, flags TrustFlags) error {
	p := t.h.take()
	defer t.h.release()
	var cerr *C.zairyu_error
	return check(C.zairyu_trust_add(p, lend(certificate), C.uint32_t(flags), &cerr), &cerr)
}

// AddDirectory adds every *.crt, *.cer, *.der and *.pem in a directory, all or none; with [TrustTolerant] what cannot
// be used is left out and listed by Refused, and the store is incomplete from then on.
func (t *Trust) AddDirectory(path string, flags TrustFlags) error {
	p := t.h.take()
	defer t.h.release()
	text := C.CString(path)
	defer C.free(unsafe.Pointer(text))
	var cerr *C.zairyu_error
	return check(C.zairyu_trust_add_directory(p, text, C.uint32_t(flags), &cerr), &cerr)
}

// AddDefault adds what the administrator and the user installed for all programs, for example with `zairyu trust
// add`. A place that has none is passed over: see Anchors.
func (t *Trust) AddDefault(places Places, flags TrustFlags) error {
	p := t.h.take()
	defer t.h.release()
	var cerr *C.zairyu_error
	var rc C.int
	withHomes(func(dataHome, home *C.char) {
		rc = C.zairyu_trust_add_default(p, C.uint32_t(places), dataHome, home, C.uint32_t(flags), &cerr)
	})
	return check(rc, &cerr)
}

// An Anchor is a CA certificate in a store.
type Anchor struct {
	Kind        AnchorKind
	Family      Family // the generation of cards that it may have issued for
	Subject     string
	SHA256      string // of the DER, in lower-case hex
	Certificate []byte // DER
	NotBefore   time.Time
	NotAfter    time.Time
	Files       []string // that AddDirectory found it in
}

// Anchors are all that are in the store.
func (t *Trust) Anchors() (anchors []Anchor) {
	p := t.h.take()
	defer t.h.release()
	for i := C.size_t(0); i < C.zairyu_trust_count(p); i++ {
		anchors = append(anchors, anchorAt(p, i))
	}
	return anchors
}

func anchorAt(p *C.zairyu_trust, i C.size_t) Anchor {
	var before, after C.int64_t
	C.zairyu_trust_validity(p, i, &before, &after)
	anchor := Anchor{
		Kind:        AnchorKind(C.zairyu_trust_kind(p, i)),
		Family:      Family(C.zairyu_trust_family(p, i)),
		Subject:     C.GoString(C.zairyu_trust_subject(p, i)),
		SHA256:      C.GoString(C.zairyu_trust_sha256(p, i)),
		Certificate: copied(C.zairyu_trust_certificate(p, i)),
		NotBefore:   time.Unix(int64(before), 0).UTC(),
		NotAfter:    time.Unix(int64(after), 0).UTC(),
	}
	for file := C.zairyu_trust_file(p, i, 0); file != nil; {
		anchor.Files = append(anchor.Files, C.GoString(file))
		file = C.zairyu_trust_file(p, i, C.size_t(len(anchor.Files)))
	}
	return anchor
}

// A Refusal is a file or directory that was left out because of [TrustTolerant].
type Refusal struct {
	Path string
	Err  error
}

// Refused are those. With any, the store is incomplete: a card whose issuer is not in it stays unchecked.
func (t *Trust) Refused() (refused []Refusal) {
	p := t.h.take()
	defer t.h.release()
	for i := C.size_t(0); i < C.zairyu_trust_refused_count(p); i++ {
		why := C.zairyu_trust_refused_error(p, i)
		refused = append(refused, Refusal{
			Path: C.GoString(C.zairyu_trust_refused_path(p, i)),
			Err:  failure(Code(C.zairyu_error_code(why)), C.GoString(C.zairyu_error_message(why))),
		})
	}
	return refused
}

// IsCertificateName is whether AddDirectory would take a file of this name.
func IsCertificateName(name string) bool {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	return C.zairyu_trust_is_certificate_name(text) != 0
}

// TrustPage is the agency's page with the CA certificates of one generation, for people; "" for others.
func TrustPage(family Family) string { return C.GoString(C.zairyu_trust_page(C.int(family))) }
