// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"testing"
	"time"

	"zairyu"
)

func TestReadEveryType(t *testing.T) {
	for _, cardType := range types {
		card, err := zairyu.Read(context.Background(), "virtual:type="+cardType)
		ok(t, err)
		defer card.Close()
		equal(t, card.Type(), cardType)
		equal(t, card.Number(), "AA12345678BB")
		equal(t, card.Kind() == zairyu.KindResidenceCard, cardType == "1" || cardType == "05")
		equal(t, card.Family() == zairyu.FamilyFirstGeneration, cardType == "1" || cardType == "2")
		equal(t, card.Live(), false)
		equal(t, card.Record().Source(), zairyu.SourceSimulated)
		equal(t, card.Record().LibraryVersion(), zairyu.Version())
		equal(t, time.Since(card.ReadAt()) < time.Hour, true)
		v := card.Verification()
		equal(t, v.Verdict, zairyu.VerdictUnchecked)
		equal(t, v.Falsification, zairyu.ResultOK)
		equal(t, v.Issuer, zairyu.ResultOK)
		equal(t, v.Covers, card.Info().SignedItems)
		equal(t, v.CoversKind, card.Family() == zairyu.FamilySecondGeneration)
		equal(t, v.Anchor.Kind, zairyu.AnchorCustom)
		equal(t, v.Certificate.NotAfter.After(v.Certificate.NotBefore), true)
	}
}

func TestFields(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:type=05,nationality=VNM,card_expiry=2029-07-01")
	ok(t, err)
	defer card.Close()
	fields := card.Fields()
	nationality := fields["nationality"]
	equal(t, nationality.Code(), "VNM")
	equal(t, nationality.NameEN, "Viet Nam")
	equal(t, nationality.NameJA, "ベトナム")
	equal(t, nationality.Signed && nationality.Vouched && nationality.Readable, true)
	expiry := fields["card_expiry"]
	equal(t, expiry.Date, zairyu.Date{Year: 2029, Month: 7, Day: 1})
	equal(t, expiry.Value, "2029-07-01")
	equal(t, string(expiry.Raw), "20290701")
	number := card.Field(zairyu.FieldCardNumber)
	equal(t, number.Signed || number.Vouched, false)
	equal(t, number.Value, card.Number())
	equal(t, fields["reserved"].State, zairyu.FieldStateEmpty)
	if _, there := fields["municipality"]; there {
		t.Fatal("a field of the other generation")
	}
}

func TestFieldsThatAreNotReadable(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:type=05,variant=date-month-unknown,reserved=",
		zairyu.WithItems(zairyu.ItemPrintedEntries))
	ok(t, err)
	defer card.Close()
	equal(t, card.Field(zairyu.FieldRenewalPending).State, zairyu.FieldStateNotRead)
	birth := card.Field(zairyu.FieldBirthDate)
	equal(t, birth.State, zairyu.FieldStatePartial)
	equal(t, birth.Date.Whole(), false)
	equal(t, birth.Readable, true)
	equal(t, len(birth.Value), 4)
	equal(t, birth.Date.Month+birth.Date.Day, 0)
	equal(t, zairyu.FieldNoteText(birth.Notes[0], zairyu.LanguageEN) != "", true)
	equal(t, card.Field(zairyu.FieldID(99)).State, zairyu.FieldStateNotRead)
}

func TestUnsignedAndForged(t *testing.T) {
	for options, want := range map[string]zairyu.Verdict{
		"type=05,variant=under16-a": zairyu.VerdictUnsigned,
		"type=05,variant=flip-data": zairyu.VerdictAbnormal,
	} {
		card, err := zairyu.Read(context.Background(), "virtual:"+options)
		ok(t, err)
		defer card.Close()
		equal(t, card.Verification().Verdict, want)
		is(t, card.RequireGenuine(), zairyu.ErrNotGenuine)
		for _, field := range card.Fields() {
			equal(t, field.Vouched, false)
		}
	}
}

func TestWithoutVerification(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:", zairyu.WithoutVerification())
	ok(t, err)
	defer card.Close()
	equal(t, card.Verification().Verdict, zairyu.VerdictUnchecked)
	equal(t, card.Verification().Covers, 0)
	equal(t, card.Record().PaddingAssumed(zairyu.ItemFrontImage), 0)
}

func TestItemsAndProgress(t *testing.T) {
	var steps []string
	var last zairyu.Progress
	var seen zairyu.Item
	card, err := zairyu.Read(context.Background(), "virtual:type=1",
		zairyu.WithItems(zairyu.ItemAddress), zairyu.WithoutVerification(),
		zairyu.WithProgress(func(p zairyu.Progress) error {
			if p.Done < last.Done && p.Total == last.Total {
				t.Error("progress went back")
			}
			last, steps = p, append(steps, p.Step)
			return nil
		}),
		zairyu.WithItemCallback(func(f *zairyu.ItemFile) error {
			seen |= f.Item
			if f.Item == zairyu.ItemAddress {
				objects, err := f.Objects()
				ok(t, err)
				equal(t, string(f.Value(0xD3)), string(objects[1].Value))
			}
			return nil
		}))
	ok(t, err)
	defer card.Close()
	equal(t, card.Record().Items(), zairyu.ItemAddress|zairyu.ItemCommonData|zairyu.ItemCardType)
	equal(t, seen.Has(zairyu.ItemAddress), true)
	equal(t, last.Done, last.Total)
	equal(t, len(steps) > 3, true)
	equal(t, zairyu.StepText(steps[0], zairyu.LanguageEN) != "", true)
	equal(t, card.Record().Presence(zairyu.ItemFace), zairyu.PresenceNotRead)
}

func TestWaitingForACard(t *testing.T) {
	_, err := zairyu.Read(context.Background(), "virtual:type=1,fault=remove@1", zairyu.WithWait(150*time.Millisecond))
	is(t, err, zairyu.BlockReader)
	card, err := zairyu.Read(context.Background(), "virtual:type=1",
		zairyu.WithWait(time.Second), zairyu.WithTimeout(time.Minute))
	ok(t, err)
	card.Close()
}
