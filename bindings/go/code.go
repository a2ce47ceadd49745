// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
import "C"

// A Code says why something failed. It is an error itself, for errors.Is(err, zairyu.ErrNoCard). Later versions of
// the library have more of them; [Code.Block] says what to do about one that is not known here.
type Code int

// The codes. [Code.Text] has what to show to a person.
const (
	ErrArgument Code = C.ZAIRYU_ERR_ARGUMENT // an argument is out of its range
	// called in the wrong order, for example read before authenticate
	ErrState       Code = C.ZAIRYU_ERR_STATE
	ErrNoMemory    Code = C.ZAIRYU_ERR_NO_MEMORY   // an allocation failed
	ErrUnsupported Code = C.ZAIRYU_ERR_UNSUPPORTED // not built in, or not offered by this backend
	// a table's size is that of no version, or it sets slots this version lacks
	ErrABI Code = C.ZAIRYU_ERR_ABI
	// a limit of the context was reached, or one of the system (threads, descriptors)
	ErrLimit        Code = C.ZAIRYU_ERR_LIMIT
	ErrCancelled    Code = C.ZAIRYU_ERR_CANCELLED     // the context was cancelled, or a callback said stop
	ErrTimeout      Code = C.ZAIRYU_ERR_TIMEOUT       // the deadline of the operation passed
	ErrNumberFormat Code = C.ZAIRYU_ERR_NUMBER_FORMAT // not the form of a card number (AA12345678BB)
	ErrWrite        Code = C.ZAIRYU_ERR_WRITE         // the caller's writer failed, or a file could not be written
	ErrFile         Code = C.ZAIRYU_ERR_FILE          // a file could not be read
	// the reader service is not running, or does not answer
	ErrNoService     Code = C.ZAIRYU_ERR_NO_SERVICE
	ErrNoPermission  Code = C.ZAIRYU_ERR_NO_PERMISSION // the system does not let this user use the reader
	ErrNoReader      Code = C.ZAIRYU_ERR_NO_READER     // no reader, or none of that name
	ErrReaderBusy    Code = C.ZAIRYU_ERR_READER_BUSY   // another program holds the reader or card
	ErrNoCard        Code = C.ZAIRYU_ERR_NO_CARD       // no card on the reader
	ErrCardGone      Code = C.ZAIRYU_ERR_CARD_GONE     // the card left during the conversation
	ErrCommunication Code = C.ZAIRYU_ERR_COMMUNICATION // the exchange with the card failed or made no sense
	ErrReaderGone    Code = C.ZAIRYU_ERR_READER_GONE   // the reader was unplugged, or its service ended
	// the reader cannot read these cards (contact only, no Type B)
	ErrReaderUnsuitable Code = C.ZAIRYU_ERR_READER_UNSUITABLE
	ErrDriverConflict   Code = C.ZAIRYU_ERR_DRIVER_CONFLICT // a kernel driver or another stack holds the device
	ErrManyCards        Code = C.ZAIRYU_ERR_MANY_CARDS      // there is more than one card on the reader
	// the reader cannot carry a command or answer of that length
	ErrLengthRefused Code = C.ZAIRYU_ERR_LENGTH_REFUSED
	// another kind of card (a My Number card without residence data too)
	ErrNotResidenceCard Code = C.ZAIRYU_ERR_NOT_RESIDENCE_CARD
	// a specified card (residence card on a My Number card): not supported yet
	ErrSpecifiedCard   Code = C.ZAIRYU_ERR_SPECIFIED_CARD
	ErrUnknownCardType Code = C.ZAIRYU_ERR_UNKNOWN_CARD_TYPE // a residence card of a type newer than this library
	ErrWrongNumber     Code = C.ZAIRYU_ERR_WRONG_NUMBER      // the number is not this card's
	// the chip reports that it is broken, twice in succession
	ErrChipBroken Code = C.ZAIRYU_ERR_CHIP_BROKEN
	// a status word that does not fit the step; [Error.StatusWord] has it
	ErrStatusWord Code = C.ZAIRYU_ERR_STATUS_WORD
	// the card's side of the key agreement, or a protected answer, is wrong
	ErrSecureMessaging Code = C.ZAIRYU_ERR_SECURE_MESSAGING
	// a file of the card does not have the specified structure
	ErrMalformed Code = C.ZAIRYU_ERR_MALFORMED
	ErrAbsent    Code = C.ZAIRYU_ERR_ABSENT // what was asked for is not there
	// a saved record is not one, is cut short, or was changed
	ErrRecordDamaged Code = C.ZAIRYU_ERR_RECORD_DAMAGED
	ErrRecordVersion Code = C.ZAIRYU_ERR_RECORD_VERSION // a saved record of a format newer than this library
	// an image does not have the specified form, or does not decode
	ErrImage Code = C.ZAIRYU_ERR_IMAGE
	// bytes given as a certificate are not one that can be used
	ErrCertificate Code = C.ZAIRYU_ERR_CERTIFICATE
	// verified, and not genuine: the report's verdict says which kind
	ErrNotGenuine    Code = C.ZAIRYU_ERR_NOT_GENUINE
	ErrUnknownAnchor Code = C.ZAIRYU_ERR_UNKNOWN_ANCHOR // not one of the agency's published CA certificates
	ErrInternal      Code = C.ZAIRYU_ERR_INTERNAL       // a defect in this library
	ErrCrypto        Code = C.ZAIRYU_ERR_CRYPTO         // libcrypto failed or lacks an algorithm
)

