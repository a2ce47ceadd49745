// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noimage && !zairyu_noverify

package zairyu

// #include <zairyu/image.h>
import "C"

import "fmt"

// A StoredImage is an image as the card has it.
type StoredImage struct {
	Data      []byte // undecoded, without padding where the image shows its end
	MediaType string // "image/tiff", "image/jp2", "image/x-jp2-codestream", else "application/octet-stream"
	Item      Item   // the file it is in
}

// Format hides the picture, whatever the verb.
func (s StoredImage) Format(f fmt.State, verb rune) {
	printHidden(f, "zairyu.StoredImage "+s.MediaType)
}

// StoredImage is an image undecoded, also one that cannot be decoded. It fails with [ErrAbsent].
func (r *Record) StoredImage(id ImageID) (*StoredImage, error) {
	p := r.h.take()
	defer r.h.release()
	var data C.zairyu_bytes
	var media *C.char
	if err := check(C.zairyu_image_source(p, C.int(id), &data, &media), nil); err != nil {
		return nil, err
	}
	item := Item(C.zairyu_image_item(p, C.int(id)))
	return &StoredImage{copied(data), C.GoString(media), item}, nil
}

// ImageSize is an image's size in pixels, read from its headers.
func (r *Record) ImageSize(id ImageID) (width, height int, err error) {
	var w, h C.uint32_t
	p := r.h.take()
	defer r.h.release()
	err = check(C.zairyu_image_size(p, C.int(id), &w, &h), nil)
	return int(w), int(h), err
}

// Image decodes an image. It fails with [ErrAbsent] if the card has none, with [ErrImage] or [ErrLimit] if it does
// not decode.
func (r *Record) Image(id ImageID) (*Image, error) {
	p := r.h.take()
	defer r.h.release()
	return r.parent.image(func(c *C.zairyu_context, out **C.zairyu_image, cerr **C.zairyu_error) C.int {
		return C.zairyu_image_decode(c, p, C.int(id), out, cerr)
	})
}

// Image decodes an image of an item as soon as its file is there. Nothing is verified yet: show it as unverified.
func (f *ItemFile) Image(id ImageID) (*Image, error) {
	return f.parent.image(func(c *C.zairyu_context, out **C.zairyu_image, cerr **C.zairyu_error) C.int {
		return C.zairyu_image_decode_item(c, f.card, C.uint64_t(f.Item), lend(f.Data), C.int(id), out, cerr)
	})
}

// DecodeImage decodes bytes: TIFF with one bit per pixel, or JPEG 2000.
func (c *Context) DecodeImage(encoded []byte) (*Image, error) {
	return c.image(func(c *C.zairyu_context, out **C.zairyu_image, cerr **C.zairyu_error) C.int {
		return C.zairyu_image_decode_bytes(c, lend(encoded), out, cerr)
	})
}

type imageFunc func(c *C.zairyu_context, out **C.zairyu_image, cerr **C.zairyu_error) C.int

func (c *Context) image(call imageFunc) (*Image, error) {
	p := c.h.take()
	defer c.h.release()
	var out *C.zairyu_image
	var cerr *C.zairyu_error
	if err := check(call(p, &out, &cerr), &cerr); err != nil {
		return nil, err
	}
	return newImage(out), nil
}

// FrontKind is which kind of card a first-generation front image was printed for; 0 if it cannot be told. Rely on it
// only if [Report.Covers] has the front image.
func (r *Record) FrontKind() (Kind, error) {
	p, c := r.h.take(), r.parent.h.take()
	defer r.h.release()
	defer r.parent.h.release()
	var kind C.int
	var cerr *C.zairyu_error
	err := check(C.zairyu_image_front_kind(c, p, &kind, &cerr), &cerr)
	return Kind(kind), err
}

// ComposeFlags say which view is painted.
type ComposeFlags uint32

// ComposeBack paints the back: what is entered later, which no generation signs.
const ComposeBack ComposeFlags = C.ZAIRYU_COMPOSE_BACK

// Compose paints the view of the card: what the chip holds, and below it what is proved. report is of this record;
// nil if nothing was verified.
func (r *Record) Compose(report *Report, flags ComposeFlags) (*Image, error) {
	p, q := r.h.take(), report.take()
	defer r.h.release()
	defer report.release()
	return r.parent.image(func(c *C.zairyu_context, out **C.zairyu_image, cerr **C.zairyu_error) C.int {
		return C.zairyu_image_compose(c, p, q, C.uint32_t(flags), out, cerr)
	})
}

// HasText is whether a text renderer is built in, which Compose needs.
func HasText() bool { return C.zairyu_image_has_text() != 0 }

// CanWriteJapanese is whether this machine's fonts have what Compose needs, too. It looks at the fonts: not free.
func CanWriteJapanese() bool { return C.zairyu_image_can_write_japanese() != 0 }
