// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"zairyu"
)

// ctx is that of the program, such as an HTTP request's.
var ctx = context.Background()

func ExampleRead() {
	card, err := zairyu.Read(ctx, "virtual:type=05") // "pcsc:" and zairyu.WithNumber("AA12345678BB") for a real one
	if err != nil {
		log.Fatal(err)
	}
	defer card.Close()
	fmt.Println(card.Kind(), card.Verification().Verdict, card.Fields()["nationality"].NameEN)
	// Output: residence-card unchecked Viet Nam
}

func ExampleCard_Verification() {
	card, err := zairyu.Read(ctx, "virtual:type=1")
	if err != nil {
		log.Fatal(err)
	}
	defer card.Close()
	v := card.Verification()
	switch v.Verdict {
	case zairyu.VerdictGenuine:
		fmt.Println("genuine; vouched for:", v.Covers)
	case zairyu.VerdictAbnormal:
		fmt.Println("a fault or a forgery:", v.Notes)
	case zairyu.VerdictUnsigned:
		fmt.Println("the holder is under 16: look at the card")
	default: // unchecked, and what a later library may add
		fmt.Println("nothing is proved:", v.Notes)
	}
	// Output: nothing is proved: [not-a-production-anchor kind-not-signed not-a-live-card]
}

func ExampleField() {
	card, err := zairyu.Read(ctx, "virtual:type=05")
	if err != nil {
		log.Fatal(err)
	}
	defer card.Close()
	for _, name := range []string{"card_expiry", "sex", "reserved"} {
		field := card.Fields()[name]
		fmt.Printf("%s: %q %q %s, vouched for: %t\n", name, field.Value, field.NameEN, field.State, field.Vouched)
	}
	// Output:
	// card_expiry: "2029-07-01" "" readable, vouched for: true
	// sex: "2" "Female" readable, vouched for: true
	// reserved: "" "" empty, vouched for: false
}

func ExampleError() {
	_, err := zairyu.Read(ctx, "virtual:", zairyu.WithNumber("AA12345670BB"))
	var details *zairyu.Error
	switch {
	case errors.Is(err, zairyu.ErrWrongNumber):
		fmt.Println("ask for the number again; never try another by yourself")
	case errors.Is(err, zairyu.BlockReader) && errors.As(err, &details):
		fmt.Println(details.Code.Text(zairyu.LanguageJA), details.Code.Advice(zairyu.LanguageJA), details.SupportCode())
	}
	// Output: ask for the number again; never try another by yourself
}

func ExampleRead_deadline() {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, err := zairyu.Read(ctx, "virtual:fault=silence@9") // a card that stops answering
	fmt.Println(errors.Is(err, zairyu.ErrTimeout), errors.Is(err, context.DeadlineExceeded))
	// Output: true true
}

func ExampleWithProgress() {
	last := ""
	card, err := zairyu.Read(ctx, "virtual:type=2", zairyu.WithProgress(func(p zairyu.Progress) error {
		last = fmt.Sprintf("%s: %d %%", zairyu.StepText(p.Step, zairyu.LanguageEN), 100*p.Done/p.Total)
		return nil // an error here cancels, and comes out again
	}))
	if err != nil {
		log.Fatal(err)
	}
	card.Close()
	fmt.Println(last)
	// Output: Verifying the signature: 100 %
}

func ExampleCard_Image() {
	card, err := zairyu.Read(ctx, "virtual:type=05")
	if err != nil {
		log.Fatal(err)
	}
	defer card.Close()
	face, err := card.Image(zairyu.ImageFace) // an image.Image too
	if err != nil {
		log.Fatal(err)
	}
	defer face.Close()
	var file bytes.Buffer
	if err := face.WritePNG(&file); err != nil {
		log.Fatal(err)
	}
	fmt.Println(face.Bounds(), file.Len() > 1000)
	// Output: (0,0)-(150,200) true
}

func ExampleCard_Reduce() {
	card, err := zairyu.Read(ctx, "virtual:type=05")
	if err != nil {
		log.Fatal(err)
	}
	defer card.Close()
	reduced, err := card.Reduce() // digests and results: nothing of what is on the card
	if err != nil {
		log.Fatal(err)
	}
	defer reduced.Close()
	same, err := reduced.Matches("AA12345678BB")
	fmt.Println(same, err)
	// Output: true <nil>
}
