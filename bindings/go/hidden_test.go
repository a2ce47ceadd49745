// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"zairyu"
)

const name = "MIHON TARO"

// Nothing that fmt prints of what holds a card holds data of it.
func TestNothingIsPrinted(t *testing.T) {
	s := newScene(t, "type=1,address=Kitamachi 1-2-3")
	session := s.session(s.reader())
	var given *zairyu.ItemFile
	var inside []string
	session.OnItem(func(f *zairyu.ItemFile) error {
		inside = append(inside, everyForm(f)...)
		objects, _ := f.Objects()
		inside = append(inside, everyForm(objects)...)
		given = f
		return nil
	})
	ok(t, session.Authenticate(context.Background(), s.card.Number()))
	record, report, err := session.ReadAndVerify(context.Background(), s.trust, zairyu.ItemsAll)
	ok(t, err)
	card, err := zairyu.Verify(saved(t, record), zairyu.WithTrust(s.trust))
	ok(t, err)
	image, err := card.Image(zairyu.ImageFace)
	ok(t, err)
	stored, err := record.StoredImage(zairyu.ImageFace)
	ok(t, err)
	_, failed := zairyu.Read(context.Background(), "virtual:", zairyu.WithNumber("AA12345670BB"))
	for _, value := range []any{card, *card, record, *record, session, *session, card.Fields(), record.Fields(),
		s.card, *s.card, image, *image, stored, *stored, report, given, failed, card.Verification(), card.Info()} {
		inside = append(inside, everyForm(value)...)
	}
	raw, err := record.File(zairyu.ItemFace)
	ok(t, err)
	pixels := []string{fmt.Sprint(raw[40:60])[1:40], fmt.Sprintf("%x", raw[40:50]), fmt.Sprintf("%X", raw[40:50])}
	for _, text := range inside {
		for _, secret := range append(pixels, "AA12345678BB", "12345678", "Kitamachi", "1-2-3") {
			if strings.Contains(text, secret) {
				t.Fatalf("%s is in %.300s", secret, text)
			}
		}
	}
	marshalled, err := json.Marshal(card)
	ok(t, err)
	equal(t, string(marshalled), "{}")
}

func everyForm(value any) (texts []string) {
	for _, form := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%c", "%U", "%T"} {
		texts = append(texts, fmt.Sprintf(form, value))
	}
	return texts
}