// A Block is where a [Code] comes from. It is an error too: errors.Is(err, zairyu.BlockReader).
type Block int

// The blocks.
const (
	BlockUse          = Block(-ErrArgument / blockSize)         // how the library was used
	BlockReader       = Block(-ErrNoService / blockSize)        // the reader, and what stands between it and us
	BlockCard         = Block(-ErrNotResidenceCard / blockSize) // the card
	BlockData         = Block(-ErrMalformed / blockSize)        // what is on the card, or in a file
	BlockVerification = Block(-ErrNotGenuine / blockSize)       // the result of verifying
	BlockLibrary      = Block(-ErrInternal / blockSize)         // the library itself
)

const blockSize = 100

var blockNames = map[Block]string{
	BlockUse: "use of the library", BlockReader: "reader", BlockCard: "card", BlockData: "data",
	BlockVerification: "verification", BlockLibrary: "library",
}

// Error names the block.
func (b Block) Error() string { return "zairyu: " + blockNames[b] }

// A Language is that of a text for people.
type Language int

// The languages.
const (
	LanguageJA Language = C.ZAIRYU_LANGUAGE_JA
	LanguageEN Language = C.ZAIRYU_LANGUAGE_EN
)

// Name is the C constant's name, such as "ZAIRYU_ERR_WRONG_NUMBER".
func (c Code) Name() string { return C.GoString(C.zairyu_error_name(C.int(c))) }

// Error is the English text for people.
func (c Code) Error() string { return c.Text(LanguageEN) }

// Text is what to show to a person: the official application's message, or a clearer one where it has none.
func (c Code) Text(language Language) string {
	return C.GoString(C.zairyu_error_text(C.int(c), C.int(language)))
}

// Advice is what the person can do about it; "" if Text already says so.
func (c Code) Advice(language Language) string {
	return C.GoString(C.zairyu_error_advice(C.int(c), C.int(language)))
}

// OfficialMessage is the number, 1 to 8, of the official application's message that fits.
func (c Code) OfficialMessage() int { return int(C.zairyu_error_official_message(C.int(c))) }

// Retry is whether trying again may help, at most with the card placed again or the reader plugged in.
func (c Code) Retry() bool { return C.zairyu_error_retry(C.int(c)) != 0 }

// Block is where the code comes from.
func (c Code) Block() Block { return Block(-c / blockSize) }

// Is says that a code is in its block.
func (c Code) Is(target error) bool {
	block, ok := target.(Block)
	return ok && c.Block() == block
}
