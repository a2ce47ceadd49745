// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"testing"

	"zairyu"
)

func TestSaveAndLoad(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:type=2")
	ok(t, err)
	defer card.Close()
	var out bytes.Buffer
	ok(t, card.Save(&out))
	again, err := zairyu.Load(out.Bytes())
	ok(t, err)
	defer again.Close()
	equal(t, again.Number(), card.Number())
	equal(t, again.Verification().Verdict, zairyu.VerdictUnchecked)
	equal(t, again.Verification().Falsification, zairyu.ResultNotChecked)
	for _, item := range card.Record().Items().Each() {
		was, err := card.Record().File(item)
		ok(t, err)
		is, err := again.Record().File(item)
		ok(t, err)
		equal(t, string(is), string(was))
	}
	equal(t, again.Record().PaddingSettled(), true)
	equal(t, again.ReadAt(), card.ReadAt())
}

func TestDamagedRecords(t *testing.T) {
	s := newScene(t, "type=1")
	record, _ := s.record()
	data := saved(t, record)
	zeros := bytes.Repeat([]byte{0}, 1<<16)
	for _, damaged := range [][]byte{nil, {}, []byte("x"), data[:len(data)-1], append([]byte{1}, data...), zeros} {
		_, err := zairyu.Load(damaged)
		is(t, err, zairyu.ErrRecordDamaged)
	}
	for at := 0; at < len(data); at += 997 {
		data[at] ^= 4
		_, err := zairyu.Verify(data, zairyu.WithTrust(s.trust))
		is(t, err, zairyu.BlockData)
		data[at] ^= 4
	}
	_, err := zairyu.Load(bytes.Repeat(data, 100))
	is(t, err, zairyu.ErrLimit)
	ok(t, s.context.SetLimit(zairyu.LimitRecordBytes, 100))
	equal(t, s.context.Limit(zairyu.LimitRecordBytes), 100)
	_, err = s.context.Load(data)
	is(t, err, zairyu.ErrLimit)
	is(t, s.context.SetLimit(zairyu.Limit(99), 1), zairyu.ErrArgument)
}

func TestSelectAndReduce(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:type=05")
	ok(t, err)
	defer card.Close()
	some, err := card.Record().Select(zairyu.ItemNameAndFace)
	ok(t, err)
	defer some.Close()
	equal(t, some.Items(), zairyu.ItemNameAndFace|zairyu.ItemCommonData|zairyu.ItemCardType)
	reduced, err := card.Reduce()
	ok(t, err)
	defer reduced.Close()
	equal(t, reduced.Reduced() && reduced.Number() == "", true)
	matches, err := reduced.Matches("aa12345678bb")
	ok(t, err)
	equal(t, matches, true)
	matches, err = reduced.Matches("AA12345670BB")
	ok(t, err)
	equal(t, matches, false)
	_, err = reduced.Matches("nothing")
	is(t, err, zairyu.ErrNumberFormat)
	_, err = reduced.File(zairyu.ItemNameAndFace)
	is(t, err, zairyu.ErrAbsent)
	for _, of := range []func(*zairyu.Record) ([]byte, error){
		(*zairyu.Record).Salt, (*zairyu.Record).NumberDigest,
		func(r *zairyu.Record) ([]byte, error) { return r.Digest(zairyu.ItemNameAndFace) },
	} {
		a, err := of(card.Record())
		ok(t, err)
		b, err := of(reduced)
		ok(t, err)
		equal(t, len(a) >= 16 && bytes.Equal(a, b), true)
	}
	c, err := zairyu.DefaultContext()
	ok(t, err)
	report, err := c.DecodeReport(reduced.Results())
	ok(t, err)
	defer report.Close()
	equal(t, report.Falsification(), zairyu.ResultOK)
	equal(t, report.Of(card.Record()), true)
	_, err = c.DecodeReport([]byte("nonsense"))
	is(t, err, zairyu.ErrMalformed)
}

func TestFilesAndObjects(t *testing.T) {
	s := newScene(t, "type=1")
	record, _ := s.record()
	info := record.Card()
	equal(t, len(info.Objects) > 10, true)
	for _, object := range info.Objects {
		value, err := record.ItemValue(object.Item, object.Tag)
		if err != nil {
			is(t, err, zairyu.ErrAbsent)
			continue
		}
		found := false
		for _, stored := range record.Objects(object.Item) {
			found = found || stored.Tag == object.Tag && bytes.Equal(stored.Value, value)
		}
		equal(t, found, true)
	}
	front, err := record.Value(0xD0)
	ok(t, err)
	equal(t, len(front), 7000)
	assumed := record.PaddingAssumed(zairyu.ItemFrontImage)
	runs := record.Padding(zairyu.ItemFrontImage)
	equal(t, assumed > 0 && len(runs) == 1 && runs[0].Length == assumed, true)
	_, err = record.Value(0x99)
	is(t, err, zairyu.ErrAbsent)
}

func TestCodeNames(t *testing.T) {
	s := newScene(t, "type=05,status_of_residence=TEST000001")
	ok(t, s.context.AddCodeNames([]byte("status_of_residence\tTEST000001\t試験\tTest\n")))
	is(t, s.context.AddCodeNames([]byte("nonsense\n")), zairyu.ErrMalformed)
	record, _ := s.record()
	equal(t, record.Field(zairyu.FieldStatusOfResidence).NameEN, "Test")
	equal(t, zairyu.FieldStatusOfResidence.Label(zairyu.LanguageEN) != "", true)
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	ok(t, s.context.AddDefaultCodeNames(zairyu.PlaceUser))
	path, err := zairyu.PlacePath(zairyu.PlaceUser, zairyu.PlaceTrust)
	ok(t, err)
	equal(t, len(path) > 10, true)
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("HOME", "")
	_, err = zairyu.PlacePath(zairyu.PlaceUser, zairyu.PlaceTrust)
	is(t, err, zairyu.ErrAbsent)
}

func TestTraceAndReplay(t *testing.T) {
	s := newScene(t, "type=2")
	record, path := s.traced()
	ok(t, s.context.AddReplay())
	replay, err := s.context.Open(context.Background(), "replay:"+path)
	ok(t, err)
	defer replay.Close()
	again, report, err := s.read(replay)
	ok(t, err)
	equal(t, again.Source(), zairyu.SourceReplayed)
	equal(t, again.Number(), record.Number())
	equal(t, report.Falsification(), zairyu.ResultOK)
	_, known := replay.Property(zairyu.PropertyRecordedAt)
	equal(t, known, true)
	_, err = s.context.Replay([]byte("no trace"))
	is(t, err, zairyu.ErrMalformed)
	_, err = s.context.Trace(s.reader(), path)
	is(t, err, zairyu.ErrWrite)
}
