// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_novcard

package zairyu

// #include <stdlib.h>
// #include <zairyu/vcard.h>
import "C"

import (
	"fmt"
	"strings"
	"unsafe"
)

// A VirtualCA is the test CAs of virtual cards: made of a seed, so anyone can make them, and only ever custom
// anchors. It costs some 0.2 s, so make one for many cards. One goroutine at a time.
type VirtualCA struct {
	h *handle[*C.zairyu_vcard_ca]
}

// NewVirtualCA makes the CAs of a seed. Virtual cards have those of seed 1 unless they are told otherwise.
func (c *Context) NewVirtualCA(seed uint64) (*VirtualCA, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_vcard_ca
	var cerr *C.zairyu_error
	if err := check(C.zairyu_vcard_ca_new(p, C.uint64_t(seed), &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return &VirtualCA{newHandle(out, func(p *C.zairyu_vcard_ca) { C.zairyu_vcard_ca_free(p) }, c.kept())}, nil
}

// Certificate is the CA's for a generation of cards, in DER.
func (a *VirtualCA) Certificate(family Family) ([]byte, error) {
	p, err := a.h.takeAlone()
	if err != nil {
		return nil, err
	}
	defer a.h.releaseAlone()
	return certificateOf(p, family)
}

func certificateOf(p *C.zairyu_vcard_ca, family Family) ([]byte, error) {
	var out C.zairyu_bytes
	var cerr *C.zairyu_error
	err := check(C.zairyu_vcard_ca_certificate(p, C.int(family), &out, &cerr), &cerr)
	return copied(out), err
}

// Close frees it; cards made with it go on.
func (a *VirtualCA) Close() error {
	a.h.close()
	return nil
}

// kept keeps the context until what was made with it is freed.
func (c *Context) kept() func() {
	c.h.take()
	return c.h.release
}

// A VirtualCard is a card in software: both generations, every file, faults on request. Its holder is fictional, and
// no program calls it genuine. For tests: options, faults and bytes may change with any release. It does one thing at
// a time; faults may be set at any time.
type VirtualCard struct {
	h      *handle[*C.zairyu_vcard]
	parent *Context
}

// NewVirtualCard makes a card: options are "key=value,key=value", zairyu-virtual(7), such as
// "type=05,variant=under16-a".
func NewVirtualCard(options string) (*VirtualCard, error) {
	c, err := DefaultContext()
	if err != nil {
		return nil, err
	}
	return c.NewVirtualCard(nil, options)
}

// NewVirtualCard makes a card. ca may be nil, for that of seed 1 or of the options.
func (c *Context) NewVirtualCard(ca *VirtualCA, options string) (*VirtualCard, error) {
	p := c.h.take()
	defer c.h.release()
	var authority *C.zairyu_vcard_ca
	if ca != nil {
		authority = ca.h.take()
		defer ca.h.release()
	}
	var out *C.zairyu_vcard
	var cerr *C.zairyu_error
	text := C.CString(options)
	defer C.free(unsafe.Pointer(text))
	if err := check(C.zairyu_vcard_new(p, authority, text, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return &VirtualCard{newHandle(out, func(p *C.zairyu_vcard) { C.zairyu_vcard_free(p) }, c.kept()), c}, nil
}

// ownCard is what the card of a "virtual:" reader knows of itself.
func (c *Context) ownCard(uri string) (*ownCard, error) {
	card, err := c.NewVirtualCard(nil, strings.TrimPrefix(uri, "virtual:"))
	if err != nil {
		return nil, err
	}
	defer card.Close()
	certificates, err := card.Certificates()
	return &ownCard{card.Number(), certificates}, err
}

// Close frees it; readers that have it go on.
func (v *VirtualCard) Close() error {
	v.h.close()
	return nil
}

// Format hides what is on the card, as for a real one.
func (v VirtualCard) Format(f fmt.State, verb rune) { printHidden(f, "zairyu.VirtualCard") }

// Number is the card's number.
func (v *VirtualCard) Number() string {
	p := v.h.take()
	defer v.h.release()
	return C.GoString(C.zairyu_vcard_number(p))
}

// Certificates are those of its CA, in DER, for both generations: for [Trust.Add] with [TrustCustom].
func (v *VirtualCard) Certificates() (certificates [][]byte, err error) {
	p, err := v.h.takeAlone()
	if err != nil {
		return nil, err
	}
	defer v.h.releaseAlone()
	for family := FamilyFirstGeneration; family <= FamilySecondGeneration; family++ {
		certificate, err := certificateOf(C.zairyu_vcard_authority(p), family)
		if err != nil {
			return nil, err
		}
		certificates = append(certificates, certificate)
	}
	return certificates, nil
}

// Reader is a reader in this process with the card on it. maxCommand and maxResponse are what it carries, in bytes; 0
// for no limit.
func (v *VirtualCard) Reader(maxCommand, maxResponse int) (*Reader, error) {
	p, c := v.h.take(), v.parent.h.take()
	defer v.parent.h.release()
	var out *C.zairyu_transport
	var cerr *C.zairyu_error
	rc := C.zairyu_vcard_transport(c, p, C.size_t(maxCommand), C.size_t(maxResponse), &out, &cerr)
	if err := check(rc, &cerr); err != nil {
		v.h.release()
		return nil, err
	}
	return v.parent.reader(out, nil, v.h), nil
}
