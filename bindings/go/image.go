// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noimage && !zairyu_noverify

package zairyu

// #include <stdlib.h>
// #include "glue.h"
// #include <zairyu/image.h>
// static int write_png(const zairyu_image *image, uintptr_t handle, zairyu_error **err)
// {
//	return zairyu_image_write_png(image, zairyu_go_writer(), zairyu_go_userdata(handle), err);
// }
import "C"

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"unsafe"
)

// An ImageID is which image of a card.
type ImageID int

// The images.
const (
	ImageFront   ImageID = C.ZAIRYU_IMAGE_FRONT   // first generation: what is printed on the front, 1 bit
	ImageName    ImageID = C.ZAIRYU_IMAGE_NAME    // second generation, 1 bit
	ImageAddress ImageID = C.ZAIRYU_IMAGE_ADDRESS // second generation, 1 bit
	ImageFace    ImageID = C.ZAIRYU_IMAGE_FACE    // colour
)

// String is the stable name: "front", "name", "address_image", "face".
func (id ImageID) String() string { return nameOr(C.zairyu_image_name(C.int(id)), "image", int64(id)) }

// ImageIDs are all images that the library knows.
func ImageIDs() (ids []ImageID) {
	for range countNames(1, func(n C.int) *C.char { return C.zairyu_image_name(n) }) {
		ids = append(ids, ImageID(len(ids)+1))
	}
	return ids
}

// A PixelFormat is how pixels lie in memory: rows from the top.
type PixelFormat int

// The formats.
const (
	PixelBit PixelFormat = C.ZAIRYU_PIXEL_BIT // 1 bit per pixel, leftmost pixel in the highest bit, 1 is black
	PixelRGB PixelFormat = C.ZAIRYU_PIXEL_RGB // 3 bytes per pixel: red, green, blue
)

// An Image is a decoded image of a card, or a painted view of it. It is an [image.Image] too: black on white, or in
// colour.
type Image struct {
	h      *handle[*C.zairyu_image]
	format PixelFormat
	width  int
	height int
	stride int
	pixels []byte
}

// newImage takes over the C image and copies its pixels, so that At need not ask C for each.
func newImage(p *C.zairyu_image) *Image {
	img := &Image{
		format: PixelFormat(C.zairyu_image_format(p)),
		width:  int(C.zairyu_image_width(p)),
		height: int(C.zairyu_image_height(p)),
		stride: int(C.zairyu_image_stride(p)),
	}
	img.pixels = copied(C.zairyu_bytes{data: C.zairyu_image_pixels(p), len: C.size_t(img.stride * img.height)})
	pixels := img.pixels
	img.h = newHandle(p, func(p *C.zairyu_image) { C.zairyu_image_free(p) }, func() { wipe(pixels) })
	return img
}

// Close wipes and frees it; all pixels are 0 then.
func (i *Image) Close() error {
	i.h.close()
	return nil
}

// Format hides the picture, whatever the verb.
func (i Image) Format(f fmt.State, verb rune) {
	printHidden(f, fmt.Sprintf("zairyu.Image %dx%d", i.width, i.height))
}

// PixelFormat is how Pixels lie.
func (i *Image) PixelFormat() PixelFormat { return i.format }

// Width is in pixels.
func (i *Image) Width() int { return i.width }

// Height is in pixels.
func (i *Image) Height() int { return i.height }

// Stride is how many bytes are from one row to the next.
func (i *Image) Stride() int { return i.stride }

// Pixels are Stride times Height bytes: not a copy, wiped by Close. Do not change them.
func (i *Image) Pixels() []byte { return i.pixels }

// ColorModel is grey for one bit, RGBA for colour.
func (i *Image) ColorModel() color.Model {
	if i.format == PixelBit {
		return color.GrayModel
	}
	return color.RGBAModel
}

// Bounds begin at 0, 0.
func (i *Image) Bounds() image.Rectangle { return image.Rect(0, 0, i.width, i.height) }

// At is the colour of one pixel.
func (i *Image) At(x, y int) color.Color {
	inside := image.Pt(x, y).In(i.Bounds())
	switch {
	case i.format == PixelBit && !inside:
		return color.Gray{}
	case i.format == PixelBit && i.pixels[y*i.stride+x/8]>>(7-x%8)&1 == 1:
		return color.Gray{}
	case i.format == PixelBit:
		return color.Gray{Y: 0xFF}
	case i.format != PixelRGB || !inside:
		return color.RGBA{}
	}
	rgb := i.pixels[y*i.stride+3*x:]
	return color.RGBA{rgb[0], rgb[1], rgb[2], 0xFF}
}

// WritePNG writes PNG: one bit stays one bit, and what a view says of the card is in it.
func (i *Image) WritePNG(w io.Writer) error {
	p := i.h.take()
	defer i.h.release()
	return writeTo(w, func(h C.uintptr_t, cerr **C.zairyu_error) C.int { return C.write_png(p, h, cerr) })
}

// Statement is what a composed view says, such as "zairyu-verdict"; "" for other names and other images.
// zairyu_image(3) lists them.
func (i *Image) Statement(name string) string {
	p := i.h.take()
	defer i.h.release()
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	return C.GoString(C.zairyu_image_statement(p, text))
}
