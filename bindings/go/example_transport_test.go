// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify && !zairyu_noimage && !zairyu_nojson && !zairyu_novcard

package zairyu_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"testing"
	"time"

	"zairyu"
)

// A remoteReader is a reader at the other end of a connection: commands and answers with their length before them.
type remoteReader struct{ conn net.Conn }

func (r *remoteReader) Connect(ctx context.Context) error {
	_, err := r.Transmit(ctx, nil) // an empty command resets the card
	return err
}

func (r *remoteReader) Transmit(ctx context.Context, command []byte) ([]byte, error) {
	defer r.obey(ctx)()
	frame := binary.BigEndian.AppendUint32(nil, uint32(len(command)))
	if _, err := r.conn.Write(append(frame, command...)); err != nil {
		return nil, fmt.Errorf("%w: %v", zairyu.ErrReaderGone, err)
	}
	var size [4]byte
	if _, err := io.ReadFull(r.conn, size[:]); err != nil {
		return nil, err // the reading fails with ErrCommunication, and this as its cause
	}
	answer := make([]byte, binary.BigEndian.Uint32(size[:])&0x1FFFF)
	_, err := io.ReadFull(r.conn, answer)
	return answer, err
}

// obey ends what waits for the connection when the operation is over: its deadline, and its end before that.
func (r *remoteReader) obey(ctx context.Context) func() {
	deadline, _ := ctx.Deadline()
	r.conn.SetDeadline(deadline)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		select {
		case <-ctx.Done():
			r.conn.SetDeadline(time.Unix(1, 0))
		case <-stop:
		}
	}()
	return func() { close(stop); <-stopped }
}

func (r *remoteReader) Disconnect() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second) // whatever becomes of the other end
	defer cancel()
	r.Transmit(ctx, nil)
}

func (r *remoteReader) Close() error { return r.conn.Close() }

func ExampleContext_NewReader() {
	conn := serveCard()
	c, err := zairyu.NewContext()
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	reader, err := c.NewReader("remote:desk 3", &remoteReader{conn})
	if err != nil {
		log.Fatal(err)
	}
	defer reader.Close()
	session, err := zairyu.NewSession(reader)
	if err != nil {
		log.Fatal(err)
	}
	defer session.Close()
	info, err := session.Identify(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("a card of type", info.Type)
	if err := session.Authenticate(ctx, "AA12345678BB"); err != nil {
		log.Fatal(err)
	}
	record, report, err := session.ReadAndVerify(ctx, nil, zairyu.ItemsAll)
	if err != nil {
		log.Fatal(err)
	}
	defer record.Close()
	defer report.Close()
	fmt.Println(record.Reader(), report.Falsification(), report.Notes()[0])
	// Output:
	// a card of type 2
	// remote:desk 3 ok no-anchor
}

// serveCard is the other end, with a virtual card.
func serveCard() net.Conn {
	card, err := zairyu.NewVirtualCard("type=2")
	check(err)
	ours, theirs := net.Pipe()
	go func() {
		defer card.Close()
		for {
			var size [4]byte
			if _, err := io.ReadFull(theirs, size[:]); err != nil {
				return
			}
			command := make([]byte, binary.BigEndian.Uint32(size[:]))
			io.ReadFull(theirs, command)
			answer := []byte{}
			if len(command) == 0 {
				card.Reset()
			} else {
				answer, _, _, _ = card.Process(command)
			}
			theirs.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(answer))), answer...))
		}
	}()
	return ours
}

// A test of a program that reads cards.
func TestLiftedCard(t *testing.T) {
	card, err := zairyu.Read(context.Background(), "virtual:type=1,fault=remove@12")
	if card != nil || !errors.Is(err, zairyu.ErrCardGone) {
		t.Fatal("a card that was lifted is not noticed")
	}
}

func Example_cancelled() {
	ctx, cancel := context.WithCancel(ctx)
	c, err := zairyu.NewContext()
	check(err)
	defer c.Close()
	silent, _ := net.Pipe() // nobody answers
	reader, err := c.NewReader("remote:", &remoteReader{silent})
	check(err)
	defer reader.Close()
	session, err := zairyu.NewSession(reader)
	check(err)
	defer session.Close()
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err = session.Identify(ctx)
	fmt.Println(errors.Is(err, zairyu.BlockReader), errors.Is(err, context.Canceled))
	// Output: false true
}
