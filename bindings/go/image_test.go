// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"zairyu"
)

func TestImages(t *testing.T) {
	for _, cardType := range types {
		card, err := zairyu.Read(context.Background(), "virtual:type="+cardType)
		ok(t, err)
		defer card.Close()
		images, err := card.Images()
		ok(t, err)
		want := 3
		if card.Family() == zairyu.FamilyFirstGeneration {
			want = 2
		}
		equal(t, len(images), want)
		for name, decoded := range images {
			samePixels(t, name, decoded)
			decoded.Close()
		}
	}
}

// samePixels compares what image.Image says with the PNG that the library writes of it.
func samePixels(t *testing.T, name string, decoded *zairyu.Image) {
	t.Helper()
	var out bytes.Buffer
	ok(t, decoded.WritePNG(&out))
	written, err := png.Decode(&out)
	ok(t, err)
	var ours image.Image = decoded
	equal(t, ours.Bounds(), written.Bounds())
	equal(t, len(decoded.Pixels()), decoded.Stride()*decoded.Height())
	equal(t, decoded.PixelFormat() == zairyu.PixelRGB, name == "face")
	seen := map[color.Color]bool{}
	for y := 0; y < decoded.Height(); y++ {
		for x := 0; x < decoded.Width(); x++ {
			r, g, b, a := ours.At(x, y).RGBA()
			R, G, B, A := written.At(x, y).RGBA()
			if r != R || g != G || b != B || a != A {
				t.Fatalf("%s: %d,%d is %v, and not %v", name, x, y, ours.At(x, y), written.At(x, y))
			}
			equal(t, ours.ColorModel().Convert(ours.At(x, y)) == ours.At(x, y), true)
			seen[ours.At(x, y)] = true
		}
	}
	equal(t, len(seen) > 1, true)
	for _, outside := range []image.Point{{-1, 0}, {0, -1}, {decoded.Width(), 0}, {0, decoded.Height()}} {
		_ = ours.At(outside.X, outside.Y)
	}
}

func TestStoredImages(t *testing.T) {
	s := newScene(t, "type=05")
	record, report := s.record()
	stored, err := record.StoredImage(zairyu.ImageFace)
	ok(t, err)
	equal(t, stored.MediaType, "image/jp2")
	equal(t, stored.Item, zairyu.ItemNameAndFace)
	width, height, err := record.ImageSize(zairyu.ImageFace)
	ok(t, err)
	decoded, err := s.context.DecodeImage(stored.Data)
	ok(t, err)
	defer decoded.Close()
	equal(t, decoded.Width() == width && decoded.Height() == height, true)
	_, err = s.context.DecodeImage([]byte("no image"))
	is(t, err, zairyu.ErrImage)
	_, err = record.Image(zairyu.ImageFront)
	is(t, err, zairyu.ErrAbsent)
	if !zairyu.HasText() || !zairyu.CanWriteJapanese() {
		t.Skip("this machine cannot write Japanese")
	}
	view, err := record.Compose(report, 0)
	ok(t, err)
	defer view.Close()
	equal(t, view.Width(), 1348)
	equal(t, view.Statement("zairyu-verdict"), "unchecked")
	equal(t, view.Statement("zairyu-specimen"), "yes")
	back, err := record.Compose(report, zairyu.ComposeBack)
	ok(t, err)
	defer back.Close()
	equal(t, back.Statement("zairyu-side"), "back")
	other := newScene(t, "type=05,seed=2")
	_, foreign := other.record()
	_, err = record.Compose(foreign, 0)
	is(t, err, zairyu.ErrArgument)
}

func TestImagesThatDoNotDecode(t *testing.T) {
	s := newScene(t, "type=1")
	breakFace(s)
	record, _ := s.record()
	card, err := zairyu.Verify(saved(t, record), zairyu.WithTrust(s.trust))
	ok(t, err)
	defer card.Close()
	images, err := card.Images()
	is(t, err, zairyu.ErrImage)
	equal(t, len(images), 1)
	images["front"].Close()
	var out bytes.Buffer
	ok(t, card.WriteJSON(&out))
	equal(t, strings.Contains(out.String(), "image/jp2"), true)
}

// breakFace takes the size out of the face, and signs the card again.
func breakFace(s *scene) {
	s.Helper()
	for df := 0; df <= 3; df++ {
		for sfi := 1; sfi <= 30; sfi++ {
			file, err := s.card.File(df, sfi)
			if at := bytes.Index(file, []byte("\xff\x4f\xff\x51")); err == nil && at > 0 {
				copy(file[at+8:], make([]byte, 8))
				ok(s, s.card.SetFile(df, sfi, file))
				ok(s, s.card.Sign())
				return
			}
		}
	}
	s.Fatal("no face")
}

func TestFrontKind(t *testing.T) {
	for cardType, want := range map[string]zairyu.Kind{
		"1": zairyu.KindResidenceCard,
		"2": zairyu.KindSpecialPermanentResidentCertificate,
	} {
		record, _ := newScene(t, "type="+cardType).record()
		kind, err := record.FrontKind()
		ok(t, err)
		equal(t, kind, want)
	}
}

func TestImageWhileReading(t *testing.T) {
	s := newScene(t, "type=1")
	session := s.session(s.reader())
	decoded := 0
	var kept *zairyu.ItemFile
	session.OnItem(func(f *zairyu.ItemFile) error {
		if f.Item != zairyu.ItemFace {
			return nil
		}
		face, err := f.Image(zairyu.ImageFace)
		ok(t, err)
		defer face.Close()
		decoded, kept = face.Width(), f
		return nil
	})
	ok(t, session.Authenticate(context.Background(), s.card.Number()))
	record, err := session.Read(context.Background(), zairyu.ItemsAll, zairyu.ReadGoesOn)
	ok(t, err)
	defer record.Close()
	ok(t, session.Work(context.Background(), "verify-signature", true))
	width, _, err := record.ImageSize(zairyu.ImageFace)
	ok(t, err)
	equal(t, decoded, width)
	_, err = kept.Image(zairyu.ImageFace)
	is(t, err, zairyu.ErrArgument)
	_, err = kept.Objects()
	is(t, err, zairyu.ErrArgument)
}
